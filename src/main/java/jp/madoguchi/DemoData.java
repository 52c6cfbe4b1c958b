package jp.madoguchi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Fills the embedded database with invented places, staff and members before the console answers, when it was started
 * with demo data and has no member yet (db/demo). A load that was broken off goes on where it stopped.
 */
@Component
@ConditionalOnProperty(name = "madoguchi.demo", havingValue = "true")
class DemoData implements SmartInitializingSingleton {

    /** How the logins of the members are written; what they leave behind is the same. */
    enum Way {
        /** Each attempt of two years through the function that the member site uses. */
        ONE_BY_ONE(500, 10_000),
        /** As rows, the attempts of the last 90 days only: for the large numbers of a benchmark. */
        SET_BASED(20_000, 100_000);

        private final int stretch;
        private final int committed;

        Way(int stretch, int committed) {
            this.stretch = stretch;
            this.committed = committed;
        }

        static Way of(long members) {
            return members <= 100_000 ? ONE_BY_ONE : SET_BASED;
        }
    }

    /** The members to make, as of midnight of a day in Tokyo: everything lies before it. */
    record Order(long members, LocalDate today, Way way) {}

    private static final Logger log = LoggerFactory.getLogger(DemoData.class);

    /** The lists that make up people, by table. */
    private static final List<String> LISTS = List.of(
            "demo.family_name",
            "demo.given_name",
            "demo.foreign_name",
            "demo.municipality",
            "demo.town",
            "demo.employer",
            "demo.contact_story",
            "demo.staff",
            "madoguchi.place",
            "madoguchi.place_hours");

    private static final List<String> SCRIPTS =
            List.of("2_ground", "3_person", "4_members", "5_logins", "6_contacts", "7_named", "8_ledger");

    private final ObjectProvider<EmbeddedServer> server;
    private final long members;
    private final String password;

    DemoData(
            ObjectProvider<EmbeddedServer> server,
            @Value("${madoguchi.demo.members}") long members,
            @Value("${madoguchi.demo.password}") String password) {
        this.server = server;
        this.members = members;
        this.password = password;
    }

    @Override
    public void afterSingletonsInstantiated() {
        var embedded = server.getIfAvailable();
        if (embedded == null) {
            log.warn("demo data are made in the embedded database only");
            return;
        }
        try (var superuser = DriverManager.getConnection(embedded.url("postgres"))) {
            if (isUnderWay(superuser) || !hasMembers(superuser)) {
                load(superuser, new Order(members, today(superuser), Way.of(members)), password);
                deleteSomeOfWhatIsDue(embedded);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the demo data could not be loaded", e);
        }
    }

    /** As the job of retention would, so that the trail has one of its entries; the rest goes the next night. */
    private static void deleteSomeOfWhatIsDue(EmbeddedServer embedded) throws SQLException {
        try (var retention = DriverManager.getConnection(embedded.url(EmbeddedDatabase.RETENTION))) {
            execute(
                    retention,
                    "select madoguchi.delete_due('SEARCH_LOG', gen_random_uuid(), 9, (clock_timestamp() at time zone 'Asia/Tokyo')::date)");
        }
    }

    /** @param superuser a connection to a migrated database; its role is that of the owner afterwards */
    static void load(Connection superuser, Order order, String password) throws SQLException {
        superuser.setAutoCommit(false);
        execute(superuser, "set time zone 'Asia/Tokyo'");
        if (!isUnderWay(superuser)) {
            prepare(superuser, order, password);
        }
        if (is(superuser, "select way = 'SET_BASED' from demo.load")) {
            // The rows are right by construction; looking up each foreign key would take half as long again.
            execute(superuser, "reset role");
            execute(superuser, "set session_replication_role = replica");
        }
        execute(superuser, "set role madoguchi_owner");
        write(superuser);
        execute(superuser, "select demo.finish()");
        execute(superuser, "drop schema demo cascade");
        superuser.commit();
        superuser.setAutoCommit(true);
        execute(superuser, "analyze");
    }

    /** Lists, functions, places, staff: all or nothing, so that a load under way can rely on them. */
    private static void prepare(Connection superuser, Order order, String password) throws SQLException {
        execute(superuser, text("1_lists.sql"));
        var copy = superuser.unwrap(PGConnection.class).getCopyAPI();
        for (var list : LISTS) {
            var file = text("data/" + list.substring(list.indexOf('.') + 1) + ".csv");
            var columns = file.substring(0, file.indexOf('\n'));
            try {
                copy.copyIn(
                        "copy " + list + " (" + columns + ") from stdin (format csv, header)",
                        new ByteArrayInputStream(file.getBytes(UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        try (var insert = superuser.prepareStatement(
                "insert into demo.load (now, members, way) values (?::timestamp at time zone 'Asia/Tokyo', ?, ?)")) {
            insert.setObject(1, order.today());
            insert.setLong(2, order.members());
            insert.setString(3, order.way().name());
            insert.executeUpdate();
        }
        for (var script : SCRIPTS) {
            execute(superuser, text(script + ".sql"));
        }
        givePasswords(superuser, password);
        superuser.commit();
    }

    /** The two of each role may sign in; their colleagues only stand in the history of the members. */
    private static void givePasswords(Connection owner, String password) throws SQLException {
        var hash = new Argon2PasswordEncoder(16, 32, 1, 47104, 1).encode(password);
        try (var staff = owner.createStatement();
                var rows =
                        staff.executeQuery("select staff_no from demo.staff where sign_in_name !~ '\\.' order by 1");
                var insert = owner.prepareStatement("""
                        insert into madoguchi.staff_password (staff_no, hash, changed_at)
                        select ?, ?, now from demo.load
                        """)) {
            while (rows.next()) {
                insert.setString(1, rows.getString(1));
                insert.setString(2, hash);
                insert.executeUpdate();
            }
        }
    }

    private static void write(Connection owner) throws SQLException {
        long members;
        long done;
        Way way;
        try (var s = owner.createStatement();
                var r = s.executeQuery("select members, done, way from demo.load")) {
            r.next();
            members = r.getLong("members");
            done = r.getLong("done");
            way = Way.valueOf(r.getString("way"));
        }
        var attempts = 0L;
        var started = System.nanoTime();
        var told = started;
        try (var stretch = owner.prepareStatement("select demo.write_stretch(?, ?)")) {
            while (done < members) {
                var next = Math.min(done + way.stretch, members);
                stretch.setLong(1, done);
                stretch.setLong(2, next);
                try (var r = stretch.executeQuery()) {
                    r.next();
                    attempts += r.getLong(1);
                }
                done = next;
                if (done == members || done % way.committed == 0) {
                    owner.commit();
                }
                if (done == members || System.nanoTime() - told > 5_000_000_000L) {
                    told = System.nanoTime();
                    log.info(
                            "demo data: {} of {} members, {} logins, {} s",
                            done,
                            members,
                            attempts,
                            (told - started) / 1_000_000_000);
                }
            }
        }
    }

    private static boolean isUnderWay(Connection c) throws SQLException {
        return is(c, "select to_regnamespace('demo') is not null");
    }

    private static boolean hasMembers(Connection c) throws SQLException {
        return is(c, "select exists (select from madoguchi.member)");
    }

    private static boolean is(Connection c, String question) throws SQLException {
        try (var s = c.createStatement();
                var r = s.executeQuery(question)) {
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

    private static void execute(Connection c, String sql) throws SQLException {
        try (var s = c.createStatement()) {
            s.execute(sql);
        }
    }

    private static String text(String file) {
        try (var stream = DemoData.class.getResourceAsStream("/db/demo/" + file)) {
            if (stream == null) {
                throw new IllegalStateException("db/demo/" + file + " is missing in the jar");
            }
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
