package jp.madoguchi.member;

import static jp.madoguchi.db.madoguchi.Tables.SEARCH_VISIT;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static jp.madoguchi.db.madoguchi.Tables.STAFF_PLACE;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.db.madoguchi.tables.StaffPlace;
import jp.madoguchi.operation.DatabaseTime;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who looks for people more than the work explains (SECURITY T23). */
@Service
@RolesAllowed(Permission.AUDIT_READ)
public class SearchVisits {

    /** More different people than this in one visit stand out. */
    public static final int MANY = 50;

    private static final Duration LOOK_BACK = Duration.ofDays(7);
    private static final int LINES = 20;
    private static final StaffPlace OWN = STAFF_PLACE.as("own");

    /**
     * A person's visits to the search box.
     *
     * @param refused how many of them ended with a refusal
     * @param many how many of them showed more than {@link #MANY} different people
     */
    public record Line(StaffNo staffNo, String staffName, int visits, int refused, int many) {}

    private final DSLContext db;
    private final DatabaseTime time;
    private final AuditLog audit;

    SearchVisits(DSLContext db, DatabaseTime time, AuditLog audit) {
        this.db = db;
        this.time = time;
        this.audit = audit;
    }

    /**
     * Visits that ended within the last seven days, of the twenty people who stand out most: of everybody for an auditor,
     * else of those who work at a place of the reader's own today.
     */
    @Transactional
    public List<Line> ofLastWeek() {
        var now = time.now();
        var refused = count().filterWhere(SEARCH_VISIT.REFUSED);
        var many = count().filterWhere(SEARCH_VISIT.SHOWN.gt(MANY));
        var lines = db.select(STAFF.STAFF_NO, concat(STAFF.FAMILY, inline(" "), STAFF.GIVEN), count(), refused, many)
                .from(SEARCH_VISIT)
                .join(STAFF)
                .on(STAFF.STAFF_NO.eq(SEARCH_VISIT.STAFF_NO))
                .where(SEARCH_VISIT.ENDED_AT.gt(now.minus(LOOK_BACK)), mayBeSeenBy(CurrentStaff.get(), Tokyo.date(now)))
                .groupBy(STAFF.STAFF_NO, STAFF.FAMILY, STAFF.GIVEN)
                .orderBy(many.desc(), refused.desc(), count().desc(), STAFF.STAFF_NO)
                .limit(LINES)
                .fetch(mapping(Line::new));
        audit.append(AuditEntry.done(AuditAction.SEARCH_VISITS_READ).with("people", lines.size()));
        return lines;
    }

    private static Condition mayBeSeenBy(StaffMember staff, LocalDate today) {
        return staff.roles().contains(Role.AUDITOR)
                ? noCondition()
                : SEARCH_VISIT.STAFF_NO.in(select(STAFF_PLACE.STAFF_NO)
                        .from(STAFF_PLACE)
                        .join(OWN)
                        .on(OWN.PLACE_NO.eq(STAFF_PLACE.PLACE_NO))
                        .where(OWN.STAFF_NO.eq(staff.staffNo()), holds(OWN, today), holds(STAFF_PLACE, today)));
    }

    private static Condition holds(StaffPlace place, LocalDate today) {
        return place.VALID_FROM.le(today).and(place.VALID_TO.isNull().or(place.VALID_TO.gt(today)));
    }
}
