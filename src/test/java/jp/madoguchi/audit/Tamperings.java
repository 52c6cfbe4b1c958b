package jp.madoguchi.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import jp.madoguchi.audit.Anchor.Head;

/**
 * Tampers with a trail as whoever owns the server could: triggers off, hashes made anew where they know how. Everything happens in one
 * transaction of the superuser, each tampering behind a savepoint, and nothing of it stays.
 */
public final class Tamperings {

    private static final int LAYERS = 10;
    private static final int CHAINS = 16;
    private static final String HELPERS = """
            create function pg_temp.lay(p_entries integer) returns void language plpgsql as $$
            declare
              r madoguchi.audit_entry;
              v_head madoguchi.audit_chain;
            begin
              for v_head in select * from madoguchi.audit_chain order by chain loop
                for i in 1..p_entries loop
                  r := null;
                  r.id := nextval(pg_get_serial_sequence('madoguchi.audit_entry', 'id'));
                  r.at := clock_timestamp(); r.chain := v_head.chain; r.seq := v_head.seq + 1; r.previous := v_head.hash;
                  r.application := 'CONSOLE'; r.action := 'MEMBER_OPENED'; r.outcome := 'DONE';
                  r.staff_no := 'S' || lpad((i * 7)::text, 5, '0'); r.place_no := 'P0001';
                  r.member_no := (900000000 + i)::text; r.details := '{"shown":"MASKED","漢字":"' || i || '"}';
                  r.hash := sha256(convert_to(madoguchi.audit_text(r), 'UTF8'));
                  insert into madoguchi.audit_entry overriding system value select r.*;
                  v_head.seq := r.seq; v_head.hash := r.hash;
                end loop;
                update madoguchi.audit_chain set seq = v_head.seq, hash = v_head.hash where chain = v_head.chain;
              end loop;
            end $$;
            create function pg_temp.rehash(p_chain integer, p_from bigint) returns void language plpgsql as $$
            declare
              r madoguchi.audit_entry;
              v_hash bytea := coalesce((select hash from madoguchi.audit_entry where chain = p_chain and seq = p_from - 1), sha256(''::bytea));
            begin
              for r in select * from madoguchi.audit_entry where chain = p_chain and seq >= p_from order by seq, id loop
                r.previous := v_hash;
                r.hash := sha256(convert_to(madoguchi.audit_text(r), 'UTF8'));
                update madoguchi.audit_entry set previous = r.previous, hash = r.hash where id = r.id and at = r.at;
                v_hash := r.hash;
              end loop;
              update madoguchi.audit_chain set hash = v_hash,
                seq = coalesce((select max(seq) from madoguchi.audit_entry where chain = p_chain), 0) where chain = p_chain;
            end $$;
            """;

    private final Connection connection;
    private final Random random;
    private final List<Anchor> anchors = new ArrayList<>();

    /** One tampering and whether it was found where it was done. */
    public record Told(String kind, boolean found, String what) {}

    /** Where a tampering touched a chain first. */
    private record Place(int chain, long seq) {}

    /** @param connection of the superuser, in a transaction that the caller rolls back */
    public Tamperings(Connection connection, long seed) throws SQLException {
        this.connection = connection;
        this.random = new Random(seed);
        run(HELPERS);
        run("set local session_replication_role = replica");
    }

    /** Lays entries over all sixteen chains, and anchors after each of ten layers. */
    public void lay(int entriesOfChain) throws SQLException {
        for (var layer = 0; layer < LAYERS; layer++) {
            run("select pg_temp.lay(" + Math.max(1, entriesOfChain / LAYERS) + ")");
            anchors.add(anchor());
        }
    }

    /** What stands, compared with the anchors. */
    public Verification verify() throws SQLException {
        return Trail.verify(connection, anchors, List.of());
    }

    private Anchor anchor() throws SQLException {
        var heads = new ArrayList<Head>();
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("select chain, seq, hash from madoguchi.audit_chain order by chain")) {
            while (rows.next()) {
                heads.add(
                        new Head(rows.getInt(1), rows.getLong(2), HexFormat.of().formatHex(rows.getBytes(3))));
            }
        }
        return new Anchor(anchors.size() + 1L, Instant.EPOCH, heads);
    }

    /** Tampers, verifies, and takes it back. */
    public Told once(int number) throws SQLException {
        var kinds = Kind.values();
        var kind = kinds[number % kinds.length];
        run("savepoint tampering");
        var places = kind.tampering.on(this);
        var verification = verify();
        run("rollback to savepoint tampering");
        var found = places.stream()
                .allMatch(place -> verification.findings().stream()
                        .anyMatch(finding -> finding.chain() == place.chain()
                                && finding.from() <= place.seq()
                                && place.seq() <= finding.seq()));
        return new Told(kind.name(), found, places + " told as " + verification.findings());
    }

    private interface Tampering {
        List<Place> on(Tamperings trail) throws SQLException;
    }

    private enum Kind {
        EDIT(trail -> trail.edit(trail.somewhere(0))),
        EDIT_AND_HASH(trail -> {
            var place = trail.somewhere(1);
            trail.edit(place);
            trail.run(
                    "update madoguchi.audit_entry e set hash = sha256(convert_to(madoguchi.audit_text(e), 'UTF8')) where "
                            + at(place));
            return List.of(place);
        }),
        DELETE(trail -> {
            var place = trail.somewhere(1);
            trail.run("delete from madoguchi.audit_entry where " + at(place));
            return List.of(place);
        }),
        REORDER(trail -> {
            var one = trail.somewhere(2);
            var other = new Place(one.chain(), one.seq() + 1 + trail.random.nextInt(2));
            trail.run("update madoguchi.audit_entry set seq = %d - seq where chain = %d and seq in (%d, %d)"
                    .formatted(one.seq() + other.seq(), one.chain(), one.seq(), other.seq()));
            return List.of(one);
        }),
        REORDER_AND_HASH(trail -> {
            var one = trail.somewhere(2);
            trail.run("update madoguchi.audit_entry set seq = %d - seq where chain = %d and seq in (%d, %d)"
                    .formatted(2 * one.seq() + 1, one.chain(), one.seq(), one.seq() + 1));
            trail.run("select pg_temp.rehash(%d, %d)".formatted(one.chain(), one.seq()));
            return List.of(one);
        }),
        INSERT(trail -> {
            var place = trail.somewhere(0);
            trail.copy(place, place.seq());
            return List.of(place);
        }),
        INSERT_AND_HASH(trail -> {
            var place = trail.somewhere(1);
            trail.run("update madoguchi.audit_entry set seq = seq + 1 where chain = %d and seq > %d"
                    .formatted(place.chain(), place.seq()));
            trail.copy(place, place.seq() + 1);
            trail.run("select pg_temp.rehash(%d, %d)".formatted(place.chain(), place.seq() + 1));
            return List.of(new Place(place.chain(), place.seq() + 1));
        }),
        ADD_BEHIND_THE_HEAD(trail -> {
            var end = trail.end(trail.random.nextInt(CHAINS));
            trail.copy(end, end.seq() + 1);
            return List.of(new Place(end.chain(), end.seq() + 1));
        }),
        CUT_TAIL(trail -> trail.cut(false)),
        CUT_TAIL_AND_HEAD(trail -> trail.cut(true)),
        SWAP_CHAINS(trail -> {
            var pair = trail.swap();
            return List.of(new Place(pair[0], 1), new Place(pair[1], 1));
        }),
        SWAP_CHAINS_AND_HASH(trail -> {
            var pair = trail.swap();
            for (var chain : pair) {
                trail.run("select pg_temp.rehash(%d, 1)".formatted(chain));
            }
            return List.of(new Place(pair[0], 1), new Place(pair[1], 1));
        }),
        REHASH_ALL(trail -> {
            var place = trail.somewhere(0);
            trail.edit(place);
            for (var chain = 0; chain < CHAINS; chain++) {
                trail.run("select pg_temp.rehash(%d, 1)".formatted(chain));
            }
            return List.of(place);
        });

        private final Tampering tampering;

        Kind(Tampering tampering) {
            this.tampering = tampering;
        }
    }

    private List<Place> edit(Place place) throws SQLException {
        var columns = List.of(
                "staff_no = 'S99999'",
                "member_no = '999999999'",
                "place_no = null",
                "action = 'NOTE_ADDED'",
                "outcome = 'REFUSED'",
                "reason = 'OTHER'",
                "contact_no = 'C9999999999'",
                "operation_id = gen_random_uuid()",
                "details = details || ' '",
                "application = 'SYSTEM'",
                "at = at + interval '1 microsecond'");
        run("update madoguchi.audit_entry set " + columns.get(random.nextInt(columns.size())) + " where " + at(place));
        return List.of(place);
    }

    private List<Place> cut(boolean headToo) throws SQLException {
        var end = end(random.nextInt(CHAINS));
        var first = Math.max(2, end.seq() - random.nextInt(20));
        run("delete from madoguchi.audit_entry where chain = %d and seq >= %d".formatted(end.chain(), first));
        if (headToo) {
            run(
                    "update madoguchi.audit_chain c set (seq, hash) = (select seq, hash from madoguchi.audit_entry where chain = c.chain and seq = %d) where chain = %d"
                            .formatted(first - 1, end.chain()));
        }
        return List.of(new Place(end.chain(), first), end);
    }

    private int[] swap() throws SQLException {
        var one = random.nextInt(CHAINS);
        var other = (one + 1 + random.nextInt(CHAINS - 1)) % CHAINS;
        run("update madoguchi.audit_entry set chain = %d - chain where chain in (%d, %d)"
                .formatted(one + other, one, other));
        run("""
                update madoguchi.audit_chain c set (seq, hash) = (select seq, hash from madoguchi.audit_chain o where o.chain = %d - c.chain)
                where chain in (%d, %d)""".formatted(one + other, one, other));
        return new int[] {one, other};
    }

    private void copy(Place from, long to) throws SQLException {
        run("""
                insert into madoguchi.audit_entry (at, chain, seq, previous, hash, action, outcome, staff_no, member_no)
                select at, chain, %d, previous, hash, 'NOTE_ADDED', outcome, staff_no, member_no from madoguchi.audit_entry where %s""".formatted(to, at(from)));
    }

    private static String at(Place place) {
        return "chain = %d and seq = %d".formatted(place.chain(), place.seq());
    }

    /** @param before how many entries have to follow */
    private Place somewhere(int before) throws SQLException {
        var end = end(random.nextInt(CHAINS));
        return new Place(end.chain(), 1 + random.nextLong(end.seq() - before));
    }

    private Place end(int chain) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select seq from madoguchi.audit_chain where chain = " + chain)) {
            rows.next();
            return new Place(chain, rows.getLong(1));
        }
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
