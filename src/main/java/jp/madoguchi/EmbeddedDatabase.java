package jp.madoguchi;

import java.io.IOException;
import java.sql.SQLException;
import jp.madoguchi.retention.RetentionDoor;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Without {@code spring.datasource.url} the console brings its own PostgreSQL, migrates it and works in it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "spring.datasource.url", havingValue = "embedded", matchIfMissing = true)
class EmbeddedDatabase {

    /** The role of the job of retention. */
    static final String RETENTION = "madoguchi_retention";

    @Bean
    EmbeddedServer embeddedServer(
            @Value("${madoguchi.database.directory:}") String directory,
            @Value("${madoguchi.database.reset:false}") boolean reset,
            @Value("${madoguchi.database.fast:false}") boolean fast)
            throws IOException, SQLException {
        return EmbeddedServer.start(directory, reset, fast);
    }

    @Bean
    JdbcConnectionDetails consoleConnection(EmbeddedServer server) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return "console_app";
            }

            @Override
            public String getPassword() {
                return "";
            }

            @Override
            public String getJdbcUrl() {
                return server.url(getUsername());
            }
        };
    }

    @Bean
    FlywayConnectionDetails migratorConnection(EmbeddedServer server) {
        return new FlywayConnectionDetails() {
            @Override
            public String getUsername() {
                return Migrate.USER;
            }

            @Override
            public String getPassword() {
                return "";
            }

            @Override
            public String getJdbcUrl() {
                return server.url(getUsername());
            }
        };
    }

    @Bean
    RetentionDoor retentionDoor(EmbeddedServer server) {
        return new RetentionDoor(server.url(RETENTION), RETENTION, "");
    }

    @Bean
    FlywayConfigurationCustomizer migrateAsOwner() {
        return flyway -> flyway.initSql(Migrate.AS_OWNER);
    }
}
