package jp.madoguchi.login;

import static jp.madoguchi.db.madoguchi.Routines.validIdentityCheck;
import static jp.madoguchi.db.madoguchi.Tables.LOGIN_LOCK;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.PlaceNo;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.message.MessageKind;
import jp.madoguchi.message.Outbox;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Reason;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The clearing itself, alone or after a second person agreed: locks, reset, message and trail in the running transaction. */
@Component
class LockClearing {

    private final DSLContext db;
    private final Outbox outbox;
    private final ResetFacts resets;
    private final ResetStarting starting;
    private final AuditLog audit;

    LockClearing(DSLContext db, Outbox outbox, ResetFacts resets, ResetStarting starting, AuditLog audit) {
        this.db = db;
        this.outbox = outbox;
        this.resets = resets;
        this.starting = starting;
        this.audit = audit;
    }

    /** What a request for clearing rests on: the open locks, and the identity check of the contact. */
    String factsOf(MemberNo memberNo, @Nullable Long checkId) {
        var refs = db.select(LOGIN_LOCK.REF)
                .from(LOGIN_LOCK)
                .where(open(memberNo))
                .orderBy(LOGIN_LOCK.ID)
                .fetch(LOGIN_LOCK.REF);
        return "locks=" + refs.stream().map(UUID::toString).collect(Collectors.joining(",")) + ";check=" + checkId;
    }

    /** The identity check that holds in the contact; null when none does. */
    @Nullable
    Long validCheck(ContactNo contactNo, Instant now) {
        return db.select(validIdentityCheck(val(contactNo.value()), val(now, SQLDataType.INSTANT)))
                .fetchSingle()
                .value1();
    }

    /**
     * A reset rests on the same check as the clearing, so that nothing is asked twice.
     *
     * @param checkId the check that holds in the contact; null when none does, which is refused
     * @param staffNo who serves the member: the maker, where a second person agreed
     * @param approvalRef the request that was approved, or null
     */
    void apply(
            MemberNo memberNo,
            ContactNo contactNo,
            StaffNo staffNo,
            PlaceNo placeNo,
            Clearing form,
            @Nullable Long checkId,
            @Nullable UUID approvalRef,
            @Nullable OperationId id,
            Instant now) {
        if (checkId == null) {
            throw new NotAllowed(Reason.CHECK_EXPIRED);
        }
        var cleared = db.update(LOGIN_LOCK)
                .set(LOGIN_LOCK.CLEARED_AT, now)
                .set(LOGIN_LOCK.CLEARED_BY, staffNo)
                .set(LOGIN_LOCK.CLEARED_PLACE_NO, placeNo)
                .set(LOGIN_LOCK.CLEARED_CONTACT_NO, contactNo)
                .set(LOGIN_LOCK.CLEARED_CHECK_ID, checkId)
                .set(LOGIN_LOCK.CLEAR_REASON, form.reason().name())
                .set(LOGIN_LOCK.APPROVAL_REF, approvalRef)
                .where(open(memberNo))
                .returningResult(LOGIN_LOCK.REF)
                .fetch(LOGIN_LOCK.REF);
        if (cleared.isEmpty()) {
            throw new NotAllowed(Reason.NOT_LOCKED);
        }
        outbox.tell(memberNo, MessageKind.LOCK_CLEARED, Map.of("cleared_at", now), now);
        audit.append(AuditEntry.done(AuditAction.LOCK_CLEARED)
                .about(memberNo)
                .during(contactNo)
                .by(id)
                .because(form.reason().name())
                .with("locks", cleared)
                .with("check_id", checkId)
                .with("cleared_by", staffNo.value())
                .with("request", approvalRef));
        if (form.reset() != null) {
            var delivery = resets.deliveries(memberNo, now).stream()
                    .findFirst()
                    .orElseThrow(() -> new NotAllowed(Reason.NO_RESET_ADDRESS));
            var reset = new Reset(form.reset(), delivery, Reset.Reason.FORGOTTEN);
            starting.apply(memberNo, contactNo, staffNo, checkId, reset, approvalRef, id);
        }
    }

    private static Condition open(MemberNo memberNo) {
        return LOGIN_LOCK
                .MEMBER_NO
                .eq(memberNo)
                .and(LOGIN_LOCK.CLEARED_AT.isNull())
                .and(LOGIN_LOCK.KIND.in(Lock.Kind.LOGIN.name(), Lock.Kind.ATM_PIN.name()));
    }
}
