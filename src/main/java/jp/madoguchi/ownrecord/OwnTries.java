package jp.madoguchi.ownrecord;

import static jp.madoguchi.db.madoguchi.Tables.AUDIT_ENTRY;
import static jp.madoguchi.db.madoguchi.Tables.PLACE;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static jp.madoguchi.db.madoguchi.Tables.STAFF_PLACE;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.OwnRecord;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.db.madoguchi.tables.StaffPlace;
import jp.madoguchi.operation.DatabaseTime;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was tried on own records: a supervisor reads it of the staff of the own places, an auditor of all. */
@Service
@RolesAllowed(Permission.AUDIT_READ)
public class OwnTries {

    private static final Duration LOOK_BACK = Duration.ofDays(90);
    private static final int LISTED = 200;
    private static final StaffPlace OWN = STAFF_PLACE.as("own");

    /**
     * A try that was refused, or a search that looked for somebody barred.
     *
     * @param placeName where the person was signed in; null before a workplace was chosen
     * @param searched whether it was a search
     */
    public record Try(
            Instant at,
            StaffNo staffNo,
            String staffName,
            @Nullable String placeName,
            boolean searched,
            @Nullable String memberNo,
            @Nullable String contactNo) {}

    private final DSLContext db;
    private final DatabaseTime time;
    private final AuditLog audit;

    OwnTries(DSLContext db, DatabaseTime time, AuditLog audit) {
        this.db = db;
        this.time = time;
        this.audit = audit;
    }

    /** Of the last 90 days, the newest first, 200 at most, never the reader's own; the reading is recorded. */
    @Transactional
    public List<Try> latest() {
        var now = time.now();
        var staff = CurrentStaff.get();
        var tries = db.select(
                        AUDIT_ENTRY.AT,
                        STAFF.STAFF_NO,
                        concat(STAFF.FAMILY, inline(" "), STAFF.GIVEN),
                        PLACE.NAME,
                        AUDIT_ENTRY.ACTION,
                        AUDIT_ENTRY.MEMBER_NO,
                        AUDIT_ENTRY.CONTACT_NO)
                .from(AUDIT_ENTRY)
                .join(STAFF)
                .on(STAFF.STAFF_NO.coerce(String.class).eq(AUDIT_ENTRY.STAFF_NO))
                .leftJoin(PLACE)
                .on(PLACE.PLACE_NO.coerce(String.class).eq(AUDIT_ENTRY.PLACE_NO))
                .where(
                        AUDIT_ENTRY.REASON.eq(inline(OwnRecord.REASON)),
                        AUDIT_ENTRY.OUTCOME.eq(inline("REFUSED")),
                        AUDIT_ENTRY.AT.gt(now.minus(LOOK_BACK)),
                        STAFF.STAFF_NO.ne(staff.staffNo()),
                        staff.roles().contains(Role.AUDITOR) ? noCondition() : ofOwnPlaces(now))
                .orderBy(AUDIT_ENTRY.AT.desc(), AUDIT_ENTRY.ID.desc())
                .limit(LISTED)
                .fetch(row -> new Try(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5().equals(AuditAction.MEMBERS_SEARCHED.name()),
                        row.value6(),
                        row.value7()));
        audit.append(AuditEntry.done(AuditAction.OWN_TRIES_READ).with("entries", tries.size()));
        return tries;
    }

    private static Condition ofOwnPlaces(Instant now) {
        return STAFF.STAFF_NO.in(select(STAFF_PLACE.STAFF_NO)
                .from(STAFF_PLACE)
                .join(OWN)
                .on(OWN.PLACE_NO.eq(STAFF_PLACE.PLACE_NO))
                .where(OWN.STAFF_NO.eq(CurrentStaff.get().staffNo()), holds(OWN, now), holds(STAFF_PLACE, now)));
    }

    private static Condition holds(StaffPlace place, Instant now) {
        var today = Tokyo.date(now);
        return place.VALID_FROM.le(today).and(place.VALID_TO.isNull().or(place.VALID_TO.gt(today)));
    }
}
