package jp.madoguchi;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import jp.madoguchi.DemoData.Order;
import jp.madoguchi.DemoData.Way;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** The same 1,000 members written in both ways, and 320 of them in a third database, as of one fixed day. */
class DemoDataTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final String SINCE = "timestamptz '2026-11-23 00:00+09' - interval '90 days'";

    private static EmbeddedServer server;
    private static Connection oneByOne;
    private static Connection setBased;
    private static Connection fewer;

    @BeforeAll
    static void load() throws Exception {
        server = EmbeddedServer.start("", false, true);
        Flyway.configure()
                .dataSource(server.url(Migrate.USER), Migrate.USER, "")
                .initSql(Migrate.AS_OWNER)
                .schemas("madoguchi")
                .defaultSchema("madoguchi")
                .createSchemas(false)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        oneByOne = loaded("one_by_one", 1000, Way.ONE_BY_ONE);
        setBased = loaded("set_based", 1000, Way.SET_BASED);
        fewer = loaded("fewer", 320, Way.SET_BASED);
    }

    @AfterAll
    static void stop() throws Exception {
        for (var connection : List.of(oneByOne, setBased, fewer)) {
            connection.close();
        }
        server.close();
    }

    @Test
    void attempts_of_the_last_90_days_are_the_same_in_both_ways() throws Exception {
        var attempts = """
                select at, member_no, id_kind, encode(id_digest, 'hex'), id_shown, channel, outcome, counted, attempts_left, device, source_address
                from madoguchi.login_attempt where at >= %s order by at, id_digest, outcome
                """.formatted(SINCE);
        assertThat(rows(setBased, attempts)).hasSizeGreaterThan(2000).isEqualTo(rows(oneByOne, attempts));
        assertThat(rows(setBased, "select count(*) from madoguchi.login_attempt where at < " + SINCE))
                .containsExactly("0");
        assertThat(Integer.parseInt(one(oneByOne, "select count(*) from madoguchi.login_attempt")))
                .isBetween(17_000, 23_000);
    }

    @Test
    void locks_are_the_same_in_both_ways() throws Exception {
        var locks = """
                select l.member_no, kind, cause, failures, stops_member_page, stops_app, stops_atm, stops_card_login, stops_web_id_login,
                       locked_at, locked_by, cleared_at, cleared_by, cleared_place_no, cleared_contact_no, c.ref, clear_reason
                from madoguchi.login_lock l left join madoguchi.identity_check c on c.id = l.cleared_check_id
                order by 1, locked_at, kind
                """;
        assertThat(rows(setBased, locks)).hasSizeGreaterThan(50).isEqualTo(rows(oneByOne, locks));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "member",
                "member_name",
                "member_phone",
                "member_email",
                "member_address",
                "member_employer",
                "card",
                "web_id",
                "contract",
                "borrowing_stop",
                "delinquency",
                "bank_account",
                "due_date_mail",
                "contact_restriction",
                "attention_flag",
                "reactivation",
                "last_login",
                "contact",
                "contact_note",
                "staff",
                "staff_role",
                "staff_place",
                "staff_change",
                "staff_review",
                "place",
                "place_hours"
            })
    void everything_else_is_the_same_in_both_ways(String table) throws Exception {
        var all = "select (to_jsonb(t) - 'id')::text from madoguchi.%s t order by 1".formatted(table);
        assertThat(rows(setBased, all)).isNotEmpty().isEqualTo(rows(oneByOne, all));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "member",
                "member_name",
                "member_phone",
                "member_address",
                "card",
                "web_id",
                "contract",
                "last_login"
            })
    void a_member_is_the_same_however_many_there_are(String table) throws Exception {
        var theFirst = """
                select (to_jsonb(t) - 'id')::text from madoguchi.%s t
                where member_no in (select member_no from madoguchi.member order by member_no limit 320) order by 1
                """.formatted(table);
        assertThat(rows(fewer, theFirst)).isNotEmpty().isEqualTo(rows(setBased, theFirst));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            normal, logs in             | exists (select from madoguchi.login_attempt a where a.member_no = m.member_no and a.outcome = 'SUCCESS')
            locked                      | exists (select from madoguchi.login_lock l where l.member_no = m.member_no and l.kind = 'LOGIN' and l.cleared_at is null)
            locked at an ATM            | exists (select from madoguchi.login_lock l where l.member_no = m.member_no and l.kind = 'ATM_PIN' and l.cleared_at is null)
            card lost                   | exists (select from madoguchi.login_lock l where l.member_no = m.member_no and l.kind = 'LOSS' and l.cleared_at is null)
            lock cleared                | exists (select from madoguchi.login_lock l where l.member_no = m.member_no and l.cleared_at is not null)
            limit 0                     | exists (select from madoguchi.contract c where c.member_no = m.member_no and c.state = 'ACTIVE' and c.credit_limit = 0)
            late                        | exists (select from madoguchi.delinquency d where d.member_no = m.member_no and d.settled_on is null)
            paid off                    | exists (select from madoguchi.contract c where c.member_no = m.member_no and c.state = 'ACTIVE' and c.balance = 0)
            cancelled by the lender     | exists (select from madoguchi.contract c where c.member_no = m.member_no and c.state = 'CANCELLED_BY_LENDER')
            cancelled by the member     | exists (select from madoguchi.contract c where c.member_no = m.member_no and c.state = 'CANCELLED_BY_MEMBER')
            dormant                     | madoguchi.dormant_since(m.member_no, timestamptz '2026-11-23 00:00+09') is not null
            tried during maintenance    | exists (select from madoguchi.login_attempt a where a.member_no = m.member_no and a.outcome = 'MAINTENANCE')
            tried during an outage      | exists (select from madoguchi.login_attempt a where a.member_no = m.member_no and a.outcome = 'OUTAGE')
            tried after the contract    | exists (select from madoguchi.login_attempt a where a.member_no = m.member_no and a.outcome = 'CANCELLED')
            tried while dormant         | exists (select from madoguchi.login_attempt a where a.member_no = m.member_no and a.outcome = 'DORMANT')
            """)
    void there_are_members_in_every_state(String state, String condition) throws Exception {
        assertThat(Integer.parseInt(one(oneByOne, "select count(*) from madoguchi.member m where " + condition)))
                .as(state)
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one_by_one", "set_based"})
    void one_member_is_active_limit_0_late_locked_and_dormant_at_once(String way) throws Exception {
        var facts = """
                select c.state, c.credit_limit, d.settled_on is null, l.kind, l.cleared_at is null,
                       madoguchi.dormant_since(c.member_no, timestamptz '2026-11-23 00:00+09') is not null
                from madoguchi.contract c
                join madoguchi.delinquency d using (member_no)
                join madoguchi.login_lock l using (member_no)
                where c.member_no = '100000776'
                """;
        assertThat(rows(way.equals("set_based") ? setBased : oneByOne, facts)).containsExactly("ACTIVE|0|t|LOGIN|t|t");
    }

    @Test
    void demo_staff_sign_in_with_the_demo_password_and_their_colleagues_not_at_all() throws Exception {
        var passwords = rows(oneByOne, """
                select r.role || ' ' || count(*) from madoguchi.staff_password p join madoguchi.staff_role r using (staff_no)
                group by r.role order by 1
                """);
        assertThat(passwords)
                .containsExactly(
                        "ADMIN 2",
                        "AGENT 2",
                        "AUDITOR 2",
                        "CLERK 2",
                        "MANAGER 2",
                        "OPERATOR 2",
                        "REVIEWER 2",
                        "SUPERVISOR 2");
        var hash = one(
                oneByOne,
                "select hash from madoguchi.staff_password join madoguchi.staff using (staff_no) where sign_in_name = 'clerk'");
        assertThat(hash).startsWith("$argon2id$v=19$m=47104,t=1,p=1$");
        assertThat(new Argon2PasswordEncoder(16, 32, 1, 47104, 1).matches("demo", hash))
                .isTrue();
    }

    @Test
    void nothing_lies_in_the_future_and_no_message_waits_to_be_sent() throws Exception {
        for (var column : List.of(
                "login_attempt.at",
                "login_lock.locked_at",
                "login_lock.cleared_at",
                "contact.closed_at",
                "member.registered_at",
                "borrowing_stop.stopped_at",
                "web_id.issued_at",
                "card.issued_at",
                "last_login.at",
                "member_address.valid_from")) {
            var parts = column.split("\\.");
            assertThat(one(
                            oneByOne,
                            "select max(%s) < timestamptz '2026-11-23 00:00+09' from madoguchi.%s"
                                    .formatted(parts[1], parts[0])))
                    .as(column)
                    .isEqualTo("t");
        }
        assertThat(one(oneByOne, "select count(*) from madoguchi.outbox where sent_at is null"))
                .isEqualTo("0");
    }

    @Test
    void the_work_schema_is_gone_and_new_contacts_get_new_numbers() throws Exception {
        assertThat(one(oneByOne, "select to_regnamespace('demo') is null")).isEqualTo("t");
        assertThat(one(oneByOne, """
                select 'C' || lpad(nextval('madoguchi.contact_number')::text, 10, '0') > max(contact_no::text) from madoguchi.contact
                """)).isEqualTo("t");
    }

    private static Connection loaded(String database, long members, Way way) throws SQLException {
        try (var c = DriverManager.getConnection(server.url("postgres").replace("/madoguchi?", "/postgres?"));
                var s = c.createStatement()) {
            s.execute("create database " + database + " template " + EmbeddedServer.DATABASE);
        }
        var connection =
                DriverManager.getConnection(server.url("postgres").replace("/madoguchi?", "/" + database + "?"));
        DemoData.load(connection, new Order(members, TODAY, way), "demo");
        return connection;
    }

    private static String one(Connection c, String sql) throws SQLException {
        return rows(c, sql).getFirst();
    }

    private static List<String> rows(Connection c, String sql) throws SQLException {
        var rows = new ArrayList<String>();
        try (var s = c.createStatement();
                var r = s.executeQuery(sql)) {
            var columns = r.getMetaData().getColumnCount();
            while (r.next()) {
                var row = new ArrayList<String>();
                for (var i = 1; i <= columns; i++) {
                    row.add(r.getString(i));
                }
                rows.add(String.join("|", row));
            }
        }
        return rows;
    }
}
