package jp.madoguchi.render;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CageTest {

    private static final String PROBE = "jp.madoguchi.render.child.Probe";

    @TempDir
    private Path folder;

    @Test
    void a_bare_process_takes_every_bait_and_so_the_cage_does_not_hold() throws Exception {
        try (var bare = new Cage(Way.BARE)) {
            assertThat(bare.holds()).isFalse();
            assertThat(taken(bare)).containsExactly("connected", "read", "written", "tried");
        }
    }

    @Test
    void a_process_that_is_locked_away_takes_none() throws Exception {
        try (var cage = new Cage()) {
            assumeTrue(cage.holds(), "this machine allows neither bubblewrap nor namespaces");

            assertThat(taken(cage)).containsExactly("tried");
        }
    }

    @Test
    void a_way_that_cannot_be_gone_does_not_hold() throws IOException {
        try (var none = new Cage(new Way[0])) {
            assertThat(none.holds()).isFalse();
        }
    }

    @Test
    void nothing_of_it_stays_behind() throws IOException {
        var before = folders();
        var cage = new Cage(Way.BARE);
        assertThat(folders()).hasSizeGreaterThan(before.size());
        cage.holds();

        cage.close();

        assertThat(folders()).isEqualTo(before);
    }

    private List<String> taken(Cage cage) throws IOException {
        var bait = Files.writeString(folder.resolve("bait"), "bait");
        try (var port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var probe = cage.start(PROBE, Integer.toString(port.getLocalPort()), bait.toString(), folder.toString());
            return new String(probe.getInputStream().readAllBytes(), UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static List<Path> folders() throws IOException {
        try (var all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith("madoguchi-render"))
                    .sorted()
                    .toList();
        }
    }
}
