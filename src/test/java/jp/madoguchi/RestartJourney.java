package jp.madoguchi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed console leaves behind; no browser is needed for it. */
class RestartJourney {

    @Test
    void a_killed_console_finds_its_database_server_and_its_data_again_and_drains_before_it_ends(@TempDir Path data)
            throws Exception {
        long server;
        try (var console = RunningConsole.start(data, true, "--madoguchi.demo.members=10")) {
            execute(console, "create table public.kept as select 42 as answer");
            server = console.databaseProcess();
            console.kill();
            assertThat(ProcessHandle.of(server)).isPresent();
        }
        var management = RunningConsole.freePort();
        try (var console = RunningConsole.start(
                data,
                true,
                "--madoguchi.demo.members=10",
                "--management.server.port=" + management,
                "--madoguchi.drain-seconds=4")) {
            assertThat(console.databaseProcess()).isEqualTo(server);
            execute(console, "select answer from public.kept");
            var readiness = "http://127.0.0.1:" + management + "/actuator/health/readiness";
            assertThat(status(console.url())).isLessThan(400);
            assertThat(status(readiness)).isEqualTo(200);
            var asked = System.nanoTime();
            console.askToStop();
            await(() -> status(readiness) == 503);
            assertThat(status(console.url()))
                    .as("it goes on serving while it drains")
                    .isLessThan(400);
            console.close();
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThan(Duration.ofSeconds(4));
        }
        assertThat(ProcessHandle.of(server))
                .as("an ordinary stop ends the server")
                .isEmpty();
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        var end = System.nanoTime() + Duration.ofSeconds(4).toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
        }
    }

    private static int status(String url) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static void execute(RunningConsole console, String sql) throws SQLException {
        try (var c = console.connect("postgres");
                var s = c.createStatement()) {
            s.execute(sql);
        }
    }
}
