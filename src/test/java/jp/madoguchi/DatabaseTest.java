package jp.madoguchi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;

class DatabaseTest extends ConsoleTest {

    @Autowired
    FlywayConnectionDetails migrator;

    @Autowired
    @Qualifier("longWork")
    DataSource longWork;

    @Test
    void console_works_as_its_own_role_on_Tokyo_time_and_gives_up_after_seconds() {
        assertThat(console.fetchValue("select current_user::text")).isEqualTo("console_app");
        assertThat(console.fetchValue("show timezone")).isEqualTo("Asia/Tokyo");
        assertThat(console.fetchValue("show statement_timeout")).isEqualTo("3s");
        assertThat(console.fetchValue("show lock_timeout")).isEqualTo("2s");
    }

    @Test
    void long_work_has_connections_without_statement_timeout() throws Exception {
        try (var c = longWork.getConnection();
                var s = c.createStatement();
                var r = s.executeQuery("select current_user, current_setting('statement_timeout')")) {
            assertThat(r.next()).isTrue();
            assertThat(r.getString(1)).isEqualTo("console_app");
            assertThat(r.getString(2)).isEqualTo("0");
        }
    }

    @Test
    void console_may_not_change_the_schema() {
        assertThatThrownBy(() -> console.execute("create table madoguchi.mine (id int)"))
                .hasStackTraceContaining("permission denied for schema madoguchi");
    }

    @Test
    void migrator_is_another_role() {
        assertThat(migrator.getUsername()).isEqualTo("madoguchi_migrator");
    }

    @Test
    void a_killed_server_is_back_on_the_same_port_with_what_was_committed(@TempDir Path folder) throws Exception {
        try (var server = EmbeddedServer.start(folder.toString(), false, false)) {
            execute(server, "create table kept as select 42 as answer");
            var killed = postmaster(folder);
            assertThat(ProcessHandle.of(killed).orElseThrow().destroyForcibly()).isTrue();
            Awaitility.await().atMost(Duration.ofSeconds(15)).ignoreExceptions().untilAsserted(() -> {
                assertThat(postmaster(folder)).isNotEqualTo(killed);
                execute(server, "select answer from kept");
            });
        }
    }

    @Test
    void two_consoles_on_one_folder_are_refused(@TempDir Path folder) throws Exception {
        try (var _ = EmbeddedServer.start(folder.toString(), false, true)) {
            assertThatThrownBy(() -> EmbeddedServer.start(folder.toString(), false, true))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("Another console is running");
        }
    }

    private static void execute(EmbeddedServer server, String sql) throws Exception {
        try (var c = DriverManager.getConnection(server.url("postgres"));
                var s = c.createStatement()) {
            s.execute(sql);
        }
    }

    private static long postmaster(Path folder) throws IOException {
        return Long.parseLong(
                Files.readAllLines(folder.resolve("postgres/postmaster.pid")).getFirst());
    }
}
