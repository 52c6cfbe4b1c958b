package jp.madoguchi.takeover;

import static jp.madoguchi.db.madoguchi.Tables.ATTENTION_FLAG;
import static jp.madoguchi.db.madoguchi.Tables.LOGIN_LOCK;
import static org.jooq.impl.DSL.select;

import java.time.Instant;
import java.util.Map;
import jp.madoguchi.approval.ApprovedOperation.Waiting;
import jp.madoguchi.approval.FactsChanged;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.Json;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.message.MessageKind;
import jp.madoguchi.message.Outbox;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The clearing itself, after a second person agreed: lock, flag, message and trail in the running transaction. */
@Component
class TakeoverEnd {

    private final DSLContext db;
    private final Outbox outbox;
    private final AuditLog audit;

    TakeoverEnd(DSLContext db, Outbox outbox, AuditLog audit) {
        this.db = db;
        this.outbox = outbox;
        this.audit = audit;
    }

    /** What a request rests on: the open lock and the identity check of the contact. */
    String factsOf(MemberNo memberNo, @Nullable Long checkId) {
        var lock = db.select(select(LOGIN_LOCK.REF)
                        .from(LOGIN_LOCK)
                        .where(openLock(memberNo))
                        .asField())
                .fetchSingle()
                .value1();
        return "lock=" + lock + ";check=" + checkId;
    }

    void apply(Waiting request, long checkId, Instant now) {
        var form = Json.read(request.payload(), TakeoverClearing.class);
        var cleared = db.update(LOGIN_LOCK)
                .set(LOGIN_LOCK.CLEARED_AT, now)
                .set(LOGIN_LOCK.CLEARED_BY, request.maker())
                .set(LOGIN_LOCK.CLEARED_PLACE_NO, request.placeNo())
                .set(LOGIN_LOCK.CLEARED_CONTACT_NO, request.contactNo())
                .set(LOGIN_LOCK.CLEARED_CHECK_ID, checkId)
                .set(LOGIN_LOCK.CLEAR_REASON, form.reason().name())
                .set(LOGIN_LOCK.APPROVAL_REF, request.ref())
                .where(openLock(request.memberNo()))
                .returningResult(LOGIN_LOCK.REF)
                .fetch(LOGIN_LOCK.REF);
        if (cleared.isEmpty()) {
            throw new FactsChanged();
        }
        db.update(ATTENTION_FLAG)
                .set(ATTENTION_FLAG.VALID_TO, now)
                .set(ATTENTION_FLAG.ENDED_BY, request.maker())
                .set(ATTENTION_FLAG.ENDED_CONTACT_NO, request.contactNo())
                .set(ATTENTION_FLAG.END_REASON, "OVER")
                .where(
                        ATTENTION_FLAG.MEMBER_NO.eq(request.memberNo()),
                        ATTENTION_FLAG.KIND.eq("TAKEOVER_SUSPECTED"),
                        ATTENTION_FLAG.VALID_FROM.lt(now),
                        ATTENTION_FLAG.VALID_TO.isNull())
                .execute();
        outbox.tell(request.memberNo(), MessageKind.LOCK_CLEARED, Map.of("cleared_at", now), now);
        audit.append(AuditEntry.done(AuditAction.LOCK_CLEARED)
                .about(request.memberNo())
                .during(request.contactNo())
                .because(form.reason().name())
                .with("locks", cleared)
                .with("check_id", checkId)
                .with("cleared_by", request.maker().value())
                .with("request", request.ref()));
    }

    private static Condition openLock(MemberNo memberNo) {
        return LOGIN_LOCK
                .MEMBER_NO
                .eq(memberNo)
                .and(LOGIN_LOCK.KIND.eq("TAKEOVER"))
                .and(LOGIN_LOCK.CLEARED_AT.isNull());
    }
}
