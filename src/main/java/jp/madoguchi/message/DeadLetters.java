package jp.madoguchi.message;

import static jp.madoguchi.db.madoguchi.Tables.OUTBOX;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;

import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.Operations;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Records;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The outbox for administrators: how many wait, and what was given up, by id alone (DOMAIN R31c: dead letters, ids only). */
@Service
@RolesAllowed(Permission.STAFF_ADMIN)
public class DeadLetters {

    /** Rows of the list; what is older appears as newer ones are sent again. */
    public static final int SHOWN = 50;

    private static final Duration DAY = Duration.ofDays(1);

    private final DSLContext db;
    private final DatabaseTime time;
    private final Operations operations;
    private final AuditLog audit;

    DeadLetters(DSLContext db, DatabaseTime time, Operations operations, AuditLog audit) {
        this.db = db;
        this.time = time;
        this.operations = operations;
        this.audit = audit;
    }

    private record Retried(UUID ref) {}

    @Transactional(readOnly = true)
    public OutboxCounts counts() {
        return db.select(
                        count(is(MessageState.DUE)),
                        field(select(min(OUTBOX.DUE_AT)).from(OUTBOX).where(is(MessageState.DUE))),
                        count(OUTBOX.SENT_AT.gt(time.now().minus(DAY))),
                        count(OUTBOX.WITHHELD_AT.isNotNull()),
                        count(OUTBOX.DEAD_AT.isNotNull()))
                .fetchSingle(Records.mapping(OutboxCounts::new));
    }

    /** The latest first, {@value #SHOWN} at most. */
    @Transactional(readOnly = true)
    public List<DeadLetter> latest() {
        return db.select(
                        OUTBOX.REF,
                        OUTBOX.KIND.convertFrom(MessageKind::valueOf),
                        OUTBOX.CHANNEL.convertFrom(MessageChannel::valueOf),
                        OUTBOX.TRIES,
                        OUTBOX.CODE,
                        OUTBOX.REPLY,
                        OUTBOX.DEAD_AT)
                .from(OUTBOX)
                .where(OUTBOX.DEAD_AT.isNotNull())
                .orderBy(OUTBOX.DEAD_AT.desc(), OUTBOX.ID.desc())
                .limit(SHOWN)
                .fetch(Records.mapping(DeadLetter::new));
    }

    /**
     * Has a dead letter sent again, with all its tries, to the address in force then.
     *
     * @throws NoDeadLetter when it is none, or none any more
     */
    @Transactional
    public void retry(OperationId id, UUID ref) {
        operations.once(id, "message.DeadLetters.retry", Retried.class, () -> {
            var member = db.update(OUTBOX)
                    .setNull(OUTBOX.DEAD_AT)
                    .setNull(OUTBOX.CODE)
                    .setNull(OUTBOX.REPLY)
                    .set(OUTBOX.TRIES, 0)
                    .set(OUTBOX.DUE_AT, time.now())
                    .where(OUTBOX.REF.eq(ref), is(MessageState.DEAD))
                    .returningResult(OUTBOX.MEMBER_NO)
                    .fetchOptional(OUTBOX.MEMBER_NO)
                    .orElseThrow(NoDeadLetter::new);
            audit.append(AuditEntry.done(AuditAction.MESSAGE_RETRIED)
                    .about(member)
                    .by(id)
                    .with("message", ref));
            return new Retried(ref);
        });
    }

    private static Field<Integer> count(Condition condition) {
        return field(selectCount().from(OUTBOX).where(condition));
    }

    private static Condition is(MessageState state) {
        return OUTBOX.STATE.eq(inline(state.name()));
    }
}
