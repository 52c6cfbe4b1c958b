package jp.madoguchi.retention;

import static jp.madoguchi.db.madoguchi.Routines.endRetentionHold;
import static jp.madoguchi.db.madoguchi.Routines.holdMember;
import static jp.madoguchi.db.madoguchi.Tables.RETENTION_HOLD;

import jakarta.annotation.security.RolesAllowed;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.FreeText;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.retention.HoldRefused.Why;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Holds (削除の停止): while one stands, nothing that is kept of the member is deleted, however old. */
@Service
@RolesAllowed(Permission.RETENTION_HOLD)
public class RetentionHolds {

    /** Greatest length of a reason in code points. */
    public static final int REASON_LIMIT = 200;

    private final DSLContext db;
    private final Operations operations;
    private final AuditLog audit;

    RetentionHolds(DSLContext db, Operations operations, AuditLog audit) {
        this.db = db;
        this.operations = operations;
        this.audit = audit;
    }

    /**
     * Holds what is kept of a member from now on; what is being deleted at this moment is waited for.
     *
     * @param reason in words, 200 code points at most
     * @throws HoldRefused REASON_MISSING, UNKNOWN_MEMBER, HELD_ALREADY
     */
    @Transactional
    public void set(OperationId id, MemberNo member, String reason) {
        var words = words(reason);
        operations.once(id, "retention.RetentionHolds.set", String.class, () -> {
            var answer = holdMember(
                    db.configuration(),
                    id.value(),
                    member.value(),
                    words,
                    CurrentStaff.get().staffNo().value());
            switch (answer) {
                case "HELD" -> {}
                case "HELD_ALREADY" -> throw new HoldRefused(Why.HELD_ALREADY);
                default -> throw new HoldRefused(Why.UNKNOWN_MEMBER);
            }
            audit.append(AuditEntry.done(AuditAction.RETENTION_HELD)
                    .by(id)
                    .about(member)
                    .with("hold", id.value()));
            return answer;
        });
    }

    /**
     * Ends a hold; what is due goes in the next night.
     *
     * @param reason in words, 200 code points at most
     * @throws HoldRefused REASON_MISSING, ENDED_BEFORE
     */
    @Transactional
    public void end(OperationId id, UUID hold, String reason) {
        var words = words(reason);
        operations.once(id, "retention.RetentionHolds.end", String.class, () -> {
            var answer = endRetentionHold(
                    db.configuration(),
                    hold,
                    words,
                    CurrentStaff.get().staffNo().value());
            if (!answer.equals("ENDED")) {
                throw new HoldRefused(Why.ENDED_BEFORE);
            }
            var member = db.select(RETENTION_HOLD.MEMBER_NO)
                    .from(RETENTION_HOLD)
                    .where(RETENTION_HOLD.REF.eq(hold))
                    .fetchSingle()
                    .value1();
            audit.append(AuditEntry.done(AuditAction.RETENTION_HOLD_ENDED)
                    .by(id)
                    .about(member)
                    .with("hold", hold));
            return answer;
        });
    }

    private static String words(String reason) {
        var words = FreeText.clean(reason, REASON_LIMIT);
        if (words == null) {
            throw new HoldRefused(Why.REASON_MISSING);
        }
        return words;
    }
}
