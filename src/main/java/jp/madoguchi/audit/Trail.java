package jp.madoguchi.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Verifies the chains of the trail from the first entry to the heads, on any connection that may read them. */
public final class Trail {

    /**
     * Compares each entry with its own hash and with the entry before it. The heads are read first, and of each chain only
     * what stood when they were read is looked at: entries that arrive meanwhile disturb nothing.
     */
    private static final String VERIFY = """
            with head as materialized (select chain, seq, hash from madoguchi.audit_chain),
            linked as (
              select e.chain, e.seq, e.hash,
                     sha256(convert_to(madoguchi.audit_text(e), 'UTF8')) as computed,
                     e.previous,
                     lag(e.seq) over chain as seq_before,
                     lag(e.hash) over chain as hash_before
              from madoguchi.audit_entry e
              join head on head.chain = e.chain and e.seq <= head.seq
              window chain as (partition by e.chain order by e.seq, e.id)),
            faults as (
              select chain, seq, case
                       when hash <> computed then 'EDITED'
                       when seq <> coalesce(seq_before, 0) + 1 then 'MISSING'
                       when previous <> coalesce(hash_before, sha256(''::bytea)) then 'LINK_BROKEN'
                     end as fault
              from linked),
            tails as (
              select head.chain, head.seq,
                     coalesce((select l.hash from linked l where l.chain = head.chain order by l.seq desc limit 1),
                              sha256(''::bytea)) <> head.hash
                     or coalesce((select max(l.seq) from linked l where l.chain = head.chain), 0) <> head.seq as differs
              from head)
            select chain, seq, fault, 0::bigint as entries, clock_timestamp() as at from (
              select distinct on (chain) chain, seq, fault from faults where fault is not null order by chain, seq) first_fault
            union all
            select chain, seq, 'HEAD_DIFFERS', 0, clock_timestamp() from tails where differs
            union all
            select null, null, null, (select count(*) from linked), clock_timestamp()
            """;

    private Trail() {}

    public static Verification verify(DataSource source) throws SQLException {
        try (var connection = source.getConnection()) {
            return verify(connection);
        }
    }

    public static Verification verify(Connection connection) throws SQLException {
        var started = System.nanoTime();
        Instant at = Instant.EPOCH;
        List<Finding> findings = new ArrayList<>();
        var entries = 0L;
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(VERIFY)) {
            while (rows.next()) {
                var fault = rows.getString("fault");
                if (fault == null) {
                    entries = rows.getLong("entries");
                    at = rows.getTimestamp("at").toInstant();
                } else {
                    findings.add(new Finding(rows.getInt("chain"), rows.getLong("seq"), Finding.Fault.valueOf(fault)));
                }
            }
        }
        return new Verification(at, entries, Duration.ofNanos(System.nanoTime() - started), List.copyOf(findings));
    }
}
