package jp.madoguchi.message;

import static jp.madoguchi.db.madoguchi.Routines.messageWithheldBy;
import static jp.madoguchi.db.madoguchi.Routines.tellsOfLending;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_EMAIL;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_NAME;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_PHONE;
import static jp.madoguchi.db.madoguchi.Tables.MESSAGE_TEMPLATE;
import static jp.madoguchi.db.madoguchi.Tables.OUTBOX;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import jp.madoguchi.core.Json;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.Settings;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;

/**
 * The outbox as its senders see it. A message is held by a lease and a fence number: whoever comes back after the lease
 * ran out and another took it can write nothing any more.
 */
@Component
class Claims {

    private static final int LONGEST_DOUBLING = 30;

    private final DSLContext db;
    private final DatabaseTime time;
    private final Settings settings;

    Claims(DSLContext db, DatabaseTime time, Settings settings) {
        this.db = db;
        this.time = time;
        this.settings = settings;
    }

    private record Row(
            long id,
            UUID ref,
            MemberNo memberNo,
            String kind,
            MessageChannel channel,
            @Nullable Long emailId,
            @Nullable Long phoneId,
            String payload,
            int tries) {}

    private static final class Unsendable extends Exception {

        private final Obstacle why;

        Unsendable(Obstacle why) {
            super(why.name(), null, false, false);
            this.why = why;
        }
    }

    /**
     * Takes the message that is due longest; of one member's messages by one channel the oldest first, the next only when
     * that has ended.
     *
     * @param taken ids that this process has handed over and not marked yet; never taken again
     */
    @Transactional
    public Claim next(Collection<Long> taken) {
        var now = time.now();
        var row = due(taken, now).orElse(null);
        if (row == null) {
            return new Claim.Nothing();
        }
        var withheldBy = db.select(messageWithheldBy(val(row.memberNo().value()), val(now, SQLDataType.INSTANT)))
                .fetchSingle()
                .value1();
        if (withheldBy != null) {
            db.update(OUTBOX)
                    .set(OUTBOX.WITHHELD_AT, now)
                    .set(OUTBOX.CODE, Obstacle.valueOf(withheldBy).name())
                    .where(OUTBOX.ID.eq(row.id()))
                    .execute();
            return new Claim.Settled();
        }
        try {
            if (row.tries() >= settings.number("message.tries", now)) {
                throw new Unsendable(Obstacle.INTERRUPTED);
            }
            return hold(row, letter(row, now), now);
        } catch (Unsendable unsendable) {
            bury(OUTBOX.ID.eq(row.id()), unsendable.why, null, now);
            return new Claim.Settled();
        }
    }

    private Optional<Row> due(Collection<Long> taken, Instant now) {
        var earlier = OUTBOX.as("earlier");
        return db.select(
                        OUTBOX.ID,
                        OUTBOX.REF,
                        OUTBOX.MEMBER_NO,
                        OUTBOX.KIND,
                        OUTBOX.CHANNEL.convertFrom(MessageChannel::valueOf),
                        OUTBOX.EMAIL_ID,
                        OUTBOX.PHONE_ID,
                        OUTBOX.PAYLOAD,
                        OUTBOX.TRIES)
                .from(OUTBOX)
                .where(
                        OUTBOX.STATE.eq(inline(MessageState.DUE.name())),
                        OUTBOX.DUE_AT.le(now),
                        OUTBOX.CLAIMED_UNTIL.isNull().or(OUTBOX.CLAIMED_UNTIL.le(now)),
                        OUTBOX.ID.notIn(taken),
                        notExists(selectOne()
                                .from(earlier)
                                .where(
                                        earlier.MEMBER_NO.eq(OUTBOX.MEMBER_NO),
                                        earlier.CHANNEL.eq(OUTBOX.CHANNEL),
                                        earlier.STATE.eq(inline(MessageState.DUE.name())),
                                        earlier.ID.lt(OUTBOX.ID))))
                .orderBy(OUTBOX.DUE_AT, OUTBOX.ID)
                .limit(1)
                .forUpdate()
                .of(OUTBOX)
                .skipLocked()
                .fetchOptional(Records.mapping(Row::new));
    }

    private Claim hold(Row row, Letter letter, Instant now) {
        var lease = settings.number("message.lease_seconds", now);
        var fence = db.update(OUTBOX)
                .set(OUTBOX.FENCE, OUTBOX.FENCE.plus(1))
                .set(OUTBOX.TRIES, OUTBOX.TRIES.plus(1))
                .set(OUTBOX.CLAIMED_UNTIL, now.plusSeconds(lease))
                .where(OUTBOX.ID.eq(row.id()))
                .returningResult(OUTBOX.FENCE)
                .fetchSingle(OUTBOX.FENCE);
        return new Claim.Held(row.id(), fence, lease, letter);
    }

    private Letter letter(Row row, Instant now) throws Unsendable {
        var to = address(row).orElseThrow(() -> new Unsendable(Obstacle.NO_ADDRESS));
        var template = template(row, now).orElseThrow(() -> new Unsendable(Obstacle.NO_TEMPLATE));
        String body;
        try {
            body = template.fill(values(row));
        } catch (Template.Unfilled unfilled) {
            throw new Unsendable(Obstacle.UNFILLED);
        }
        if (row.channel() == MessageChannel.SMS && tellsOfLending(db.configuration(), body)) {
            throw new Unsendable(Obstacle.LENDING_WORD);
        }
        return new Letter(row.ref(), row.channel(), to, template.subject(), body);
    }

    private Optional<String> address(Row row) {
        if (row.channel() == MessageChannel.SMS) {
            return db.select(MEMBER_PHONE.DIGITS)
                    .from(MEMBER_PHONE)
                    .where(
                            MEMBER_PHONE.MEMBER_NO.eq(row.memberNo()),
                            MEMBER_PHONE.KIND.eq("MOBILE"),
                            row.phoneId() == null ? MEMBER_PHONE.VALID_TO.isNull() : MEMBER_PHONE.ID.eq(row.phoneId()))
                    .fetchOptional(MEMBER_PHONE.DIGITS);
        }
        return db.select(MEMBER_EMAIL.ADDRESS)
                .from(MEMBER_EMAIL)
                .where(
                        MEMBER_EMAIL.MEMBER_NO.eq(row.memberNo()),
                        row.emailId() == null ? MEMBER_EMAIL.VALID_TO.isNull() : MEMBER_EMAIL.ID.eq(row.emailId()))
                .fetchOptional(MEMBER_EMAIL.ADDRESS);
    }

    private Optional<Template> template(Row row, Instant now) {
        return db.select(MESSAGE_TEMPLATE.SUBJECT, MESSAGE_TEMPLATE.BODY)
                .from(MESSAGE_TEMPLATE)
                .where(
                        MESSAGE_TEMPLATE.KIND.eq(row.kind()),
                        MESSAGE_TEMPLATE.CHANNEL.eq(row.channel().name()),
                        MESSAGE_TEMPLATE.VALID_FROM.le(now))
                .orderBy(MESSAGE_TEMPLATE.VALID_FROM.desc())
                .limit(1)
                .fetchOptional(Records.mapping(Template::new));
    }

    private Map<String, String> values(Row row) throws Unsendable {
        var values = new HashMap<String, String>();
        payload(row).forEach((name, value) -> values.put(String.valueOf(name), String.valueOf(value)));
        db.select(concat(MEMBER_NAME.FAMILY, inline(" "), MEMBER_NAME.GIVEN))
                .from(MEMBER_NAME)
                .where(
                        MEMBER_NAME.MEMBER_NO.eq(row.memberNo()),
                        MEMBER_NAME.KIND.eq("LEGAL"),
                        MEMBER_NAME.VALID_TO.isNull())
                .fetchOptional()
                .ifPresent(name -> values.put("name", name.value1().strip()));
        return values;
    }

    /** What cannot be read must not come round for ever. */
    private static Map<?, ?> payload(Row row) throws Unsendable {
        try {
            return Optional.<Map<?, ?>>ofNullable(Json.read(row.payload(), Map.class))
                    .orElseThrow(() -> new Unsendable(Obstacle.UNFILLED));
        } catch (JacksonException unreadable) {
            throw new Unsendable(Obstacle.UNFILLED);
        }
    }

    /** @return whether the claim still held */
    @Transactional
    public boolean sent(Claim.Held held) {
        return db.update(OUTBOX)
                        .set(OUTBOX.SENT_AT, time.now())
                        .setNull(OUTBOX.CLAIMED_UNTIL)
                        .setNull(OUTBOX.CODE)
                        .setNull(OUTBOX.REPLY)
                        .where(mine(held))
                        .execute()
                == 1;
    }

    /** Another try after a pause that doubles each time; a dead letter after the last. */
    @Transactional
    public void notNow(Claim.Held held, Delivery.NotNow answer) {
        var now = time.now();
        var tries = db.select(OUTBOX.TRIES)
                .from(OUTBOX)
                .where(mine(held))
                .forUpdate()
                .fetchOptional(OUTBOX.TRIES)
                .orElse(null);
        if (tries == null) {
            return;
        }
        if (tries >= settings.number("message.tries", now)) {
            bury(mine(held), answer.why(), answer.reply(), now);
            return;
        }
        db.update(OUTBOX)
                .set(OUTBOX.DUE_AT, now.plus(pause(tries, now)))
                .setNull(OUTBOX.CLAIMED_UNTIL)
                .set(OUTBOX.CODE, answer.why().name())
                .set(OUTBOX.REPLY, answer.reply())
                .where(OUTBOX.ID.eq(held.id()))
                .execute();
    }

    private Duration pause(int tries, Instant now) {
        var doubled = Duration.ofSeconds(settings.number("message.backoff_seconds", now))
                .multipliedBy(1L << Math.min(tries - 1, LONGEST_DOUBLING));
        var longest = settings.minutes("message.backoff_max_minutes", now);
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }

    @Transactional
    public void never(Claim.Held held, Delivery.Never answer) {
        bury(mine(held), answer.why(), answer.reply(), time.now());
    }

    private void bury(Condition message, Obstacle why, @Nullable Integer reply, Instant now) {
        db.update(OUTBOX)
                .set(OUTBOX.DEAD_AT, now)
                .setNull(OUTBOX.CLAIMED_UNTIL)
                .set(OUTBOX.CODE, why.name())
                .set(OUTBOX.REPLY, reply)
                .where(message)
                .execute();
    }

    /** The message, while nobody took it over and nothing else became of it. */
    private static Condition mine(Claim.Held held) {
        return OUTBOX.ID
                .eq(held.id())
                .and(OUTBOX.FENCE.eq(held.fence()))
                .and(OUTBOX.STATE.eq(inline(MessageState.DUE.name())));
    }
}
