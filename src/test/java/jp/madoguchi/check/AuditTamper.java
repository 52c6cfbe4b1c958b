package jp.madoguchi.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.TreeMap;
import jp.madoguchi.InProcess;
import jp.madoguchi.audit.Anchors;
import jp.madoguchi.audit.Tamperings;

/**
 * Tampers with the trail five hundred times (edit, delete, reorder, insert, cut the tail, swap chains, hash anew, each also by somebody
 * who makes the hashes and heads fit): each must be found, the right place named, and nothing in a hundred clean runs. A million entries
 * are verified within ten seconds. The verifier of docs/, which shares no code with the console, must agree.
 * Arguments: how many tamperings (500), how many entries (1000000), seed.
 */
class AuditTamper {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int CHAINS = 16;
    private static final int OF_A_CHAIN = 100;
    private static final int CLEAN = 100;

    private AuditTamper() {}

    public static void main(String[] args) throws Exception {
        var times = args.length > 0 ? Integer.parseInt(args[0]) : 500;
        var entries = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
        var seed = args.length > 2 ? Long.parseLong(args[2]) : 20261130L;
        var tally = new Tally();
        var folder = Files.createTempDirectory("audit-tamper-");
        try (var console = InProcess.start(
                        "--madoguchi.anchor.file=" + folder.resolve("one"),
                        "--madoguchi.anchor.second=" + folder.resolve("two"),
                        "--madoguchi.keys.folder=" + folder.resolve("keys"));
                var superuser = DriverManager.getConnection(console.url("postgres"))) {
            superuser.setAutoCommit(false);
            tamper(superuser, times, seed, tally);
            verifyMany(superuser, entries, tally);
            independently(console, superuser, folder, tally);
        }
        tally.end();
    }

    private static void tamper(Connection superuser, int times, long seed, Tally tally) throws SQLException {
        var trail = new Tamperings(superuser, seed);
        trail.lay(OF_A_CHAIN);
        var clean = 0;
        for (var run = 0; run < CLEAN; run++) {
            clean += trail.verify().findings().isEmpty() ? 1 : 0;
        }
        tally.that(clean == CLEAN, clean + " of " + CLEAN + " clean runs without a finding");
        var found = new TreeMap<String, Integer>();
        for (var number = 0; number < times; number++) {
            var told = trail.once(number);
            tally.that(told.found(), told.kind() + " " + told.what());
            found.merge(told.kind(), told.found() ? 1 : 0, Integer::sum);
        }
        found.forEach((kind, number) -> tally.progress("%-22s %4d found".formatted(kind, number)));
        superuser.rollback();
    }

    private static void verifyMany(Connection superuser, int entries, Tally tally) throws SQLException {
        var trail = new Tamperings(superuser, 1);
        trail.lay(entries / CHAINS);
        try (var statement = superuser.createStatement()) {
            statement.execute("analyze madoguchi.audit_entry");
        }
        for (var run = 1; run <= 3; run++) {
            var verification = trail.verify();
            tally.progress("%,d entries and %d anchors verified in %d ms"
                    .formatted(
                            verification.entries(),
                            verification.anchors(),
                            verification.took().toMillis()));
            tally.that(
                    verification.isWhole() && verification.took().compareTo(LIMIT) <= 0,
                    "verified whole within " + LIMIT);
        }
        superuser.rollback();
    }

    /** Committed, because another program looks: one entry is edited and put right again. */
    private static void independently(InProcess console, Connection superuser, Path folder, Tally tally)
            throws Exception {
        new Tamperings(superuser, 2).lay(OF_A_CHAIN);
        superuser.commit();
        console.beans().getBean(Anchors.class).anchor();
        var whole = script(console, folder);
        tally.that(whole.endsWith(" 0 findings"), "the verifier of docs/ finds the trail whole, says " + whole);
        for (var edit : new String[] {
            "update madoguchi.audit_entry set member_no = '999999999' where chain = 7 and seq = 42",
            "delete from madoguchi.audit_entry where chain = 3 and seq = 17"
        }) {
            execute(
                    superuser,
                    "create temp table kept as select * from madoguchi.audit_entry where (chain, seq) in ((7, 42), (3, 17))");
            execute(superuser, edit);
            superuser.commit();
            var told = script(console, folder);
            tally.that(
                    edit.startsWith("update") ? told.contains("chain 7 entry 42:") : told.contains("chain 3 entry 18:"),
                    "the verifier of docs/ names the place of: " + edit + ", says " + told);
            execute(superuser, "delete from madoguchi.audit_entry where (chain, seq) in ((7, 42), (3, 17))");
            execute(superuser, "insert into madoguchi.audit_entry overriding system value select * from kept");
            execute(superuser, "drop table kept");
            superuser.commit();
        }
        var again = script(console, folder);
        tally.that(again.endsWith(" 0 findings"), "and whole again, says " + again);
    }

    private static void execute(Connection superuser, String sql) throws SQLException {
        try (var statement = superuser.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute(sql);
        }
    }

    private static String script(InProcess console, Path folder) throws IOException, InterruptedException {
        var url = java.net.URI.create(console.url("auditor").substring("jdbc:".length()));
        var process = new ProcessBuilder(
                        "docs/verify-trail.sh",
                        "host=%s port=%d dbname=%s user=auditor"
                                .formatted(
                                        url.getHost(),
                                        url.getPort(),
                                        url.getPath().substring(1)),
                        folder.resolve("one").toString(),
                        folder.resolve("keys/anchor.secret").toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        process.waitFor();
        return said;
    }
}
