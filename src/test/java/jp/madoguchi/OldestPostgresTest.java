package jp.madoguchi;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.jar.JarFile;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The schema on PostgreSQL 15, the oldest that is promised: migrations, rights, and every function of the contract. */
class OldestPostgresTest {

    private static final String DATABASE = "madoguchi";

    private static EmbeddedPostgres server;

    @BeforeAll
    static void migrate() throws IOException, SQLException {
        server = EmbeddedPostgres.builder()
                .setPgBinaryResolver(binaries())
                .setPGStartupWait(Duration.ofSeconds(60))
                .setLocaleConfig("locale", "C")
                .start();
        as("postgres", "postgres").execute("create database " + DATABASE);
        try (var c = server.getDatabase("postgres", DATABASE).getConnection();
                var s = c.createStatement()) {
            s.execute(Files.readString(Path.of("db/roles.sql")));
        }
        var url = server.getJdbcUrl(Migrate.USER, DATABASE);
        assertThat(Migrate.run(Map.of("SPRING_DATASOURCE_URL", url), System.out))
                .isZero();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void it_is_the_oldest_server() {
        assertThat(as("postgres").fetchValue("show server_version").toString()).startsWith("15.");
    }

    @Test
    void the_rights_are_the_same() throws IOException {
        assertThat(Grants.live(as("postgres"))).isEqualTo(Grants.reviewed());
    }

    @Test
    void every_function_of_the_contract_answers() {
        var contract = as("postgres")
                .resultQuery("select proname::text from pg_proc where pronamespace = 'member_site'::regnamespace")
                .fetchSet(0);
        assertThat(contract)
                .as("a new function is called here too")
                .isEqualTo(Set.of(
                        "record_login_attempt",
                        "login_availability",
                        "current_notices",
                        "issue_web_id",
                        "reissue_web_id",
                        "record_password_changed",
                        "redeem_reset",
                        "income_upload_key",
                        "submit_income_certificate",
                        "withdraw_income_certificate",
                        "request_limit_increase",
                        "withdraw_limit_request",
                        "limit_offer_of",
                        "accept_limit_offer",
                        "choose_electronic_papers",
                        "borrow",
                        "repay",
                        "charge_fee",
                        "transactions_of",
                        "report_change",
                        "waiting_changes",
                        "functions_of"));

        var scene = new Scene(as("postgres"), as("member_site"));
        var member = scene.member();
        assertThat(scene.attempt(member, true)).isEqualTo("SUCCESS");
        var card = member.cardNo().value();
        assertThat(as("member_site")
                        .fetchValue(
                                "select outcome from member_site.record_login_attempt('CARD', ?, true, 'APP')", card))
                .isEqualTo("SUCCESS");
        assertThat(as("member_site").fetchValue("select outcome from member_site.issue_web_id(?, 'APP')", card))
                .isEqualTo("ALREADY_ISSUED");
        assertThat(as("member_site").fetchValue("select outcome from member_site.reissue_web_id(?, 'APP')", card))
                .isEqualTo("REISSUED");
        assertThat(scene.attempt(member, true)).isEqualTo("RETIRED_ID");
        member = scene.member();
        assertThat(as("member_site")
                        .fetchValue(
                                "select member_site.record_password_changed(?, 'PASSWORD', false, 'APP')",
                                member.memberNo().value()))
                .isEqualTo("RECORDED");
        assertThat(as("member_site").fetchValue("select outcome from member_site.redeem_reset('nobody knows')"))
                .isEqualTo("UNKNOWN");
        var number = member.memberNo().value();
        assertThat(as("member_site")
                        .fetchValue(
                                "select member_site.report_change(gen_random_uuid(), ?, 'WORKPLACE', '{\"name\": \"新会社\"}', 'MEMBER_PAGE')",
                                number))
                .isIn("CHANGED", "WAITING");
        assertThat(as("member_site")
                        .fetch("select * from member_site.waiting_changes(?)", number)
                        .size())
                .isLessThanOrEqualTo(1);
        assertThat(as("member_site").fetch("select * from member_site.functions_of(?)", number))
                .hasSize(10);
        assertThat(as("member_site").fetchValue("select outcome from member_site.income_upload_key(?)", number))
                .isEqualTo("TRY_LATER");
        assertThat(as("member_site").fetchValue("""
                                select outcome from member_site.submit_income_certificate(gen_random_uuid(), gen_random_uuid(), ?,
                                  gen_random_uuid(), 'pdf', sha256('')|| sha256('') || sha256('') || sha256('') || sha256('')
                                  || sha256('') || sha256('') || sha256(''), substr(sha256(''), 1, 12), sha256(''), sha256(''))""", number)).isEqualTo("KEY_REFUSED");
        assertThat(as("member_site")
                        .fetchValue("select member_site.withdraw_income_certificate(gen_random_uuid(), ?)", number))
                .isEqualTo("UNKNOWN");
        var asker = scene.member().memberNo().value();
        var request = UUID.randomUUID();
        assertThat(as("member_site")
                        .fetchValue(
                                "select member_site.request_limit_increase(?, ?, 600000, 'LIVING', 6000000, null, 0, 0, null)",
                                request,
                                asker))
                .isEqualTo("RECEIVED");
        assertThat(as("member_site").fetch("select * from member_site.limit_offer_of(?)", asker))
                .isEmpty();
        assertThat(as("member_site").fetchValue("select member_site.accept_limit_offer(gen_random_uuid(), ?)", asker))
                .isEqualTo("UNKNOWN");
        assertThat(as("member_site").fetchValue("select member_site.choose_electronic_papers(?, true)", asker))
                .isEqualTo("CHOSEN");
        assertThat(as("member_site").fetchValue("select member_site.withdraw_limit_request(?, ?)", request, asker))
                .isEqualTo("WITHDRAWN");
        assertThat(as("member_site")
                        .fetchValue(
                                "select outcome from member_site.borrow(gen_random_uuid(), ?, 10000, 'ATM')", asker))
                .isEqualTo("ENTERED");
        assertThat(as("member_site")
                        .fetchValue(
                                "select outcome from member_site.repay(gen_random_uuid(), ?, 1000, 'ATM', ?)",
                                asker,
                                scene.today()))
                .isEqualTo("ENTERED");
        assertThat(as("member_site")
                        .fetchValue("select member_site.charge_fee(gen_random_uuid(), ?, 110, 'ATM')", asker))
                .isEqualTo("ENTERED");
        assertThat(as("member_site")
                        .fetch(
                                "select * from member_site.transactions_of(?, ?, ?)",
                                asker,
                                scene.today(),
                                scene.today()))
                .hasSize(3);
        scene.lock(member);
        assertThat(scene.attempt(member, true)).isEqualTo("LOCKED");
        assertThat(as("member_site").fetchValue("select available from member_site.login_availability('APP')"))
                .isEqualTo(true);
        assertThat(as("member_site").fetch("select * from member_site.current_notices()"))
                .isEmpty();
        assertThat(scene.trail(member.memberNo()))
                .containsExactly("SECRET_CHANGED DONE", "CHANGE_REPORTED DONE", "LOGIN_LOCKED DONE");
    }

    private static DSLContext as(String role) {
        return as(role, DATABASE);
    }

    private static DSLContext as(String role, String database) {
        return Connections.each(server.getJdbcUrl(role, database));
    }

    /** The class path holds the server that the console brings along; this one stands beside it. */
    private static PgBinaryResolver binaries() {
        return (system, machine) -> {
            try (var jar = new JarFile("target/oldest-postgres.jar")) {
                var archive = jar.stream()
                        .filter(entry -> entry.getName().endsWith(".txz"))
                        .findFirst()
                        .orElseThrow();
                try (InputStream content = jar.getInputStream(archive)) {
                    return new ByteArrayInputStream(content.readAllBytes());
                }
            }
        };
    }
}
