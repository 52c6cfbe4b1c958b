package jp.madoguchi.render;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Starts processes that can harm nobody: without network, without any file of this machine beside the JDK and their
 * classes, without a place to write to, without environment but one path, with bounded memory and time (SECURITY T16). At the start it
 * looks for the first way that holds on this machine, by a process that tries to take a bait.
 */
@Component
public class Cage implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Cage.class);

    /** Seconds of processor time, no byte into any file, no core, 3 GB of addresses. */
    private static final String LIMITS = "ulimit -t 150; ulimit -f 0; ulimit -c 0; ulimit -v 3000000; exec \"$@\"";

    private static final String PROBE = "jp.madoguchi.render.child.Probe";
    private static final String TRIED = "tried";
    private static final int PROBE_SECONDS = 30;

    private final ChildFolder folder;
    private final Path jdk;
    private final CompletableFuture<Optional<Way>> holding;

    @Autowired
    Cage() throws IOException {
        this(Way.values());
    }

    /** @param ways to try, the best first */
    Cage(Way... ways) throws IOException {
        folder = new ChildFolder();
        jdk = Path.of(System.getProperty("java.home")).toRealPath();
        holding = CompletableFuture.supplyAsync(
                () -> Stream.of(ways).filter(this::holds).findFirst(),
                task -> Thread.ofVirtual().name("cage-probe").start(task));
        holding.thenAccept(way -> way.ifPresentOrElse(
                found -> LOG.info("papers are drawn in a process that is locked away: {}", found),
                () -> LOG.warn("papers cannot be drawn in a process that is locked away: see docs/operate.md")));
    }

    /** Whether a paper cannot reach network or files; waits for the probe after the start. */
    public boolean holds() {
        return way().isPresent();
    }

    /** Which way was found. */
    Optional<Way> way() {
        return holding.exceptionally(failure -> Optional.empty()).join();
    }

    /** Starts a class of the package {@code child}: locked away where the cage holds, with the other limits in any case. */
    Process start(String main, String... arguments) throws IOException {
        return start(way().orElse(Way.BARE), main, arguments).orElseThrow();
    }

    @Override
    public void close() throws IOException {
        folder.delete();
    }

    private Optional<Process> start(Way way, String main, String... arguments) throws IOException {
        var around = way.around(new Way.Ground(shown(), folder.empty(), libraries()));
        if (around.isEmpty()) {
            return Optional.empty();
        }
        var words = new ArrayList<>(List.of(Way.SHELL, "-c", LIMITS, Way.SHELL));
        words.addAll(around.get());
        words.addAll(List.of(
                jdk.resolve("bin/java").toString(),
                "-Xmx256m",
                "-XX:MaxMetaspaceSize=96m",
                "-XX:CompressedClassSpaceSize=48m",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:MaxDirectMemorySize=16m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-XX:+DisableAttachMechanism",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:ErrorFile=/dev/null",
                "-Djava.awt.headless=true",
                "-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog",
                "-cp",
                folder.classPath(),
                main));
        words.addAll(List.of(arguments));
        var builder = new ProcessBuilder(words)
                .directory(Path.of("/").toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().put(Way.LIBRARIES, libraries());
        return Optional.of(builder.start());
    }

    /** Without /proc a program does not find the libraries beside it. */
    private String libraries() {
        return jdk.resolve("lib").toString();
    }

    /** The system's libraries, the JDK with what it keeps elsewhere, the classes. */
    private List<Path> shown() throws IOException {
        var shown = new ArrayList<>(Stream.of("/usr/lib", "/usr/lib64", "/lib", "/lib64")
                .map(Path::of)
                .filter(Files::isDirectory)
                .toList());
        try (var settings = Files.newDirectoryStream(Path.of("/etc"), "java-*")) {
            settings.forEach(shown::add);
        }
        shown.add(jdk);
        shown.add(folder.classes());
        return shown;
    }

    private boolean holds(Way way) {
        try (var bait = ServerSocketChannel.open()) {
            bait.configureBlocking(false);
            bait.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Files.writeString(folder.bait(), "bait");
            var port = ((InetSocketAddress) bait.getLocalAddress()).getPort();
            var probe = start(
                    way,
                    PROBE,
                    Integer.toString(port),
                    folder.bait().toString(),
                    folder.classes().toString());
            return probe.isPresent() && said(probe.get()).equals(List.of(TRIED)) && bait.accept() == null;
        } catch (IOException failure) {
            LOG.debug("{} cannot be started here", way, failure);
            return false;
        }
    }

    private static List<String> said(Process probe) throws IOException {
        try (var reading = Executors.newVirtualThreadPerTaskExecutor()) {
            reading.submit(() -> {
                if (!probe.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
                    end(probe);
                }
                return null;
            });
            return new String(probe.getInputStream().readAllBytes(), UTF_8)
                    .lines()
                    .toList();
        }
    }

    /** At once, with all that it started. */
    static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
