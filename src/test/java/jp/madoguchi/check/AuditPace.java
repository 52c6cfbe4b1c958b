package jp.madoguchi.check;

import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import jp.madoguchi.Counter;
import jp.madoguchi.InProcess;
import jp.madoguchi.Scene;
import jp.madoguchi.audit.Trail;
import jp.madoguchi.bench.Latency;
import jp.madoguchi.core.ContactNo;
import org.jooq.impl.DSL;

/**
 * How fast people can write what is recorded: eight at once, each with a contact of their own, a note after the other through
 * the use case, which leaves note, receipt and entry of the trail in one transaction that is safe on disk. At least 300 a second,
 * each within 100 ms at p99; beside it the bare SQL of the same three rows. Afterwards the trail is whole. Source: SECURITY G11.
 * Argument: seconds of each (60); before, twenty warm up.
 */
final class AuditPace {

    private static final int WRITERS = 8;
    private static final int WARM_SECONDS = 20;
    private static final double PACE = 300;
    private static final double LONGEST_MILLIS = 100;
    private static final long SECOND = 1_000_000_000L;
    private static final String NOTE = "残高の見方を案内した。次回は約定日の前に連絡するとのこと。";

    private static final List<String> BARE = List.of(
            "insert into madoguchi.operation (operation_id, use_case, staff_no) values (?::uuid, 'contact.Contacts.note', ?)",
            "insert into madoguchi.contact_note (contact_no, staff_no, text) values (?, ?, ?)",
            "insert into madoguchi.audit_entry (action, outcome, staff_no, contact_no, details) values ('NOTE_ADDED', 'DONE', ?, ?, '{\"length\":28}')");

    /** One call, and whatever it throws ends the check. */
    private interface Act {
        void run() throws Exception;
    }

    private final Tally tally = new Tally();
    private final InProcess console;
    private final List<Counter> desks;

    public static void main(String[] args) throws Exception {
        var seconds = args.length > 0 ? Integer.parseInt(args[0]) : 60;
        try (var console = InProcess.start("--madoguchi.database.fast=false")) {
            new AuditPace(console).run(seconds);
        }
    }

    private AuditPace(InProcess console) {
        this.console = console;
        var scene = new Scene(console.as("postgres"), console.as("member_site"));
        var store = scene.store();
        desks = IntStream.range(0, WRITERS)
                .mapToObj(i -> Counter.open(console.beans(), scene, store, scene.member()))
                .toList();
    }

    private void run(int seconds) throws Exception {
        tally.that(
                console.as("postgres").fetchValue("show fsync").equals("on")
                        && console.as("postgres")
                                .fetchValue("show synchronous_commit")
                                .equals("on"),
                "what is committed is on disk");
        List<Callable<Act>> people = new ArrayList<>();
        desks.forEach(desk -> people.add(() -> () -> desk.note(NOTE)));
        measure("warming up", people, WARM_SECONDS);
        var entries = entries();
        var acts = measure("through the use case", people, seconds);
        tally.that(
                entries() - entries >= acts.n(),
                "each act left an entry: %d of %d".formatted(entries() - entries, acts.n()));
        var chains = console.as("postgres").fetchCount(DSL.table("madoguchi.audit_chain"));
        tally.that(chains == 16, "sixteen chains: " + chains);
        var pace = acts.n() / (double) seconds;
        tally.that(pace >= PACE, "%.0f acts a second, at least %.0f".formatted(pace, PACE));
        tally.that(acts.p99() <= LONGEST_MILLIS, "p99 %.1f ms, at most %.0f".formatted(acts.p99(), LONGEST_MILLIS));
        List<Callable<Act>> bare = new ArrayList<>();
        desks.forEach(desk -> bare.add(() -> bare(desk.clerk().staffNo().value(), desk.contact())));
        measure("warming up", bare, 3);
        var raw = measure("bare SQL", bare, seconds);
        tally.progress("acts a second over bare SQL: %.2f".formatted(acts.n() / (double) raw.n()));
        try (var auditor = DriverManager.getConnection(console.url("auditor"))) {
            var told = Trail.verify(auditor);
            tally.that(told.isWhole(), "the trail is whole: " + told);
            tally.progress("entries verified: " + told.entries());
        }
        tally.end();
    }

    /** The same three rows in one transaction, by prepared statements. */
    private Act bare(String staff, ContactNo contact) throws Exception {
        var connection = DriverManager.getConnection(console.url("console_app"));
        connection.setAutoCommit(false);
        var operation = connection.prepareStatement(BARE.get(0));
        var note = connection.prepareStatement(BARE.get(1));
        var entry = connection.prepareStatement(BARE.get(2));
        return () -> {
            operation.setString(1, UUID.randomUUID().toString());
            operation.setString(2, staff);
            operation.executeUpdate();
            note.setString(1, contact.value());
            note.setString(2, staff);
            note.setString(3, NOTE);
            note.executeUpdate();
            entry.setString(1, staff);
            entry.setString(2, contact.value());
            entry.executeUpdate();
            connection.commit();
        };
    }

    private int entries() {
        return console.as("postgres")
                .fetchSingle("select count(*) from madoguchi.audit_entry where action = 'NOTE_ADDED'")
                .get(0, Integer.class);
    }

    private Latency measure(String what, List<Callable<Act>> people, int seconds) throws Exception {
        var until = System.nanoTime() + seconds * SECOND;
        var all = AtOnce.run(people.stream()
                .<Callable<List<Long>>>map(person -> () -> {
                    var act = person.call();
                    var nanos = new ArrayList<Long>();
                    for (var began = System.nanoTime(); began < until; began = System.nanoTime()) {
                        act.run();
                        nanos.add(System.nanoTime() - began);
                    }
                    return nanos;
                })
                .toList());
        var latency = Latency.of(
                all.stream().flatMap(List::stream).mapToLong(Long::longValue).toArray());
        tally.progress("%s: %d in %d s, %.0f a second, p50 %.2f ms, p95 %.2f, p99 %.2f"
                .formatted(
                        what,
                        latency.n(),
                        seconds,
                        latency.n() / (double) seconds,
                        latency.p50(),
                        latency.p95(),
                        latency.p99()));
        return latency;
    }
}
