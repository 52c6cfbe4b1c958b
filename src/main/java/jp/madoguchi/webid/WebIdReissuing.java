package jp.madoguchi.webid;

import static jp.madoguchi.db.madoguchi.Tables.MEMBER_EMAIL;
import static jp.madoguchi.db.madoguchi.Tables.REISSUE_WEB_ID_IN_CONTACT;
import static jp.madoguchi.db.madoguchi.Tables.WEB_ID;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;

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

/**
 * The re-issue itself, alone or after a second person agreed, in the running transaction. The database makes the Web-ID and
 * writes the messages; the new one never passes through here.
 */
@Component
class WebIdReissuing {

    private final DSLContext db;
    private final AuditLog audit;

    WebIdReissuing(DSLContext db, AuditLog audit) {
        this.db = db;
        this.audit = audit;
    }

    /** What a request rests on: the Web-ID in force, the registered e-mail, the identity check of the contact. */
    String factsOf(MemberNo memberNo, @Nullable Long checkId) {
        var row = db.select(
                        field(select(WEB_ID.ID)
                                .from(WEB_ID)
                                .where(WEB_ID.MEMBER_NO.eq(memberNo), WEB_ID.ENDED_AT.isNull())),
                        field(select(MEMBER_EMAIL.ID)
                                .from(MEMBER_EMAIL)
                                .where(MEMBER_EMAIL.MEMBER_NO.eq(memberNo), MEMBER_EMAIL.VALID_TO.isNull())))
                .fetchSingle();
        return "web_id=" + row.value1() + ";email=" + row.value2() + ";check=" + checkId;
    }

    /**
     * @param staffNo who serves the member: the maker, where a second person agreed
     * @param approvalRef the request that was approved, or null
     */
    ReissueOutcome apply(
            MemberNo memberNo,
            ContactNo contactNo,
            StaffNo staffNo,
            long checkId,
            Reissue form,
            @Nullable UUID approvalRef,
            @Nullable OperationId id) {
        var given = REISSUE_WEB_ID_IN_CONTACT.call(
                contactNo.value(),
                checkId,
                staffNo.value(),
                form.delivery().name(),
                form.reason().name(),
                approvalRef);
        var row = db.select(given.WEB_ID_ID, given.ISSUED_AT, given.SLIP_NO)
                .from(given)
                .fetchSingle();
        audit.append(AuditEntry.done(AuditAction.WEB_ID_REISSUED)
                .about(memberNo)
                .during(contactNo)
                .by(id)
                .because(form.reason().name())
                .with("ledger_row", row.value1())
                .with("delivery", form.delivery().name())
                .with("slip", row.value3())
                .with("check_id", checkId)
                .with("reissued_by", staffNo.value())
                .with("request", approvalRef));
        return new ReissueOutcome(row.value2(), row.value3(), null);
    }
}
