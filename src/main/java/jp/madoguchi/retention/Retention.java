package jp.madoguchi.retention;

import static jp.madoguchi.db.madoguchi.Tables.AUDIT_ENTRY;
import static jp.madoguchi.db.madoguchi.Tables.RETENTION_DUE;
import static jp.madoguchi.db.madoguchi.Tables.RETENTION_HOLD;
import static jp.madoguchi.db.madoguchi.Tables.RETENTION_RULE;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;

import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.Json;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.OwnRecords;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How long records are kept, by which rule, what is due today, what was deleted, and what is held back. */
@Service
@RolesAllowed(Permission.RETENTION_READ)
public class Retention {

    /** What is due is counted up to this number. */
    public static final int MOST = 1000;

    private static final Duration LOOK_BACK = Duration.ofDays(400);
    private static final int LISTED = 100;

    /**
     * A dated row of the rules.
     *
     * @param years null where days say the period
     * @param fromEnd counted from the end of contract and debt; else from the record itself
     * @param source what the period rests on, in Japanese
     * @param inForce whether it is the row that holds today
     * @param due how many are due today, MOST at most; null where the row is not in force or the kind is never deleted
     */
    public record Rule(
            RetentionKind kind,
            LocalDate effectiveFrom,
            @Nullable Integer years,
            @Nullable Integer days,
            boolean fromEnd,
            String source,
            boolean inForce,
            @Nullable Integer due) {}

    /**
     * What one transaction deleted.
     *
     * @param day the day for which it was due
     * @param heads contacts, contracts, members, certificates or visits
     * @param records rows
     * @param digest SHA-256 over the rows, in hexadecimal
     */
    public record Deletion(Instant at, RetentionKind kind, LocalDate day, long heads, long records, String digest) {}

    /** @param endedAt null = it stands */
    public record Hold(
            UUID ref,
            MemberNo memberNo,
            String reason,
            StaffNo madeBy,
            String madeByName,
            Instant madeAt,
            @Nullable Instant endedAt,
            @Nullable String endReason) {}

    /** @param ranAt when the last run began; null = none yet */
    public record Overview(
            RetentionState state,
            @Nullable Instant ranAt,
            LocalDate today,
            List<Rule> rules,
            List<Deletion> deletions,
            List<Hold> holds) {}

    private record Told(UUID run, LocalDate day, long heads, long records, String digest) {}

    private final DSLContext db;
    private final DatabaseTime time;
    private final RetentionRuns runs;
    private final AuditLog audit;

    Retention(DSLContext db, DatabaseTime time, RetentionRuns runs, AuditLog audit) {
        this.db = db;
        this.time = time;
        this.runs = runs;
        this.audit = audit;
    }

    /**
     * All of it: the rules by kind, the latest first; the deletions of the last 400 days, the newest first, 100 at most; the holds,
     * those that stand first, 100 at most, own records left out. The reading is recorded with the members who are listed.
     */
    @Transactional
    public Overview read() {
        var now = time.now();
        var holds = holds();
        var last = runs.last();
        var overview = new Overview(
                last.state(), last.ranAt(), Tokyo.date(now), rules(Tokyo.date(now)), deletions(now), holds);
        audit.append(AuditEntry.done(AuditAction.RETENTION_READ).showing(holds, Hold::memberNo));
        return overview;
    }

    private List<Rule> rules(LocalDate today) {
        var due = db.selectFrom(RETENTION_DUE.call(MOST)).fetchMap(RETENTION_DUE.KIND, RETENTION_DUE.HEADS);
        var rules = new ArrayList<Rule>();
        var inForce = EnumSet.noneOf(RetentionKind.class);
        for (var row : db.selectFrom(RETENTION_RULE)
                .orderBy(RETENTION_RULE.EFFECTIVE_FROM.desc())
                .fetch()) {
            var kind = RetentionKind.valueOf(row.getKind());
            var holds = !row.getEffectiveFrom().isAfter(today) && inForce.add(kind);
            rules.add(new Rule(
                    kind,
                    row.getEffectiveFrom(),
                    row.getYears() == null ? null : row.getYears().intValue(),
                    row.getDays() == null ? null : row.getDays().intValue(),
                    row.getCountedFrom().equals("END"),
                    row.getSource(),
                    holds,
                    holds && kind.ends() ? due.get(kind.name()) : null));
        }
        rules.sort(Comparator.comparing(Rule::kind));
        return rules;
    }

    private List<Deletion> deletions(Instant now) {
        return db.select(AUDIT_ENTRY.AT, AUDIT_ENTRY.REASON, AUDIT_ENTRY.DETAILS)
                .from(AUDIT_ENTRY)
                .where(
                        AUDIT_ENTRY.ACTION.eq(inline(AuditAction.RETENTION_DELETED.name())),
                        AUDIT_ENTRY.AT.gt(now.minus(LOOK_BACK)))
                .orderBy(AUDIT_ENTRY.AT.desc(), AUDIT_ENTRY.ID.desc())
                .limit(LISTED)
                .fetch(row -> {
                    var told = Json.read(row.value3(), Told.class);
                    return new Deletion(
                            row.value1(),
                            RetentionKind.valueOf(row.value2()),
                            told.day(),
                            told.heads(),
                            told.records(),
                            told.digest());
                });
    }

    private List<Hold> holds() {
        return db.select(
                        RETENTION_HOLD.REF,
                        RETENTION_HOLD.MEMBER_NO,
                        RETENTION_HOLD.REASON,
                        RETENTION_HOLD.MADE_BY,
                        concat(STAFF.FAMILY, inline(" "), STAFF.GIVEN),
                        RETENTION_HOLD.MADE_AT,
                        RETENTION_HOLD.ENDED_AT,
                        RETENTION_HOLD.END_REASON)
                .from(RETENTION_HOLD)
                .join(STAFF)
                .on(STAFF.STAFF_NO.eq(RETENTION_HOLD.MADE_BY))
                .where(OwnRecords.open(RETENTION_HOLD.MEMBER_NO))
                .orderBy(RETENTION_HOLD.ENDED_AT.desc().nullsFirst(), RETENTION_HOLD.MADE_AT.desc())
                .limit(LISTED)
                .fetch(row -> new Hold(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7(),
                        row.value8()));
    }
}
