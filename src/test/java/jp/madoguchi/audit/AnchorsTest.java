package jp.madoguchi.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.CopyOnWriteArrayList;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.core.Tokyo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The heads leave the database, signed, into two places; who cannot keep them is told, and after 30 minutes nothing is changed. */
class AnchorsTest extends ConsoleTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-11-30T00:00:00Z");
    private Path one;
    private Path two;

    @BeforeEach
    void places() {
        one = folder.resolve("first/trail.anchors");
        two = folder.resolve("second/trail.anchors");
    }

    private Anchors anchors(String second) throws IOException {
        InstantSource source = () -> now;
        return new Anchors(console, source.withZone(Tokyo.ZONE), one.toString(), second, KEY, "", "", "jdbc:given");
    }

    @Test
    void both_targets_get_the_same_signed_line_and_the_numbers_go_on_after_a_restart() throws IOException {
        anchors(two.toString()).anchor();
        var again = anchors(two.toString());
        again.anchor();

        assertThat(Files.readAllLines(one)).hasSize(2).isEqualTo(Files.readAllLines(two));
        assertThat(again.kept().findings()).isEmpty();
        assertThat(again.kept().lines().keySet()).containsExactly(1L, 2L);
        assertThat(again.kept().lines().get(2L).heads()).hasSize(16);
        assertThat(again.state().keptAt()).isEqualTo(now);
    }

    @Test
    void a_line_that_was_changed_made_up_or_taken_away_is_named() throws IOException {
        var anchors = anchors(two.toString());
        for (var i = 0; i < 3; i++) {
            anchors.anchor();
        }
        var lines = Files.readAllLines(one);

        Files.writeString(
                one, lines.get(0) + "\n" + lines.get(1).replaceFirst("0:", "1:") + "\n" + lines.get(2) + "\n");
        assertThat(anchors.kept().findings()).containsExactly(Finding.ofAnchor(2, Finding.Fault.ANCHOR_FORGED));
        for (var target : new Path[] {one, two}) {
            Files.writeString(target, lines.get(0) + "\n" + lines.get(2) + "\n");
        }
        assertThat(anchors.kept().findings()).containsExactly(Finding.ofAnchor(2, Finding.Fault.ANCHOR_MISSING));
        // What a crash left half written is no line, and does not spoil the next.
        Files.writeString(one, "trail-1 4 2026", StandardOpenOption.APPEND);
        anchors.anchor();
        assertThat(anchors.kept().lines()).containsKey(4L);
    }

    @Test
    void a_target_that_is_not_reached_is_told_at_once_and_stops_changes_after_thirty_minutes() throws IOException {
        Files.createDirectories(folder.resolve("second"));
        Files.writeString(folder.resolve("second/file"), "");
        var anchors = anchors(folder.resolve("second/file/trail.anchors").toString());

        anchors.anchor();
        assertThat(anchors.state().failing()).isTrue();
        now = now.plus(Anchors.PATIENCE);
        assertThatCode(anchors::require).doesNotThrowAnyException();
        now = now.plus(Duration.ofSeconds(1));
        assertThatThrownBy(anchors::require).isInstanceOf(TrailNotAnchored.class);
        Files.delete(folder.resolve("second/file"));
        anchors.anchor();

        assertThatCode(anchors::require).doesNotThrowAnyException();
        assertThat(anchors.state().failing()).isFalse();
    }

    @Test
    void the_second_target_may_be_a_service_that_takes_lines() throws IOException {
        var taken = new CopyOnWriteArrayList<String>();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/anchors", exchange -> {
            taken.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
            exchange.sendResponseHeaders(taken.size() == 1 ? 204 : 500, -1);
            exchange.close();
        });
        server.start();
        try {
            var anchors = anchors("http://127.0.0.1:" + server.getAddress().getPort() + "/anchors");
            anchors.anchor();
            assertThat(anchors.state().failing()).isFalse();
            assertThat(taken).containsExactly(Files.readString(one));
            anchors.anchor();
            assertThat(anchors.state().failing()).isTrue();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void without_targets_or_key_nothing_is_anchored() throws IOException {
        var none = new Anchors(console, Clock.systemUTC(), "", "", "", "", "", "jdbc:given");
        none.anchor();

        assertThat(none.state().failing()).isTrue();
    }
}
