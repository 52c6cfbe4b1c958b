package jp.madoguchi.auditdesk;

import static jp.madoguchi.db.madoguchi.Tables.INSIDER_SIGN;
import static jp.madoguchi.db.madoguchi.Tables.PLACE;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.when;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.auditdesk.AuditDeskRefused.Why;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.FreeText;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.db.madoguchi.tables.Staff;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.Operations;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The daily list of looks that the work does not explain (閲覧の確認), for the supervisor of the place, who records what they found; an
 * auditor sees all places, and judges what is about a supervisor (SECURITY T23).
 */
@Service
@RolesAllowed(Permission.AUDIT_READ)
public class InsiderSigns {

    static final int NOTE = 500;

    private static final int DAYS = 31;
    private static final int MOST = 200;
    private static final Staff JUDGE = STAFF.as("judge");

    private final DSLContext db;
    private final Operations operations;
    private final DatabaseTime time;
    private final Announcements announcements;
    private final AuditLog audit;

    InsiderSigns(DSLContext db, Operations operations, DatabaseTime time, Announcements announcements, AuditLog audit) {
        this.db = db;
        this.operations = operations;
        this.time = time;
        this.announcements = announcements;
        this.audit = audit;
    }

    /** What the supervisor found. */
    public enum Verdict {
        /** The work explains it. */
        EXPLAINED,
        /** It was spoken about with the person. */
        SPOKEN_TO,
        /** It went to the office that answers for the protection of data. */
        REPORTED
    }

    /**
     * One sign.
     *
     * @param kind code of insider_sign.kind
     * @param number how many members
     */
    public record Sign(
            long id,
            LocalDate day,
            StaffNo staffNo,
            String staffName,
            String placeName,
            String kind,
            int number,
            Instant firstAt,
            Instant lastAt,
            @Nullable String verdict,
            @Nullable String note,
            @Nullable String judgeName) {}

    /** Of the last 31 days, what is open first; the reading is recorded. Nobody sees what is about themselves. */
    @Transactional
    public List<Sign> list() {
        var from = Tokyo.date(time.now()).minusDays(DAYS);
        var signs = db.select(
                        INSIDER_SIGN.ID,
                        INSIDER_SIGN.DAY,
                        INSIDER_SIGN.STAFF_NO,
                        concat(STAFF.FAMILY, inline(" "), STAFF.GIVEN),
                        PLACE.NAME,
                        INSIDER_SIGN.KIND,
                        INSIDER_SIGN.NUMBER,
                        INSIDER_SIGN.FIRST_AT,
                        INSIDER_SIGN.LAST_AT,
                        INSIDER_SIGN.FINDING,
                        INSIDER_SIGN.NOTE,
                        when(JUDGE.STAFF_NO.isNotNull(), concat(JUDGE.FAMILY, inline(" "), JUDGE.GIVEN)))
                .from(INSIDER_SIGN)
                .join(STAFF)
                .on(STAFF.STAFF_NO.eq(INSIDER_SIGN.STAFF_NO))
                .join(PLACE)
                .on(PLACE.PLACE_NO.eq(INSIDER_SIGN.PLACE_NO))
                .leftJoin(JUDGE)
                .on(JUDGE.STAFF_NO.eq(INSIDER_SIGN.JUDGED_BY))
                .where(INSIDER_SIGN.DAY.ge(from), ofReader())
                .orderBy(
                        INSIDER_SIGN.FINDING.isNull().desc(),
                        INSIDER_SIGN.DAY.desc(),
                        INSIDER_SIGN.NUMBER.desc(),
                        INSIDER_SIGN.ID)
                .limit(MOST)
                .fetch(mapping(Sign::new));
        audit.append(AuditEntry.done(AuditAction.INSIDER_SIGNS_READ).with("signs", signs.size()));
        return signs;
    }

    /** How many wait for a finding of the reader. */
    @Transactional(readOnly = true)
    public int open() {
        return db.fetchCount(INSIDER_SIGN, INSIDER_SIGN.FINDING.isNull(), ofReader());
    }

    /**
     * Records a finding, once.
     *
     * @param note in the supervisor's words, up to 500 characters
     * @throws AuditDeskRefused REASON_MISSING without a note, NOT_WAITING when it was judged before or is not for this person
     */
    @Transactional
    public long judge(OperationId id, long sign, Verdict verdict, @Nullable String note) {
        var words = FreeText.clean(note, NOTE);
        if (words == null) {
            throw new AuditDeskRefused(Why.REASON_MISSING);
        }
        return operations.once(id, "auditdesk.InsiderSigns.judge", Long.class, () -> {
            var judged = db.update(INSIDER_SIGN)
                    .set(INSIDER_SIGN.FINDING, verdict.name())
                    .set(INSIDER_SIGN.NOTE, words)
                    .set(INSIDER_SIGN.JUDGED_BY, CurrentStaff.get().staffNo())
                    .set(INSIDER_SIGN.JUDGED_AT, time.now())
                    .where(INSIDER_SIGN.ID.eq(sign), INSIDER_SIGN.FINDING.isNull(), ofReader())
                    .returningResult(INSIDER_SIGN.STAFF_NO, INSIDER_SIGN.KIND)
                    .fetchOptional()
                    .orElseThrow(() -> new AuditDeskRefused(Why.NOT_WAITING));
            audit.append(AuditEntry.done(AuditAction.INSIDER_SIGN_JUDGED)
                    .because(verdict.name())
                    .by(id)
                    .with("sign", sign)
                    .with("kind", judged.value2())
                    .with("staff", judged.value1().value()));
            announcements.tell(Announcements.Kind.AUDIT);
            return sign;
        });
    }

    /** Never what is about the reader: that is for the auditor. */
    private static Condition ofReader() {
        var staff = CurrentStaff.get();
        var place = staff.workplace();
        var which = TrailSearch.everywhere()
                ? noCondition()
                : place == null ? falseCondition() : INSIDER_SIGN.PLACE_NO.eq(place.placeNo());
        return which.and(INSIDER_SIGN.STAFF_NO.ne(staff.staffNo()));
    }
}
