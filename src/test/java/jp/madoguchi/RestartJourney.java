package jp.madoguchi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed console leaves behind; no browser is needed for it. */
class RestartJourney {

    @Test
    void a_killed_console_finds_its_database_server_and_its_data_again(@TempDir Path data) throws Exception {
        long server;
        try (var console = RunningConsole.start(data, true, "--madoguchi.demo.members=10")) {
            execute(console, "create table public.kept as select 42 as answer");
            server = console.databaseProcess();
            console.kill();
            assertThat(ProcessHandle.of(server)).isPresent();
        }
        try (var console = RunningConsole.start(data, true, "--madoguchi.demo.members=10")) {
            assertThat(console.databaseProcess()).isEqualTo(server);
            execute(console, "select answer from public.kept");
            assertThat(answers(console)).isTrue();
        }
        assertThat(ProcessHandle.of(server))
                .as("an ordinary stop ends the server")
                .isEmpty();
    }

    private static boolean answers(RunningConsole console) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var status = client.send(
                            HttpRequest.newBuilder(URI.create(console.url() + "/"))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return status < 400;
        }
    }

    private static void execute(RunningConsole console, String sql) throws SQLException {
        try (var c = console.connect("postgres");
                var s = c.createStatement()) {
            s.execute(sql);
        }
    }
}
