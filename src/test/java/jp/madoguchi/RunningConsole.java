package jp.madoguchi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The packed jar in a process of its own, on ports that were free: what journeys and checks work against. Its output
 * stands in target/console-N.log.
 */
public final class RunningConsole implements AutoCloseable {

    private static final int START_SECONDS = 300;

    private final Path data;
    private final Process process;
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final String url;
    private final String jdbcUrl;
    private final String publicUrl;

    /**
     * Starts the console with demo data and waits for its ready line.
     *
     * @param data folder of the database, kept
     * @param durable as in earnest: with fsync, and with the compiler that pays off after minutes; otherwise it starts in half the time,
     *     and its database forgets in a power cut
     * @param arguments more of Spring's, for example --madoguchi.demo.members=300, or others in place of the usual ones
     */
    public static RunningConsole start(Path data, boolean durable, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                extracted().toString()));
        if (!durable) {
            command.add(1, "-XX:TieredStopAtLevel=1");
        }
        Stream.of(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--madoguchi.database.directory=" + data.toAbsolutePath(),
                        "--madoguchi.database.fast=" + !durable,
                        "--madoguchi.demo=true",
                        "--madoguchi.demo.certificates=false")
                .filter(usual ->
                        Stream.of(arguments).noneMatch(other -> key(other).equals(key(usual))))
                .forEach(command::add);
        command.addAll(List.of(arguments));
        return new RunningConsole(
                data, new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** The packed jar, laid out in target/console as the package lays it out: it starts in less time than with its libraries inside. */
    private static synchronized Path extracted() throws IOException {
        var packed = Path.of(System.getProperty("madoguchi.jar", "target/madoguchi.jar"));
        var folder = Path.of("target", "console");
        var jar = folder.resolve(packed.getFileName());
        if (!Files.exists(jar) || Files.getLastModifiedTime(jar).compareTo(Files.getLastModifiedTime(packed)) < 0) {
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var extract = List.of(
                    java,
                    "-Djarmode=tools",
                    "-jar",
                    packed.toString(),
                    "extract",
                    "--force",
                    "--destination",
                    folder.toString());
            var done = new ProcessBuilder(extract).inheritIO().start().onExit().join();
            if (done.exitValue() != 0) {
                throw new IOException(packed + " could not be extracted");
            }
        }
        return jar;
    }

    /** A port that is free now, for a console whose management port has to be known. */
    public static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private static String key(String argument) {
        return argument.substring(0, argument.indexOf('='));
    }

    private RunningConsole(Path data, Process process) throws IOException {
        this.data = data;
        this.process = process;
        var log = Files.createDirectories(Path.of("target")).resolve("console-" + process.pid() + ".log");
        // Reading a pipe holds on to the carrier of a virtual thread; two consoles would take both of two processors.
        Thread.ofPlatform().daemon().name("console-log").start(() -> follow(log));
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        try {
            var words = ready.get(START_SECONDS, TimeUnit.SECONDS).split(" ");
            url = words[1];
            jdbcUrl = words[2];
            publicUrl = words.length > 3 ? words[3] : "";
        } catch (Exception e) {
            process.destroy();
            throw new IllegalStateException("the console did not start: see " + log, e);
        }
    }

    private void follow(Path log) {
        try (BufferedReader lines = process.inputReader();
                var copy = Files.newBufferedWriter(log)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                copy.append(line).append('\n').flush();
                if (line.startsWith("ready: ")) {
                    ready.complete(line);
                }
            }
            ready.completeExceptionally(new IllegalStateException("it ended"));
        } catch (IOException e) {
            ready.completeExceptionally(new UncheckedIOException(e));
        }
    }

    /** Where it answers, without a slash at the end. */
    public String url() {
        return url;
    }

    /** Where the notices answer for everybody, without a slash at the end; empty without --madoguchi.public-port. */
    public String publicUrl() {
        return publicUrl;
    }

    /** A connection in the name of a role: console_app, member_site, auditor, postgres. */
    public Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(jdbcUrl.replaceFirst("user=\\w+", "user=" + role));
    }

    /** kill -9 of the console alone: its database server lives on. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** kill -9 of its database server; the console starts it again. */
    public void killDatabase() throws IOException {
        ProcessHandle.of(databaseProcess()).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** The process number of its database server. */
    public long databaseProcess() throws IOException {
        return Long.parseLong(Files.readAllLines(data.resolve("postgres/postmaster.pid"))
                .getFirst()
                .strip());
    }

    /** Its own process number. */
    public long pid() {
        return process.pid();
    }

    /** The JDBC address of its database, with the user it works as. */
    public String jdbcUrl() {
        return jdbcUrl;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Asks for an ordinary stop and does not wait for it. */
    public void askToStop() {
        process.destroy();
    }

    /** An ordinary stop, which ends its database server too. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
