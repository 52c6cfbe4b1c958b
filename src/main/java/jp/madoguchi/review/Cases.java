package jp.madoguchi.review;

import static jp.madoguchi.db.madoguchi.Tables.REVIEW_LEASE;

import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.operation.DatabaseTime;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Which members a reviewer may open because of the case in front (DOMAIN R31c). */
@Component
public class Cases {

    private final DSLContext db;

    Cases(DSLContext db) {
        this.db = db;
    }

    /** Whether the person has papers of the member in review now. */
    public boolean isInFront(MemberNo memberNo) {
        return db.fetchExists(
                REVIEW_LEASE,
                REVIEW_LEASE.MEMBER_NO.eq(memberNo),
                REVIEW_LEASE.STAFF_NO.eq(CurrentStaff.get().staffNo()),
                Leases.holds(DatabaseTime.clock()));
    }
}
