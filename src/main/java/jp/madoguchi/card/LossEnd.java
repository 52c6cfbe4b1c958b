package jp.madoguchi.card;

import static jp.madoguchi.db.madoguchi.Tables.CARD;
import static jp.madoguchi.db.madoguchi.Tables.LOGIN_LOCK;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
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
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The clearing itself, alone or after a second person agreed: lock, message and trail in the running transaction. */
@Component
class LossEnd {

    private final DSLContext db;
    private final Outbox outbox;
    private final AuditLog audit;

    LossEnd(DSLContext db, Outbox outbox, AuditLog audit) {
        this.db = db;
        this.outbox = outbox;
        this.audit = audit;
    }

    /** What a request rests on: the open lock, the card in force, the identity check of the contact. */
    String factsOf(MemberNo memberNo, @Nullable Long checkId) {
        var row = db.select(
                        field(select(LOGIN_LOCK.REF).from(LOGIN_LOCK).where(CardFacts.openLoss(memberNo))),
                        field(select(CARD.CARD_NO)
                                .from(CARD)
                                .where(CARD.MEMBER_NO.eq(memberNo), CARD.ENDED_AT.isNull())))
                .fetchSingle();
        return "lock=" + row.value1() + ";card=" + row.value2() + ";check=" + checkId;
    }

    /**
     * @param staffNo who serves the member: the maker, where a second person agreed
     * @param approvalRef the request that was approved, or null
     */
    void apply(
            MemberNo memberNo,
            ContactNo contactNo,
            StaffNo staffNo,
            PlaceNo placeNo,
            long checkId,
            LossClearing form,
            @Nullable UUID approvalRef,
            @Nullable OperationId id,
            Instant now) {
        var cleared = db.update(LOGIN_LOCK)
                .set(LOGIN_LOCK.CLEARED_AT, now)
                .set(LOGIN_LOCK.CLEARED_BY, staffNo)
                .set(LOGIN_LOCK.CLEARED_PLACE_NO, placeNo)
                .set(LOGIN_LOCK.CLEARED_CONTACT_NO, contactNo)
                .set(LOGIN_LOCK.CLEARED_CHECK_ID, checkId)
                .set(LOGIN_LOCK.CLEAR_REASON, form.reason().name())
                .set(LOGIN_LOCK.APPROVAL_REF, approvalRef)
                .where(CardFacts.openLoss(memberNo))
                .returningResult(LOGIN_LOCK.REF)
                .fetch(LOGIN_LOCK.REF);
        if (cleared.isEmpty()) {
            throw new NotAllowed(Reason.NO_LOSS);
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
    }
}
