package jp.madoguchi.contract;

import static jp.madoguchi.db.madoguchi.Routines.contactDataChanged;
import static jp.madoguchi.db.madoguchi.Routines.dormantSince;
import static jp.madoguchi.db.madoguchi.Routines.reactivateInContact;
import static jp.madoguchi.db.madoguchi.Tables.CONTACT;
import static org.jooq.impl.DSL.currentInstant;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.StaffNo;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The re-activation itself, alone or after a second person agreed; the database writes row and message. */
@Component
class Reactivating {

    private final DSLContext db;
    private final AuditLog audit;

    Reactivating(DSLContext db, AuditLog audit) {
        this.db = db;
        this.audit = audit;
    }

    /** What a request rests on: since when dormant, whether contact data were changed, the identity check. */
    String factsOf(MemberNo memberNo, ContactNo contactNo, @Nullable Long checkId) {
        var member = val(memberNo.value());
        var row = db.select(dormantSince(member, currentInstant()), contactDataChanged(member, CONTACT.OPENED_AT))
                .from(CONTACT)
                .where(CONTACT.CONTACT_NO.eq(contactNo))
                .fetchSingle();
        return "dormant=" + row.value1() + ";changed=" + row.value2() + ";check=" + checkId;
    }

    /**
     * @param staffNo who serves the member: the maker, where a second person agreed
     * @param approvalRef the request that was approved, or null
     */
    Instant apply(
            MemberNo memberNo,
            ContactNo contactNo,
            StaffNo staffNo,
            long checkId,
            @Nullable UUID approvalRef,
            @Nullable OperationId id) {
        var at = db.select(reactivateInContact(
                        val(contactNo.value()), val(checkId), val(staffNo.value()), val(approvalRef, UUID.class)))
                .fetchSingle()
                .value1();
        audit.append(AuditEntry.done(AuditAction.REACTIVATED)
                .about(memberNo)
                .during(contactNo)
                .by(id)
                .with("check_id", checkId)
                .with("reactivated_by", staffNo.value())
                .with("request", approvalRef));
        return at;
    }
}
