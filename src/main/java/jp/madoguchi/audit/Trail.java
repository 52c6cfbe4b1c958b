package jp.madoguchi.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.madoguchi.audit.Anchor.Head;
import jp.madoguchi.audit.Finding.Fault;

/** Verifies the chains of the trail from the first entry to the heads, on any connection that may read them. */
public final class Trail {

    /**
     * Compares each entry with its own hash and with the entry before it, in one pass. One statement sees heads and entries of one
     * moment: what arrives meanwhile disturbs nothing. Hashes are reckoned before the rows are sorted, so that no text is.
     */
    private static final String VERIFY = """
            with head as (select chain, seq, hash from madoguchi.audit_chain),
            linked as (
              select chain, seq, hash, previous, edited,
                     lag(seq) over in_chain as seq_before,
                     lag(hash) over in_chain as hash_before,
                     lead(seq) over in_chain is null as ends
              from (select e.chain, e.seq, e.id, e.hash, e.previous,
                           e.hash <> sha256(convert_to(madoguchi.audit_text(e), 'UTF8')) as edited
                    from madoguchi.audit_entry e offset 0) hashed
              window in_chain as (partition by chain order by seq, id)),
            judged as (
              select chain, seq, hash, ends, seq_before,
                     case when edited then 'EDITED'
                          when seq <= seq_before then 'INSERTED'
                          when seq <> coalesce(seq_before, 0) + 1 then 'MISSING'
                          when previous <> coalesce(hash_before, sha256(''::bytea)) then 'LINK_BROKEN' end as fault
              from linked),
            ended as (
              select chain, count(*) as entries, max(seq) as seq, max(encode(hash, 'hex')) filter (where ends) as hash,
                     min(array[seq, coalesce(seq_before, 0),
                               array_position(array['EDITED', 'INSERTED', 'MISSING', 'LINK_BROKEN'], fault)]) filter (where fault is not null) as first
              from judged group by chain)
            select coalesce(head.chain, ended.chain) as chain, coalesce(ended.entries, 0) as entries, coalesce(ended.seq, 0) as ends_at,
                   coalesce(head.seq, 0) as head, ended.first[1] as fault_at, ended.first[2] as fault_after, ended.first[3] as fault,
                   coalesce(ended.seq, 0) is distinct from head.seq
                   or coalesce(ended.hash, encode(sha256(''::bytea), 'hex')) is distinct from encode(head.hash, 'hex') as head_differs,
                   clock_timestamp() as at
            from head full join ended on ended.chain = head.chain
            order by 1
            """;

    /** Of anchored heads those that are in the trail no more, or with another hash only. */
    private static final String ANCHORED = """
            select a.chain, a.seq, exists (select from madoguchi.audit_entry e where e.chain = a.chain and e.seq = a.seq) as there
            from unnest(?::smallint[], ?::bigint[], ?::text[]) a(chain, seq, hash)
            where not exists (select from madoguchi.audit_entry e where e.chain = a.chain and e.seq = a.seq and e.hash = decode(a.hash, 'hex'))
            order by a.chain, a.seq
            """;

    private static final List<Fault> FAULTS = List.of(Fault.EDITED, Fault.INSERTED, Fault.MISSING, Fault.LINK_BROKEN);

    private Trail() {}

    /** Without anchors: finds everything but what rewrote entries and heads together. */
    public static Verification verify(Connection connection) throws SQLException {
        return verify(connection, List.of(), List.of());
    }

    /**
     * Compares with the anchors too.
     *
     * @param anchors by number, the oldest first
     * @param ofAnchors what is not right with the anchors themselves
     */
    static Verification verify(Connection connection, Collection<Anchor> anchors, List<Finding> ofAnchors)
            throws SQLException {
        var started = System.nanoTime();
        var at = Instant.EPOCH;
        var entries = 0L;
        List<Finding> findings = new ArrayList<>(ofAnchors);
        Map<Integer, Long> ends = new LinkedHashMap<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(VERIFY)) {
            while (rows.next()) {
                var chain = rows.getInt("chain");
                at = rows.getTimestamp("at").toInstant();
                entries += rows.getLong("entries");
                ends.put(chain, rows.getLong("ends_at"));
                var seq = rows.getLong("fault_at");
                if (!rows.wasNull()) {
                    var fault = FAULTS.get(rows.getInt("fault") - 1);
                    findings.add(new Finding(chain, first(fault, seq, rows.getLong("fault_after")), seq, fault));
                }
                if (rows.getBoolean("head_differs")) {
                    var head = rows.getLong("head");
                    var end = rows.getLong("ends_at");
                    findings.add(new Finding(
                            chain,
                            Math.min(Math.min(head, end) + 1, Math.max(head, end)),
                            Math.max(head, end),
                            Fault.HEAD_DIFFERS));
                }
            }
        }
        findings.addAll(compare(connection, anchors, ends));
        return new Verification(at, entries, anchors.size(), Duration.ofNanos(System.nanoTime() - started), findings);
    }

    private static long first(Fault fault, long seq, long before) {
        return switch (fault) {
            case MISSING -> before + 1;
            case LINK_BROKEN -> Math.max(1, before);
            default -> seq;
        };
    }

    /** A chain that is whole and holds its last anchor holds all before it; only where it does not, the first that differs is looked for. */
    private static List<Finding> compare(Connection connection, Collection<Anchor> anchors, Map<Integer, Long> ends)
            throws SQLException {
        if (anchors.isEmpty()) {
            return List.of();
        }
        var last = new LinkedHashMap<Integer, Head>();
        anchors.forEach(anchor -> anchor.heads().forEach(head -> {
            if (head.seq() > 0) {
                last.put(head.chain(), head);
            }
        }));
        var suspect = new HashSet<Integer>();
        for (var lost : lost(connection, last.values())) {
            suspect.add(lost.chain());
        }
        if (suspect.isEmpty()) {
            return List.of();
        }
        var findings = new ArrayList<Finding>();
        for (var chain : suspect) {
            Set<Head> heads = new LinkedHashSet<>();
            anchors.forEach(anchor -> anchor.heads().stream()
                    .filter(head -> head.chain() == chain && head.seq() > 0)
                    .forEach(heads::add));
            var lost = lost(connection, heads);
            var first = lost.getFirst();
            var kept = heads.stream()
                    .mapToLong(Head::seq)
                    .filter(seq -> seq < first.seq())
                    .max()
                    .orElse(0);
            var end = ends.getOrDefault(chain, 0L);
            if (first.there()) {
                findings.add(new Finding(chain, kept + 1, first.seq(), Fault.REWRITTEN));
            } else if (first.seq() > end) {
                // Behind the last anchor that still fits nothing is proved: what is there may be another chain's.
                findings.add(new Finding(chain, kept + 1, lost.getLast().seq(), Fault.CUT));
            }
        }
        return findings;
    }

    private record Lost(int chain, long seq, boolean there) {}

    private static List<Lost> lost(Connection connection, Collection<Head> heads) throws SQLException {
        try (var statement = connection.prepareStatement(ANCHORED)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "int2",
                            heads.stream().map(head -> (short) head.chain()).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "int8", heads.stream().map(Head::seq).toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "text", heads.stream().map(Head::hash).toArray()));
            try (var rows = statement.executeQuery()) {
                var lost = new ArrayList<Lost>();
                while (rows.next()) {
                    lost.add(new Lost(rows.getInt("chain"), rows.getLong("seq"), rows.getBoolean("there")));
                }
                return lost;
            }
        }
    }
}
