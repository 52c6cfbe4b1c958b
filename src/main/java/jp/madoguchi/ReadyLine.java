package jp.madoguchi;

import jp.madoguchi.publicnotice.PublicListener;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells whoever started the console where it answers; scripts wait for the line that begins with "ready:". */
@Component
class ReadyLine {

    private final Environment environment;
    private final JdbcConnectionDetails database;
    private final PublicListener notices;
    private final boolean demo;
    private final String password;

    ReadyLine(
            Environment environment,
            JdbcConnectionDetails database,
            PublicListener notices,
            @Value("${madoguchi.demo:false}") boolean demo,
            @Value("${madoguchi.demo.password}") String password) {
        this.environment = environment;
        this.database = database;
        this.notices = notices;
        this.demo = demo;
        this.password = password;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void print() {
        var port = environment.getProperty("local.server.port");
        if (port == null) {
            return;
        }
        if (demo) {
            System.out.println("""
                    demo sign-in: clerk operator agent reviewer supervisor manager admin auditor
                                  and a second of each: clerk2 operator2 ...
                    demo password: %s""".formatted(password));
        }
        System.out.println("ready: http://localhost:" + port + " " + database.getJdbcUrl()
                + notices.url().map(url -> " " + url).orElse(""));
    }
}
