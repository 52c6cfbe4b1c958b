package jp.madoguchi.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jp.madoguchi.MailSink;
import jp.madoguchi.RunningConsole;
import jp.madoguchi.Scene;
import jp.madoguchi.message.SendingWorker;
import org.jooq.impl.DSL;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.subethamail.smtp.RejectException;

/**
 * kill -9 of the console that sends the outbox: between the mail server's 250 and the mark, and at every other point. No
 * message is missing; Message-IDs = rows; a message comes twice exactly as often as a kill fell between its 250 and its
 * mark, under the same Message-ID. Argument: how often in between (50); the other points get a tenth of it each.
 */
class OutboxKill {

    /** Where it is killed; the first three are nowhere near a 250 without its mark. */
    private enum Point {
        CLAIMED,
        ENVELOPE,
        WITHIN_COMMIT_OF_MARK,
        MARKED,
        ANYWHERE,
        BETWEEN_250_AND_MARK
    }

    private static final int MESSAGES = 3;
    private static final int OTHERS = 10;
    private static final long POLL = 2_000_000L;
    private static final long LONGEST_RANDOM = 400_000_000L;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Tally tally;
    private final RunningConsole database;
    private final MailSink sink;
    private final Random random = new Random(20261122);
    private final Map<UUID, Integer> expectedDoubles = new HashMap<>();
    private volatile CountDownLatch atTheDoor = new CountDownLatch(0);
    private volatile CountDownLatch dead = new CountDownLatch(0);

    public static void main(String[] args) throws Exception {
        var times = args.length > 0 ? Integer.parseInt(args[0]) : 50;
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        LoggingSystem.get(OutboxKill.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        var data = Files.createTempDirectory(Path.of("target"), "check-");
        var tally = new Tally();
        try (var database =
                        RunningConsole.start(data, true, "--madoguchi.demo.members=10", "--madoguchi.mail.senders=0");
                var sink = new MailSink()) {
            new OutboxKill(tally, database, sink).run(times);
        }
        tally.end();
    }

    private OutboxKill(Tally tally, RunningConsole database, MailSink sink) {
        this.tally = tally;
        this.database = database;
        this.sink = sink;
    }

    private void run(int times) throws Exception {
        arm();
        sink.doorman(this::hold);
        var scene = new Scene(DSL.using(database.connect("postgres")), DSL.using(database.connect("member_site")));
        for (var point : Point.values()) {
            var kills = point == Point.BETWEEN_250_AND_MARK ? times : Math.max(1, times / OTHERS);
            var between = 0;
            for (var i = 1; i <= kills; i++) {
                between += round(point, i, scene);
            }
            tally.progress("%s: killed %d times, %d messages between their 250 and their mark"
                    .formatted(point, kills, between));
        }
        finish();
    }

    /**
     * The rests of 2.5 s belong to the check, not to the product. A message that died with its sender twelve times would be
     * given up; here one may be killed more often.
     */
    private void arm() throws SQLException {
        execute(
                "insert into madoguchi.setting (key, effective_from, value, made_by) values ('message.tries', now(), '1000', 'check')");
        execute("create table public.kill_point (name text)");
        execute("""
                create function public.rest() returns trigger language plpgsql security definer as $$
                begin
                  if exists (select from public.kill_point where name = tg_argv[0]) then
                    perform pg_sleep(2.5);
                  end if;
                  return new;
                end $$""");
        execute("grant usage on schema public to console_app");
        execute("grant execute on function public.rest() to console_app");
        var marked = "when (old.sent_at is null and new.sent_at is not null) execute function public.rest('%s')";
        execute("create trigger zz_claimed before update on madoguchi.outbox for each row"
                + " when (new.fence > old.fence) execute function public.rest('" + Point.CLAIMED + "')");
        execute("create trigger zz_between before update on madoguchi.outbox for each row "
                + marked.formatted(Point.BETWEEN_250_AND_MARK));
        execute(
                "create constraint trigger zz_commit after update on madoguchi.outbox deferrable initially deferred for each row "
                        + marked.formatted(Point.WITHIN_COMMIT_OF_MARK));
    }

    /** @return how many messages had their 250 and no mark when the worker died */
    private int round(Point point, int number, Scene scene) throws Exception {
        var name = point + " " + number;
        for (var i = 0; i < MESSAGES; i++) {
            scene.locked();
        }
        var worker = new Worker();
        var sentBefore = value("select count(*) from madoguchi.outbox where state = 'SENT'");
        aim(point);
        worker.send();
        tally.that(reached(point, sentBefore), name + ": the worker came to the point");
        worker.kill();
        aimless();
        awaitEndOf(worker);
        var between = between();
        between.forEach(ref -> expectedDoubles.merge(ref, 1, Integer::sum));
        switch (point) {
            case CLAIMED, ENVELOPE, WITHIN_COMMIT_OF_MARK ->
                tally.that(between.isEmpty(), name + ": no 250 without its mark, but " + between);
            case BETWEEN_250_AND_MARK ->
                tally.that(between.size() == 1, name + ": one 250 without its mark, but " + between);
            case MARKED, ANYWHERE -> {}
        }
        return between.size();
    }

    private void aim(Point point) throws SQLException {
        if (point == Point.ENVELOPE) {
            dead = new CountDownLatch(1);
            atTheDoor = new CountDownLatch(1);
        } else {
            execute("insert into public.kill_point values ('" + point + "')");
        }
    }

    private void aimless() throws SQLException {
        execute("truncate public.kill_point");
        dead.countDown();
    }

    private boolean reached(Point point, String sentBefore) throws Exception {
        return switch (point) {
            case ENVELOPE -> atTheDoor.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            case CLAIMED, BETWEEN_250_AND_MARK, WITHIN_COMMIT_OF_MARK ->
                await(
                        "select exists (select from pg_stat_activity where wait_event = 'PgSleep' and application_name = 'sending-worker')");
            case MARKED -> await("select count(*) > " + sentBefore + " from madoguchi.outbox where state = 'SENT'");
            case ANYWHERE -> {
                LockSupport.parkNanos(random.nextLong(LONGEST_RANDOM));
                yield true;
            }
        };
    }

    /** At the recipient, when the check aims there: the server says nothing until the sender is dead. */
    private void hold(String recipient) throws RejectException {
        if (dead.getCount() == 0) {
            return;
        }
        atTheDoor.countDown();
        try {
            dead.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        throw new RejectException(451, "too late");
    }

    /** What the dead worker had begun in the database is over. */
    private void awaitEndOf(Worker worker) throws Exception {
        tally.that(
                await("select not exists (select from pg_stat_activity where application_name = 'sending-worker')"),
                "the connections of the dead worker " + worker.pid() + " end");
    }

    private Set<UUID> between() throws SQLException {
        var between = new HashSet<UUID>();
        for (var ref : rows("state <> 'SENT'")) {
            var copies = copies(ref);
            if (copies > expectedDoubles.getOrDefault(ref, 0)) {
                between.add(ref);
            }
        }
        return between;
    }

    private void finish() throws Exception {
        var last = new Worker();
        last.send();
        tally.that(
                await("select not exists (select from madoguchi.outbox where state = 'DUE')"),
                "everything is sent in the end");
        last.kill();
        var rows = rows("true");
        var ids = new HashSet<UUID>();
        sink.taken().forEach(mail -> ids.add(mail.ref()));
        tally.that(ids.equals(rows), "the Message-IDs are the rows: " + ids.size() + " and " + rows.size());
        tally.that(rows("state = 'SENT'").equals(rows), "every row is marked as sent");
        var doubled = 0;
        for (var ref : rows) {
            var expected = 1 + expectedDoubles.getOrDefault(ref, 0);
            var copies = copies(ref);
            doubled += copies - 1;
            tally.that(copies == expected, "message " + ref + " came " + copies + " times, expected " + expected);
        }
        tally.progress("%d messages, 0 may be missing: %d came; %d doubles, each with the Message-ID of its first"
                .formatted(rows.size(), ids.size(), doubled));
    }

    private int copies(UUID ref) {
        return Collections.frequency(
                sink.taken().stream().map(MailSink.Mail::ref).toList(), ref);
    }

    /** Messages of the check's own members, whose numbers begin with 9. */
    private Set<UUID> rows(String which) throws SQLException {
        var refs = new HashSet<UUID>();
        try (var c = database.connect("postgres");
                var s = c.createStatement();
                var r = s.executeQuery("select ref from madoguchi.outbox where member_no like '9%' and " + which)) {
            while (r.next()) {
                refs.add(r.getObject(1, UUID.class));
            }
        }
        return refs;
    }

    private boolean await(String condition) throws SQLException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!"t".equals(value(condition))) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(POLL);
        }
        return true;
    }

    private void execute(String sql) throws SQLException {
        try (var c = database.connect("postgres");
                var s = c.createStatement()) {
            s.execute(sql);
        }
    }

    private String value(String sql) throws SQLException {
        try (var c = database.connect("postgres");
                var s = c.createStatement();
                var r = s.executeQuery(sql)) {
            r.next();
            return r.getString(1);
        }
    }

    /** The console that sends, in a process of its own. */
    private final class Worker {

        private final Process process;

        Worker() throws IOException, SQLException {
            String url;
            try (var own = database.connect("console_app")) {
                url = own.getMetaData().getURL();
            }
            var builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-cp",
                    System.getProperty("java.class.path"),
                    SendingWorker.class.getName(),
                    String.valueOf(sink.port()));
            builder.environment().put("SPRING_DATASOURCE_URL", url);
            builder.environment().put("SPRING_DATASOURCE_USERNAME", "console_app");
            builder.redirectError(ProcessBuilder.Redirect.appendTo(
                    Path.of("target/outbox-kill.log").toFile()));
            process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            var lines = process.inputReader();
            for (var line = lines.readLine(); !"| started".equals(line); line = lines.readLine()) {
                if (line == null) {
                    throw new IllegalStateException("the worker did not start: see target/outbox-kill.log");
                }
            }
        }

        void send() throws IOException {
            process.outputWriter().write("send\n");
            process.outputWriter().flush();
        }

        long pid() {
            return process.pid();
        }

        void kill() {
            process.destroyForcibly();
            process.onExit().join();
        }
    }
}
