package jp.madoguchi;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.web.context.servlet.AnnotationConfigServletWebApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.mock.web.MockServletContext;

/** The whole console inside the process of a check, for what calls use cases by the thousand. */
public final class InProcess implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    /** With a fast database of its own, or on the one that SPRING_DATASOURCE_URL names. */
    public static InProcess start(String... arguments) {
        var all = new ArrayList<>(List.of("--logging.level.jp.madoguchi=error"));
        all.addAll(List.of(arguments));
        if (all.stream().noneMatch(argument -> argument.startsWith("--madoguchi.anchor."))) {
            // A check may take longer than a console goes on without anchors.
            var folder = Path.of(System.getProperty("java.io.tmpdir"), "anchors-" + UUID.randomUUID());
            all.add("--madoguchi.anchor.file=" + folder.resolve("trail.anchors"));
            all.add("--madoguchi.anchor.second=" + folder.resolve("second.anchors"));
            all.add("--madoguchi.anchor.key=" + Base64.getEncoder().encodeToString(new byte[32]));
        }
        return new InProcess(new SpringApplicationBuilder(Madoguchi.class)
                .contextFactory(type -> withoutServer())
                .run(all.toArray(String[]::new)));
    }

    /** Nobody browses here: a web context, as in the tests, and no server. */
    private static ConfigurableApplicationContext withoutServer() {
        var context = new AnnotationConfigServletWebApplicationContext();
        context.setServletContext(new MockServletContext());
        return context;
    }

    private InProcess(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public ListableBeanFactory beans() {
        return context;
    }

    /** One connection in the name of a role. */
    public DSLContext as(String role) {
        return DSL.using(url(role));
    }

    public String url(String role) {
        var own = context.getBean(JdbcConnectionDetails.class).getJdbcUrl();
        var bare = own.replaceFirst("[?&]user=\\w+", "");
        return bare + (bare.contains("?") ? "&" : "?") + "user=" + role;
    }

    @Override
    public void close() {
        context.close();
    }
}
