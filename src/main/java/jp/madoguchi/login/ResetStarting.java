package jp.madoguchi.login;

import static jp.madoguchi.db.madoguchi.Tables.CREDENTIAL_RESET;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_EMAIL;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_PHONE;
import static jp.madoguchi.db.madoguchi.Tables.START_RESET_IN_CONTACT;
import static jp.madoguchi.db.madoguchi.Tables.WEB_ID;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
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
 * The start of a reset itself, alone, with a clearing or after a second person agreed, in the running transaction. The
 * database makes the code and writes the messages; the code never passes through here.
 */
@Component
class ResetStarting {

    private final DSLContext db;
    private final AuditLog audit;

    ResetStarting(DSLContext db, AuditLog audit) {
        this.db = db;
        this.audit = audit;
    }

    /** What a request rests on: the last reset, the last Web-ID, the registered addresses, the identity check of the contact. */
    String factsOf(MemberNo memberNo, @Nullable Long checkId) {
        var row = db.select(
                        field(select(max(CREDENTIAL_RESET.ID))
                                .from(CREDENTIAL_RESET)
                                .where(CREDENTIAL_RESET.MEMBER_NO.eq(memberNo))),
                        field(select(max(WEB_ID.ID)).from(WEB_ID).where(WEB_ID.MEMBER_NO.eq(memberNo))),
                        field(select(MEMBER_EMAIL.ID)
                                .from(MEMBER_EMAIL)
                                .where(MEMBER_EMAIL.MEMBER_NO.eq(memberNo), MEMBER_EMAIL.VALID_TO.isNull())),
                        field(select(max(MEMBER_PHONE.ID))
                                .from(MEMBER_PHONE)
                                .where(
                                        MEMBER_PHONE.MEMBER_NO.eq(memberNo),
                                        MEMBER_PHONE.KIND.eq("MOBILE"),
                                        MEMBER_PHONE.VALID_TO.isNull())))
                .fetchSingle();
        return "reset=" + row.value1() + ";web_id=" + row.value2() + ";email=" + row.value3() + ";mobile="
                + row.value4() + ";check=" + checkId;
    }

    /**
     * @param staffNo who serves the member: the maker, where a second person agreed
     * @param approvalRef the request that was approved, or null
     */
    ResetOutcome apply(
            MemberNo memberNo,
            ContactNo contactNo,
            StaffNo staffNo,
            long checkId,
            Reset form,
            @Nullable UUID approvalRef,
            @Nullable OperationId id) {
        var started = START_RESET_IN_CONTACT.call(
                contactNo.value(),
                checkId,
                staffNo.value(),
                form.secret().name(),
                form.delivery().name(),
                form.reason().name(),
                approvalRef);
        var row = db.select(started.EXPIRES_AT, started.SLIP_NO).from(started).fetchSingle();
        audit.append(AuditEntry.done(AuditAction.RESET_REQUESTED)
                .about(memberNo)
                .during(contactNo)
                .by(id)
                .because(form.secret().name())
                .with("reason", form.reason().name())
                .with("delivery", form.delivery().name())
                .with("slip", row.value2())
                .with("check_id", checkId)
                .with("started_by", staffNo.value())
                .with("request", approvalRef));
        return new ResetOutcome(row.value1(), null);
    }
}
