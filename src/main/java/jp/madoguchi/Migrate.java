package jp.madoguchi;

import java.io.PrintStream;
import java.util.Map;
import org.flywaydb.core.Flyway;

/**
 * {@code java -jar madoguchi.jar migrate}: brings an external database up to date with credentials that the running
 * console never has. It reads SPRING_DATASOURCE_URL (or SPRING_FLYWAY_URL), SPRING_FLYWAY_USER and
 * SPRING_FLYWAY_PASSWORD; db/roles.sql must have been run there once by a superuser.
 */
final class Migrate {

    static final String USER = "madoguchi_migrator";
    static final String AS_OWNER = "set role madoguchi_owner";

    private Migrate() {}

    /** @return the exit code */
    static int run(Map<String, String> environment, PrintStream out) {
        var url = environment.getOrDefault("SPRING_FLYWAY_URL", environment.getOrDefault("SPRING_DATASOURCE_URL", ""));
        if (url.isEmpty()) {
            out.println("migrate: set SPRING_DATASOURCE_URL to the database, SPRING_FLYWAY_USER (" + USER
                    + " when not set) and SPRING_FLYWAY_PASSWORD.");
            return 2;
        }
        var result = Flyway.configure()
                .dataSource(
                        url,
                        environment.getOrDefault("SPRING_FLYWAY_USER", USER),
                        environment.getOrDefault("SPRING_FLYWAY_PASSWORD", ""))
                .initSql(AS_OWNER)
                .schemas("madoguchi")
                .defaultSchema("madoguchi")
                .createSchemas(false)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        out.println("migrate: " + result.migrationsExecuted + " applied, the schema is at version "
                + (result.targetSchemaVersion == null ? result.initialSchemaVersion : result.targetSchemaVersion)
                + ".");
        return 0;
    }
}
