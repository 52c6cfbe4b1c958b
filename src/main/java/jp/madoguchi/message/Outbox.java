package jp.madoguchi.message;

import static jp.madoguchi.db.madoguchi.Routines.messageChannel;
import static jp.madoguchi.db.madoguchi.Tables.OUTBOX;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import jp.madoguchi.core.Json;
import jp.madoguchi.core.MemberNo;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Where a use case leaves what the member is to be told, in the transaction of the change itself. */
@Component
public class Outbox {

    private final DSLContext db;

    Outbox(DSLContext db) {
        this.db = db;
    }

    /**
     * By e-mail, or by SMS to a member without one. The address is found when it is sent; a restriction is looked at then.
     *
     * @param payload what the kind needs, moments as {@link Instant}
     * @return ref of the message
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID tell(MemberNo memberNo, MessageKind kind, Map<String, ?> payload, Instant now) {
        return write(memberNo, kind, messageChannel(val(memberNo.value())), payload, now, now);
    }

    /** The same, not before a later moment: until then it can be taken back. */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID tellFrom(MemberNo memberNo, MessageKind kind, Map<String, ?> payload, Instant now, Instant dueAt) {
        return write(memberNo, kind, messageChannel(val(memberNo.value())), payload, now, dueAt);
    }

    /** Takes a message back that is not due yet. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void takeBack(UUID ref, Instant now) {
        db.update(OUTBOX)
                .set(OUTBOX.WITHHELD_AT, now)
                .set(OUTBOX.CODE, Obstacle.UNDONE.name())
                .where(OUTBOX.REF.eq(ref), OUTBOX.STATE.eq(MessageState.DUE.name()), OUTBOX.DUE_AT.gt(now))
                .execute();
    }

    /** The same as {@link #tell(MemberNo, MessageKind, Map, Instant)} by a channel that the member asked for. */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID tell(MemberNo memberNo, MessageKind kind, MessageChannel channel, Map<String, ?> payload, Instant now) {
        return write(memberNo, kind, val(channel.name()), payload, now, now);
    }

    private UUID write(
            MemberNo memberNo,
            MessageKind kind,
            Field<String> channel,
            Map<String, ?> payload,
            Instant now,
            Instant dueAt) {
        if (!payload.keySet().equals(kind.payload())) {
            throw new IllegalArgumentException(kind + " carries " + kind.payload());
        }
        var ref = UUID.randomUUID();
        db.insertInto(OUTBOX)
                .set(OUTBOX.REF, ref)
                .set(OUTBOX.MEMBER_NO, memberNo)
                .set(OUTBOX.KIND, kind.name())
                .set(OUTBOX.CHANNEL, channel)
                .set(OUTBOX.PAYLOAD, Json.write(payload))
                .set(OUTBOX.CREATED_AT, now)
                .set(OUTBOX.DUE_AT, dueAt)
                .execute();
        return ref;
    }
}
