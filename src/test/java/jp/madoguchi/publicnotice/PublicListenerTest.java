package jp.madoguchi.publicnotice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.operation.Announcements;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From the database to the port. */
class PublicListenerTest extends ConsoleTest {

    @Autowired
    PublicNotices notices;

    @Autowired
    Announcements announcements;

    @Test
    void what_is_posted_and_withdrawn_is_soon_on_the_port_and_gone_from_it() throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var listener = new PublicListener(notices, announcements, "127.0.0.1", port);
        listener.start();
        try {
            assertThat(listener.url()).hasValue("http://localhost:" + port);
            var ref = UUID.randomUUID();
            superuser().execute("""
                    insert into madoguchi.notice (ref, kind, severity, title, body, shown_from)
                    values (?, 'INFORMATION', 'LOW', '港の試験', '試験です', clock_timestamp())""", ref);
            awaitOnPage(port, ref, true);
            superuser().execute("update madoguchi.notice set withdrawn_at = clock_timestamp() where ref = ?", ref);
            awaitOnPage(port, ref, false);
        } finally {
            listener.stop();
        }
        assertThat(listener.isRunning()).isFalse();
    }

    @Test
    void without_a_port_nothing_is_opened() {
        var listener = new PublicListener(notices, announcements, "", 0);
        listener.start();

        assertThat(listener.url()).isEmpty();
        assertThat(listener.isRunning()).isFalse();
    }

    private static void awaitOnPage(int port, UUID ref, boolean there) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> page(port).contains("n-" + ref) == there);
    }

    private static String page(int port) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/notices"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
