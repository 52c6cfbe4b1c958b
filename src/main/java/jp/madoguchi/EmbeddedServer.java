package jp.madoguchi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * The PostgreSQL that the console brings along: one server for one folder, on a port that the folder remembers. A
 * server that outlived a killed console is adopted; one that dies is started again on the same port, so that pooled
 * connections find it.
 */
final class EmbeddedServer implements AutoCloseable {

    static final String DATABASE = "madoguchi";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedServer.class);
    private static final Duration START_WAIT = Duration.ofSeconds(60);
    private static final Duration ORPHAN_WAIT = Duration.ofSeconds(10);
    private static final Duration WATCH_INTERVAL = Duration.ofMillis(500);
    private static final Duration AWAIT_PAUSE = Duration.ofMillis(100);

    private final Path home;
    private final Path data;
    private final boolean temporary;
    private final boolean fast;
    private final FileChannel guard;
    private final int port;
    private final Thread watch;
    private @Nullable EmbeddedPostgres process;
    private volatile boolean closed;

    /**
     * @param directory where the database lives; empty for a temporary one
     * @param reset throw away what is there
     * @param fast without fsync: for tests only
     */
    static EmbeddedServer start(String directory, boolean reset, boolean fast) throws IOException, SQLException {
        var temporary = directory.isEmpty();
        var home = temporary ? Files.createTempDirectory("madoguchi") : Path.of(directory);
        var server =
                new EmbeddedServer(Files.createDirectories(home.toAbsolutePath().normalize()), temporary, fast);
        try {
            if (reset) {
                server.stop();
                FileSystemUtils.deleteRecursively(server.data);
            }
            server.startOrAdopt();
            server.prepare();
            server.watch.start();
            return server;
        } catch (IOException | SQLException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private EmbeddedServer(Path home, boolean temporary, boolean fast) throws IOException {
        this.home = home;
        this.data = home.resolve("postgres");
        this.temporary = temporary;
        this.fast = fast;
        this.guard = guard(home);
        this.port = port(home);
        this.watch = Thread.ofVirtual().name("database-watch").unstarted(this::watch);
    }

    /** JDBC address for a role; the embedded server trusts whoever reaches it from this machine. */
    String url(String user) {
        return url(DATABASE, user);
    }

    int port() {
        return port;
    }

    @Override
    public synchronized void close() {
        closed = true;
        watch.interrupt();
        stop();
        try {
            guard.close();
            if (temporary) {
                FileSystemUtils.deleteRecursively(home);
            }
        } catch (IOException e) {
            log.warn("could not tidy up {}", home, e);
        }
    }

    /** Two consoles on one folder would stop each other's server. */
    private static FileChannel guard(Path home) throws IOException {
        var channel =
                FileChannel.open(home.resolve("console.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException _) {
            // held by this very process
        }
        channel.close();
        throw new CannotStart(
                "Another console is running on the folder " + home + ".", "Stop it, or choose another folder.");
    }

    private static int port(Path home) throws IOException {
        var remembered = home.resolve("port");
        if (Files.exists(remembered)) {
            var port = Integer.parseInt(Files.readString(remembered).strip());
            if (isFree(port) || postmaster(home.resolve("postgres")).isPresent()) {
                return port;
            }
        }
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(remembered, socket.getLocalPort() + "\n");
            return socket.getLocalPort();
        }
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private void startOrAdopt() throws IOException, SQLException {
        if (postmaster(data).isPresent() && await(START_WAIT, this::isOurs)) {
            log.info("adopted the database server that was still running on port {}", port);
            return;
        }
        startProcess();
    }

    private synchronized void startProcess() throws IOException {
        if (closed) {
            return;
        }
        // Children of a killed server leave on their own; the next server refuses to start beside them.
        await(ORPHAN_WAIT, () -> !isInUse());
        if (!isInUse()) {
            Files.deleteIfExists(data.resolve("postmaster.pid"));
        }
        var postgres = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_WAIT)
                .setPort(port)
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(
                        home.resolve("postgres.log").toFile()))
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setServerConfig("max_connections", "300");
        if (!fast) {
            // The library starts its servers for tests, without either.
            postgres.setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on");
        }
        process = postgres.start();
    }

    /** Database and roles; on an existing folder this changes nothing. */
    private void prepare() throws IOException, SQLException {
        try (var c = connect("postgres");
                var s = c.createStatement()) {
            if (!fast && !(isOn(s, "fsync") && isOn(s, "synchronous_commit") && isOn(s, "full_page_writes"))) {
                throw new CannotStart(
                        "The database server on port " + port + " would lose acknowledged work in a power cut.",
                        "Stop it: the console starts it again with fsync and synchronous_commit on.");
            }
            boolean exists;
            try (var r = s.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
                exists = r.next();
            }
            if (!exists) {
                s.execute("create database " + DATABASE);
            }
        }
        try (var roles = EmbeddedServer.class.getResourceAsStream("/db/roles.sql");
                var c = connect(DATABASE);
                var s = c.createStatement()) {
            if (roles == null) {
                throw new IllegalStateException("db/roles.sql is missing in the jar");
            }
            s.execute(new String(roles.readAllBytes(), UTF_8));
        }
    }

    private static boolean isOn(Statement s, String setting) throws SQLException {
        try (var r = s.executeQuery("show " + setting)) {
            return r.next() && r.getString(1).equals("on");
        }
    }

    private void watch() {
        while (!closed && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(WATCH_INTERVAL.toNanos());
            try {
                if (!closed && postmaster(data).isEmpty()) {
                    log.warn("the database server is gone: starting it again on port {}", port);
                    stop();
                    startProcess();
                    log.info("the database server answers again");
                }
            } catch (IOException | RuntimeException e) {
                log.error("the database server could not be started: trying again", e);
            }
        }
    }

    private synchronized void stop() {
        try {
            if (process != null) {
                process.close();
                process = null;
            } else {
                stopAdopted();
            }
        } catch (IOException e) {
            log.warn("the database server on port {} could not be stopped", port, e);
        }
    }

    private void stopAdopted() throws IOException {
        var postmaster = postmaster(data);
        if (postmaster.isEmpty()) {
            return;
        }
        // SIGINT is PostgreSQL's fast shutdown; Java itself only sends SIGTERM, which waits for every client.
        new ProcessBuilder("kill", "-INT", Long.toString(postmaster.get().pid())).start();
        await(ORPHAN_WAIT, () -> !postmaster.get().isAlive());
    }

    /** The running server of a data folder, by the first line of its postmaster.pid. */
    private static Optional<ProcessHandle> postmaster(Path data) {
        try (var lines = Files.lines(data.resolve("postmaster.pid"))) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("\\d+"))
                    .flatMap(line -> ProcessHandle.of(Long.parseLong(line)))
                    .filter(ProcessHandle::isAlive)
                    .filter(handle -> worksIn(handle.pid(), data));
        } catch (IOException | UncheckedIOException _) {
            return Optional.empty();
        }
    }

    /** Every process of a server has the data folder as its working directory, so a number used twice deceives nobody. */
    private static boolean worksIn(long pid, Path data) {
        try {
            return Files.isSameFile(Path.of("/proc", Long.toString(pid), "cwd"), data);
        } catch (IOException _) {
            return false;
        }
    }

    private boolean isInUse() {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.anyMatch(handle -> worksIn(handle.pid(), data));
        }
    }

    private boolean isOurs() {
        try (var c = connect("postgres");
                var s = c.createStatement();
                var r = s.executeQuery("show data_directory")) {
            return r.next() && Files.isSameFile(Path.of(r.getString(1)), data);
        } catch (SQLException | IOException _) {
            return false;
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database, "postgres") + "&connectTimeout=2");
    }

    private String url(String database, String user) {
        return "jdbc:postgresql://localhost:" + port + "/" + database + "?user=" + user;
    }

    private static boolean await(Duration limit, BooleanSupplier condition) {
        var end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(AWAIT_PAUSE.toNanos());
        }
        return true;
    }
}
