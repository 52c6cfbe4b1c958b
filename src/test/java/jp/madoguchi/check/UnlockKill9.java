package jp.madoguchi.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import jp.madoguchi.RunningConsole;

/**
 * kill -9 in the middle of clearing locks, with durable settings: of the console that clears, and of the database server,
 * at named points of the transaction and at random moments. What was acknowledged is there; what was not is told as done
 * or not done within 10 s of the return; I1 to I5 hold. Argument: how often each (20).
 */
class UnlockKill9 {

    /** Where a transaction is caught: before its n-th statement of the kind, within the commit, or anywhere. */
    private enum Point {
        RECEIPT_WRITTEN("operation", "before insert"),
        LOCK_CLEARED("login_lock", "before update"),
        MESSAGE_WRITTEN("outbox", "before insert"),
        OUTCOME_WRITTEN("operation", "before update"),
        TRAIL_WRITTEN("audit_entry", "before insert"),
        WITHIN_COMMIT("login_lock", "after update"),
        ANYWHERE("", "");

        private final String table;
        private final String moment;

        Point(String table, String moment) {
            this.table = table;
            this.moment = moment;
        }
    }

    private static final int CLEARINGS = 6;
    private static final int LONGER = 40;
    private static final Duration PROMISE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Tally tally;
    private final Random random = new Random(20261122);
    private final Map<String, String> begun = new HashMap<>();
    private final List<String> acknowledged = new ArrayList<>();
    private final Map<String, String> told = new HashMap<>();
    private final RunningConsole database;

    public static void main(String[] args) throws Exception {
        var times = args.length > 0 ? Integer.parseInt(args[0]) : 20;
        var data = Files.createTempDirectory(Path.of("target"), "check-");
        var tally = new Tally();
        try (var database = RunningConsole.start(data, true, "--madoguchi.demo.members=10")) {
            var check = new UnlockKill9(database, tally);
            check.arm();
            check.killConsole(times);
            check.killDatabase(times);
        }
        tally.end();
    }

    private UnlockKill9(RunningConsole database, Tally tally) {
        this.database = database;
        this.tally = tally;
    }

    /** A transaction that reaches the armed point rests there for 2.5 s; nothing of it belongs to the product. */
    private void arm() throws SQLException {
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
        for (var point : Point.values()) {
            if (point == Point.WITHIN_COMMIT) {
                execute(
                        "create constraint trigger zz_%s %s on madoguchi.%s deferrable initially deferred for each row execute function public.rest('%s')"
                                .formatted(point, point.moment, point.table, point));
            } else if (point != Point.ANYWHERE) {
                execute("create trigger zz_%s %s on madoguchi.%s for each row execute function public.rest('%s')"
                        .formatted(point, point.moment, point.table, point));
            }
        }
    }

    // The console dies, the database stays ----------------------------------------------------------------------------

    private void killConsole(int times) throws Exception {
        var worker = new Worker();
        for (var i = 1; i <= times; i++) {
            var point = Point.values()[i % Point.values().length];
            worker.prepare();
            aim(point, worker);
            worker.kill();
            aimless();
            worker.drain(this::note);
            worker = new Worker();
            var returned = System.nanoTime();
            var open = open();
            for (var id : open) {
                worker.order("ask " + id + " " + begun.get(id));
                worker.await("receipt " + id, this::note);
            }
            judge("console killed " + i + " at " + point, open, since(returned));
        }
        worker.kill();
    }

    // The database dies, the console stays ----------------------------------------------------------------------------

    private void killDatabase(int times) throws Exception {
        var worker = new Worker();
        for (var i = 1; i <= times; i++) {
            var point = Point.values()[i % Point.values().length];
            worker.prepare();
            aim(point, worker);
            database.killDatabase();
            var killed = System.nanoTime();
            awaitDatabase();
            aimless();
            var returned = System.nanoTime();
            worker.await("idle", this::note);
            tally.progress("the database server was back after "
                    + since(killed).minus(since(returned)).toMillis() + " ms");
            judge(
                    "database killed " + i + " at " + point,
                    open(),
                    worker.answered().isZero() ? Duration.ZERO : worker.answeredAfter(returned));
        }
        worker.kill();
    }

    /** Lets it clear until it rests at the point, or for a random while. */
    private void aim(Point point, Worker worker) throws Exception {
        if (point == Point.ANYWHERE) {
            worker.order("clear");
            var before = random.nextInt(LONGER);
            for (var i = 0; i < Math.min(before, CLEARINGS - 1); i++) {
                worker.await("done", this::note);
            }
            LockSupport.parkNanos(random.nextLong(25_000_000L));
            return;
        }
        worker.order("clear");
        var before = random.nextInt(CLEARINGS - 1);
        for (var i = 0; i < before; i++) {
            worker.await("done", this::note);
        }
        execute("insert into public.kill_point values ('" + point + "')");
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!resting()) {
            if (System.nanoTime() > end || worker.isIdle()) {
                tally.that(false, "nothing came to " + point);
                return;
            }
        }
    }

    private boolean resting() throws SQLException {
        return "t"
                .equals(
                        value(
                                "select exists (select from pg_stat_activity where wait_event = 'PgSleep' and usename = 'console_app')"));
    }

    private void aimless() throws SQLException {
        execute("truncate public.kill_point");
    }

    // The verdict -----------------------------------------------------------------------------------------------------

    private void note(String line) {
        var words = line.split(" ");
        switch (words[0]) {
            case "begin" -> begun.put(words[1], words[2]);
            case "done" -> acknowledged.add(words[1]);
            case "receipt" -> told.put(words[1], words[2]);
            default -> {}
        }
    }

    private List<String> open() {
        return begun.keySet().stream()
                .filter(id -> !acknowledged.contains(id) && !told.containsKey(id))
                .toList();
    }

    private void judge(String round, List<String> open, Duration answered) throws SQLException {
        var unanswered = open.stream().filter(id -> !told.containsKey(id)).toList();
        tally.that(unanswered.isEmpty(), round + ": every unacknowledged clearing is told, but not " + unanswered);
        tally.that(answered.compareTo(PROMISE) < 0, round + ": told within " + PROMISE + ", took " + answered);
        for (var id : acknowledged) {
            tally.that(isCleared(id), round + ": the acknowledged clearing " + id + " is there");
        }
        var wrong = 0;
        for (var answer : told.entrySet()) {
            if (isCleared(answer.getKey()) != answer.getValue().equals("DONE")) {
                wrong++;
            }
        }
        tally.that(wrong == 0, round + ": " + wrong + " receipts differ from what stands in the database");
        try (var superuser = database.connect("postgres")) {
            var broken = Invariants.broken(superuser);
            tally.that(broken.isEmpty(), round + ": " + broken);
        }
        tally.progress("%s: %d acknowledged, %d told (%d done, %d not done), told after %d ms"
                .formatted(
                        round,
                        acknowledged.size(),
                        told.size(),
                        told.values().stream().filter("DONE"::equals).count(),
                        told.values().stream().filter("NOT_DONE"::equals).count(),
                        answered.toMillis()));
        begun.clear();
        acknowledged.clear();
        told.clear();
    }

    private boolean isCleared(String id) throws SQLException {
        return "t".equals(value("""
                select count(*) = 1 from madoguchi.operation o
                join madoguchi.audit_entry e on e.operation_id = o.operation_id and e.action = 'LOCK_CLEARED' and e.outcome = 'DONE'
                join madoguchi.login_lock k on k.member_no = e.member_no and k.cleared_contact_no = e.contact_no
                where o.operation_id = '%s'""".formatted(id)));
    }

    private void awaitDatabase() throws SQLException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                value("select 1");
                return;
            } catch (SQLException notYet) {
                if (System.nanoTime() > end) {
                    throw notYet;
                }
                LockSupport.parkNanos(20_000_000L);
            }
        }
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

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /** The console that clears, in a process of its own. */
    private final class Worker {

        private final Process process;
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private volatile boolean idle;
        private volatile boolean ended;
        private volatile long lastReceipt;

        Worker() throws IOException, InterruptedException, SQLException {
            var own = database.connect("console_app");
            var url = own.getMetaData().getURL();
            own.close();
            var builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ClearingWorker.class.getName());
            builder.environment().put("SPRING_DATASOURCE_URL", url);
            builder.environment().put("SPRING_DATASOURCE_USERNAME", "console_app");
            builder.redirectError(ProcessBuilder.Redirect.appendTo(
                    Path.of("target/unlock-kill9.log").toFile()));
            process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            Thread.ofVirtual().start(this::read);
            await("started", line -> {});
        }

        private void read() {
            try (var reader = process.inputReader()) {
                reader.lines()
                        .filter(line -> line.startsWith("| "))
                        .map(line -> line.substring(2))
                        .forEach(line -> {
                            idle |= line.equals("idle");
                            if (line.startsWith("receipt")) {
                                lastReceipt = System.nanoTime();
                            }
                            lines.add(line);
                        });
            } catch (IOException | UncheckedIOException killed) {
                // What it had said stands in the queue.
            }
            ended = true;
        }

        void prepare() throws IOException, InterruptedException {
            lastReceipt = 0;
            idle = false;
            order("prepare " + CLEARINGS);
            await("prepared", UnlockKill9.this::note);
        }

        void order(String order) throws IOException {
            process.outputWriter().write(order + "\n");
            process.outputWriter().flush();
        }

        /** Reads on until a line begins so. */
        void await(String beginning, Consumer<String> each) throws InterruptedException {
            while (true) {
                var line = lines.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                if (line == null) {
                    throw new IllegalStateException(
                            "the worker never said " + beginning + ": see target/unlock-kill9.log");
                }
                each.accept(line);
                if (line.startsWith(beginning)) {
                    return;
                }
            }
        }

        boolean isIdle() {
            return idle;
        }

        Duration answered() {
            return Duration.ofNanos(lastReceipt);
        }

        Duration answeredAfter(long moment) {
            return Duration.ofNanos(Math.max(0, lastReceipt - moment));
        }

        void kill() {
            process.destroyForcibly();
            process.onExit().join();
        }

        /** What it said before it died. */
        void drain(Consumer<String> each) {
            while (!ended) {
                Thread.onSpinWait();
            }
            for (var line = lines.poll(); line != null; line = lines.poll()) {
                each.accept(line);
            }
        }
    }
}
