package jp.madoguchi.message;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Clock;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.Settings;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * The sending part of a console that somebody kills, on the console's own pool and transactions: begins when it is told
 * {@code send} on its input. Argument: the port of the mail server.
 */
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    TransactionAutoConfiguration.class,
    JooqAutoConfiguration.class
})
@Import({Claims.class, DatabaseTime.class, Settings.class})
public class SendingWorker {

    public static void main(String[] args) throws Exception {
        var console = new SpringApplicationBuilder(SendingWorker.class)
                .web(WebApplicationType.NONE)
                .run("--spring.datasource.hikari.data-source-properties.ApplicationName=sending-worker");
        var settings = new MailSettings(
                "127.0.0.1", Integer.parseInt(args[0]), "", "", "no-reply@madoguchi.example", "", "madoguchi.example");
        var sender = new Sender(
                console.getBean(Claims.class),
                new MailCarrier(settings, Clock.systemUTC()),
                new FileSms(Path.of("target/check-sms")),
                1);
        System.out.println("| started");
        System.out.flush();
        try (var orders = new BufferedReader(new InputStreamReader(System.in))) {
            for (var order = orders.readLine(); order != null; order = orders.readLine()) {
                if (order.equals("send")) {
                    sender.start();
                }
            }
        }
        System.exit(0);
    }
}
