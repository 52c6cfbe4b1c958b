package jp.madoguchi;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import jp.madoguchi.DemoData.Order;
import jp.madoguchi.DemoData.Way;

/** A database of many invented members, made once and kept: what the bench and the check of the plans work on. */
public final class LargeDatabase {

    /** Of its staff: the one of every demo. */
    public static final String PASSWORD = "madoguchi-demo-2026";

    private LargeDatabase() {}

    /**
     * Makes the members where there are none yet, and goes on where that was broken off. Always brings the schema up to
     * date and leaves fresh statistics behind.
     *
     * @param reset throw away what is there
     */
    public static void make(Path folder, long members, boolean reset) throws IOException, SQLException {
        try (var server = EmbeddedServer.start(folder.toString(), reset, true);
                var superuser = DriverManager.getConnection(server.url("postgres"))) {
            execute(
                    superuser,
                    "alter system set max_wal_size = '16GB'",
                    "alter system set maintenance_work_mem = '1GB'",
                    "alter system set autovacuum = off",
                    "select pg_reload_conf()");
            Migrate.run(Map.of("SPRING_FLYWAY_URL", server.url(Migrate.USER)), System.out);
            if (isUnfinished(superuser)) {
                DemoData.load(superuser, new Order(members, today(superuser), Way.SET_BASED), PASSWORD);
            }
            execute(
                    superuser,
                    "reset role",
                    "vacuum (analyze)",
                    "alter system reset all",
                    "alter system set shared_buffers = '2GB'",
                    "select pg_reload_conf()",
                    "checkpoint");
        }
    }

    private static void execute(Connection c, String... statements) throws SQLException {
        try (var s = c.createStatement()) {
            for (var statement : statements) {
                s.execute(statement);
            }
        }
    }

    private static boolean isUnfinished(Connection c) throws SQLException {
        try (var s = c.createStatement();
                var r = s.executeQuery(
                        "select to_regnamespace('demo') is not null or not exists (select from madoguchi.member)")) {
            return r.next() && r.getBoolean(1);
        }
    }

    private static LocalDate today(Connection c) throws SQLException {
        try (var s = c.createStatement();
                var r = s.executeQuery("select (clock_timestamp() at time zone 'Asia/Tokyo')::date")) {
            r.next();
            return r.getObject(1, LocalDate.class);
        }
    }
}
