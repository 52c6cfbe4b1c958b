package jp.madoguchi.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import jp.madoguchi.RunningConsole;

/**
 * kill -9 of the embedded database server while four writers commit: the console brings it back, and every
 * acknowledged row is there. Argument: how often (5).
 */
class DatabaseKill9 {

    private static final int WRITERS = 4;
    private static final Duration BACK = Duration.ofSeconds(10);

    private final Tally tally = new Tally();
    private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicLong next = new AtomicLong();

    public static void main(String[] args) throws Exception {
        new DatabaseKill9().run(args.length > 0 ? Integer.parseInt(args[0]) : 5);
    }

    private void run(int times) throws Exception {
        var data = Files.createTempDirectory(Path.of("target"), "check-");
        try (var console = RunningConsole.start(data, true, "--madoguchi.demo.members=10")) {
            execute(console, "create table public.written (id bigint primary key)");
            for (int i = 1; i <= times; i++) {
                round(console, i);
            }
        }
        tally.end();
    }

    private void round(RunningConsole console, int round) throws Exception {
        var stop = new AtomicBoolean();
        var underWay = new CountDownLatch(200);
        var writers = new Thread[WRITERS];
        for (int w = 0; w < WRITERS; w++) {
            writers[w] = Thread.ofVirtual().start(() -> write(console, stop, underWay));
        }
        underWay.await();
        var killed = System.nanoTime();
        console.killDatabase();
        stop.set(true);
        for (var writer : writers) {
            writer.join();
        }
        var back = awaitAnswer(console);
        tally.progress("round %d: %d acknowledged, back after %d ms"
                .formatted(round, acknowledged.size(), (System.nanoTime() - killed) / 1_000_000));
        tally.that(back, "the database server is back within " + BACK.toSeconds() + " s");
        if (back) {
            tally.that(missing(console) == 0, "every acknowledged row is there");
        }
    }

    private void write(RunningConsole console, AtomicBoolean stop, CountDownLatch underWay) {
        try (var c = console.connect("postgres");
                var insert = c.prepareStatement("insert into public.written values (?)")) {
            while (!stop.get()) {
                var id = next.incrementAndGet();
                insert.setLong(1, id);
                insert.executeUpdate();
                acknowledged.add(id);
                underWay.countDown();
            }
        } catch (SQLException killed) {
            // What was not acknowledged may be there or not; both are right.
        }
    }

    private boolean awaitAnswer(RunningConsole console) {
        var end = System.nanoTime() + BACK.toNanos();
        while (System.nanoTime() < end) {
            try {
                execute(console, "select 1");
                return true;
            } catch (SQLException notYet) {
                Thread.onSpinWait();
            }
        }
        return false;
    }

    private long missing(RunningConsole console) throws SQLException {
        try (var c = console.connect("postgres");
                var s = c.prepareStatement(
                        "select count(*) from unnest(?::bigint[]) as a(id) where a.id not in (select id from public.written)")) {
            s.setArray(1, c.createArrayOf("bigint", acknowledged.toArray()));
            try (var r = s.executeQuery()) {
                r.next();
                return r.getLong(1);
            }
        }
    }

    private static void execute(RunningConsole console, String sql) throws SQLException {
        try (var c = console.connect("postgres");
                var s = c.createStatement()) {
            s.execute(sql);
        }
    }
}
