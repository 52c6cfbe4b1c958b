package jp.madoguchi;

import java.util.Arrays;
import jp.madoguchi.retention.RetentionDoor;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A database that is given by {@code spring.datasource.*} is never changed by the running console, whose role may not:
 * {@link Migrate} does that. The console only refuses to start on another version than its own.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${spring.datasource.url:embedded}' != 'embedded'")
class ExternalDatabase {

    @Bean
    RetentionDoor retentionDoor(
            JdbcConnectionDetails console,
            @Value("${madoguchi.retention.user}") String user,
            @Value("${madoguchi.retention.password}") String password) {
        return new RetentionDoor(console.getJdbcUrl(), user, password);
    }

    @Bean
    FlywayMigrationStrategy checkVersion() {
        return ExternalDatabase::check;
    }

    private static void check(Flyway flyway) {
        var migrations = flyway.info();
        var current = migrations.current();
        var unknown = Arrays.stream(migrations.all())
                .filter(m -> m.getState().isApplied() && !m.getState().isResolved())
                .findAny();
        if (current == null) {
            throw wrongSchema("The database has no Madoguchi schema yet, or this role may not see its history.");
        }
        if (unknown.isPresent()) {
            throw wrongSchema("The database is newer than this program: it holds " + name(unknown.get())
                    + ", which this program does not know.");
        }
        if (migrations.pending().length > 0) {
            throw wrongSchema("The database is older than this program: "
                    + name(migrations.pending()[0]) + " has not been applied.");
        }
    }

    private static String name(MigrationInfo migration) {
        return migration.getVersion() == null ? migration.getDescription() : "version " + migration.getVersion();
    }

    private static CannotStart wrongSchema(String what) {
        return new CannotStart(
                what, "Run the same jar with the argument migrate and the migrator's credentials, then start again.");
    }
}
