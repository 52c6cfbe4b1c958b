package jp.madoguchi.identity;

import static jp.madoguchi.db.madoguchi.Tables.IDENTITY_CHECK;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.identity.CheckResult.FailReason;
import jp.madoguchi.operation.Settings;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes how a check ended, by document or by phone, in the running transaction. */
@Component
class CheckRecords {

    /** A check that was written. */
    record Written(long id, CheckResult result) {}

    private final DSLContext db;
    private final Settings settings;
    private final AuditLog audit;

    CheckRecords(DSLContext db, Settings settings, AuditLog audit) {
        this.db = db;
        this.settings = settings;
        this.audit = audit;
    }

    /** @param fail what did not match; null = passed, for as long as setting identity_check.minutes says */
    Written write(OpenContact contact, MemberNo memberNo, @Nullable FailReason fail, Instant now) {
        var validUntil = fail == null ? now.plus(settings.minutes("identity_check.minutes", now)) : null;
        var method = switch (contact.channel()) {
            case MACHINE -> "VIDEO";
            case PHONE_IN, PHONE_OUT -> "PHONE";
            case STORE, LETTER -> "IN_PERSON";
        };
        var id = db.insertInto(IDENTITY_CHECK)
                .set(IDENTITY_CHECK.REF, UUID.randomUUID())
                .set(IDENTITY_CHECK.CONTACT_NO, contact.contactNo())
                .set(IDENTITY_CHECK.MEMBER_NO, memberNo)
                .set(IDENTITY_CHECK.METHOD, method)
                .set(IDENTITY_CHECK.RESULT, fail == null ? "PASSED" : "FAILED")
                .set(IDENTITY_CHECK.FAIL_REASON, fail == null ? null : fail.name())
                .set(IDENTITY_CHECK.STAFF_NO, CurrentStaff.get().staffNo())
                .set(IDENTITY_CHECK.PLACE_NO, contact.placeNo())
                .set(IDENTITY_CHECK.AT, now)
                .set(IDENTITY_CHECK.VALID_UNTIL, validUntil)
                .returningResult(IDENTITY_CHECK.ID)
                .fetchSingle()
                .value1();
        var failed = contact.failedChecks() + (fail == null ? 0 : 1);
        var left = Math.max(0, settings.number("identity_check.failures_allowed", now) - failed);
        return new Written(id, new CheckResult(fail == null, fail, validUntil, left));
    }

    /**
     * @param evidence what it rests on: "documents" or "questions"
     * @param codes kinds of documents or of questions, never what stands in or was said to them
     */
    void tell(OperationId id, OpenContact contact, MemberNo memberNo, Written check, String evidence, List<?> codes) {
        var fail = check.result().reason();
        audit.append(AuditEntry.done(AuditAction.IDENTITY_CHECKED)
                .about(memberNo)
                .during(contact.contactNo())
                .by(id)
                .because(fail == null ? null : fail.name())
                .with("result", fail == null ? "PASSED" : "FAILED")
                .with(evidence, codes));
    }
}
