package jp.madoguchi.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.madoguchi.ReviewedTable;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;

/**
 * The cases of notice/cases.tsv, put to the clocks as they stand in the database: each with its own notices or rules and no
 * others, in a transaction that is rolled back. All times are Tokyo's.
 *
 * <p>A notice is {@code shown FROM / UNTIL ; affected FROM / TO ; withdrawn AT ; kind K ; service S}, of the member page unless it
 * says otherwise; several are apart by {@code |}. Expected is for each whether it is shown, then whether the member page is open.
 *
 * <p>A rule is {@code WEEKLY weekday start minutes}, {@code NTH weekday nth start minutes}, {@code DATE month-day start minutes} or
 * {@code ONCE date start minutes}, then {@code ; SKIP date}, {@code ; MOVE date moment}, {@code ; FROM moment}, {@code ; TO moment};
 * several are apart by {@code +}. Expected is the maintenance of the moment.
 */
public final class NoticeTable {

    private static final String NEVER = "2000-01-01 00:00:00";

    private final DSLContext superuser;

    /** @param what why it stands there */
    public record Case(String kind, String given, String at, String expected, String what) {

        @Override
        public String toString() {
            return what + " (" + at + " «" + given + "»)";
        }
    }

    /** @param superuser who may write what no role of the product may */
    public NoticeTable(DSLContext superuser) {
        this.superuser = superuser;
    }

    public List<Case> cases() {
        return ReviewedTable.rows("/notice/cases.tsv").stream()
                .map(cells -> new Case(cells[0], cells[1], cells[2], cells[3], cells[4]))
                .toList();
    }

    /** @throws AssertionError when the database says otherwise */
    public void prove(Case each) {
        var answers = new ArrayList<String>();
        try {
            superuser.transaction(transaction -> {
                var db = transaction.dsl();
                db.execute("set local time zone 'Asia/Tokyo'");
                db.execute("set local session_replication_role = replica");
                db.execute("delete from madoguchi.maintenance_exception");
                db.execute("delete from madoguchi.maintenance_rule");
                db.execute("delete from madoguchi.notice_service");
                db.execute("delete from madoguchi.notice");
                answers.add(each.kind().equals("NOTICE") ? notices(db, each) : rules(db, each));
                throw new DataAccessException("nothing of it is kept");
            });
        } catch (DataAccessException undone) {
            if (answers.isEmpty()) {
                throw undone;
            }
        }
        assertThat(answers.getFirst()).isEqualTo(each.expected());
    }

    private static String notices(DSLContext db, Case each) {
        var refs = new ArrayList<UUID>();
        for (var given : each.given().split(" \\| ", -1)) {
            refs.add(post(db, parts(given)));
        }
        var shown = refs.stream()
                .map(ref -> db.fetch(
                                        "select ref from madoguchi.public_notices(?::timestamptz, ?::timestamptz) where ref = ?",
                                        each.at(),
                                        each.at(),
                                        ref)
                                .isEmpty()
                        ? "hidden"
                        : "shown")
                .collect(Collectors.joining(" "));
        var open = db.fetchSingle("""
                select case when available then 'open' else cause || ' until ' || coalesce(to_char(until, 'YYYY-MM-DD HH24:MI:SS'), '-') end
                from madoguchi.login_availability('MEMBER_PAGE', ?::timestamptz)""", each.at()).get(0, String.class);
        return shown + " " + open;
    }

    private static UUID post(DSLContext db, Map<String, String> parts) {
        var ref = UUID.randomUUID();
        var shown = span(parts.get("shown"));
        var affected = span(parts.getOrDefault("affected", "- / -"));
        db.execute(
                """
                with posted as (
                  insert into madoguchi.notice (ref, kind, severity, title, body, shown_from, shown_until, affected_from, affected_to, withdrawn_at)
                  values (?, ?, 'HIGH', '題', '文', ?::timestamptz, ?::timestamptz, ?::timestamptz, ?::timestamptz, ?::timestamptz) returning id)
                insert into madoguchi.notice_service (notice_id, service) select id, ? from posted""",
                ref,
                parts.getOrDefault("kind", "OUTAGE"),
                shown[0],
                shown[1],
                affected[0],
                affected[1],
                parts.get("withdrawn"),
                parts.getOrDefault("service", "MEMBER_PAGE"));
        return ref;
    }

    private static String rules(DSLContext db, Case each) {
        if (!each.given().equals("-")) {
            for (var given : each.given().split(" \\+ ")) {
                rule(db, given);
            }
        }
        return db.fetch("""
                select to_char(starts_at, 'YYYY-MM-DD HH24:MI:SS') || ' / ' || to_char(ends_at, 'YYYY-MM-DD HH24:MI:SS')
                from madoguchi.maintenance_at(?::timestamptz)""", each.at()).stream()
                .map(row -> row.get(0, String.class))
                .findFirst()
                .orElse("open");
    }

    private static void rule(DSLContext db, String given) {
        var words = given.split(" ; ")[0].split(" ");
        var parts = parts(given);
        var weekly = words[0].equals("WEEKLY");
        var nth = words[0].equals("NTH");
        var yearly = words[0].equals("DATE");
        var id = db.fetchSingle(
                        """
                insert into madoguchi.maintenance_rule (kind, weekday, nth, month, day, on_date, starts, lasts, effective_from, effective_to)
                values (?, ?::smallint, ?::smallint, ?::smallint, ?::smallint, ?::date, ?::time, make_interval(mins => ?::integer), ?::timestamptz, ?::timestamptz)
                returning id""",
                        weekly ? "WEEKLY" : nth ? "NTH_WEEKDAY" : yearly ? "FIXED_DATE" : "ONE_OFF",
                        weekly || nth ? words[1] : null,
                        nth ? words[2] : null,
                        yearly ? words[1].split("-")[0] : null,
                        yearly ? words[1].split("-")[1] : null,
                        weekly || nth || yearly ? null : words[1],
                        words[words.length - 2],
                        words[words.length - 1],
                        parts.getOrDefault("FROM", NEVER),
                        parts.get("TO"))
                .get(0, Long.class);
        var moved = parts.get("MOVE");
        var skipped = parts.get("SKIP");
        if (moved != null) {
            except(db, id, moved.substring(0, 10), moved.substring(11));
        }
        if (skipped != null) {
            except(db, id, skipped, null);
        }
    }

    private static void except(
            DSLContext db, Long rule, String day, @org.jspecify.annotations.Nullable String movedTo) {
        db.execute(
                "insert into madoguchi.maintenance_exception (rule_id, window_day, moved_to, change_ref) values (?, ?::date, ?::timestamptz, gen_random_uuid())",
                rule,
                day,
                movedTo);
    }

    /** First word of each part, and the rest of it. */
    private static Map<String, String> parts(String given) {
        var parts = new HashMap<String, String>();
        for (var part : given.split(" ; ")) {
            var space = part.indexOf(' ');
            parts.put(part.substring(0, space), part.substring(space + 1));
        }
        return parts;
    }

    private static @org.jspecify.annotations.Nullable String[] span(String text) {
        var ends = text.split(" / ");
        return new @org.jspecify.annotations.Nullable String[] {
            ends[0].equals("-") ? null : ends[0], ends[1].equals("-") ? null : ends[1]
        };
    }
}
