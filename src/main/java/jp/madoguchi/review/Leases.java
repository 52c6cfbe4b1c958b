package jp.madoguchi.review;

import static jp.madoguchi.db.madoguchi.Tables.REVIEW_LEASE;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.FreeText;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.operation.Settings;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Records;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;

/**
 * Who has which item of a desk in front: one reviewer at a time, for as long as the tab goes on asking (setting
 * {@code income.review_seconds}). Whoever takes or decides an item locks its rows first.
 */
@Component
public class Leases {

    /** Name of the holder; join STAFF. */
    public static final Field<String> HOLDER = DSL.concat(STAFF.FAMILY, DSL.inline(" "), STAFF.GIVEN);

    /** Greatest length in code points of the reason of a take-over. */
    public static final int NOTE_LIMIT = 200;

    private static final Duration TOLD_FOR = Duration.ofDays(1);

    private final DSLContext db;
    private final Settings settings;

    Leases(DSLContext db, Settings settings) {
        this.db = db;
        this.settings = settings;
    }

    /** What is worked off: income papers (an item is a sending), requests for a higher limit, periodic reviews. */
    public enum Desk {
        INCOME,
        LIMIT,
        PERIODIC
    }

    /** That a lease holds at a moment. */
    public static Condition holds(Instant now) {
        return holds(DSL.val(now, SQLDataType.INSTANT));
    }

    static Condition holds(Field<Instant> now) {
        return REVIEW_LEASE.ENDED_AT.isNull().and(REVIEW_LEASE.UNTIL_AT.gt(now));
    }

    /** A lease that holds. */
    public record Lease(long id, UUID item, MemberNo memberNo, StaffNo staffNo, String name, Instant until) {
        public boolean isOwn() {
            return staffNo.equals(CurrentStaff.get().staffNo());
        }
    }

    public Optional<Lease> of(UUID item, Instant now) {
        return find(REVIEW_LEASE.ITEM_REF.eq(item), now);
    }

    /** What the person has in front at a desk; of several the latest. */
    public Optional<Lease> own(Desk desk, Instant now) {
        return find(
                REVIEW_LEASE
                        .DESK
                        .eq(desk.name())
                        .and(REVIEW_LEASE.STAFF_NO.eq(CurrentStaff.get().staffNo())),
                now);
    }

    /** @throws NoLongerYours when the person does not have it, or no longer */
    public Lease require(UUID item, Instant now) {
        return of(item, now).filter(Lease::isOwn).orElseThrow(NoLongerYours::new);
    }

    private Optional<Lease> find(Condition which, Instant now) {
        return db.select(
                        REVIEW_LEASE.ID,
                        REVIEW_LEASE.ITEM_REF,
                        REVIEW_LEASE.MEMBER_NO,
                        REVIEW_LEASE.STAFF_NO,
                        HOLDER,
                        REVIEW_LEASE.UNTIL_AT)
                .from(REVIEW_LEASE)
                .join(STAFF)
                .on(STAFF.STAFF_NO.eq(REVIEW_LEASE.STAFF_NO))
                .where(which, holds(now))
                .orderBy(REVIEW_LEASE.ID.desc())
                .limit(1)
                .fetchOptional(Records.mapping(Lease::new));
    }

    /** @return false when somebody else was quicker */
    public boolean open(Desk desk, UUID item, MemberNo memberNo, Instant now) {
        db.update(REVIEW_LEASE)
                .set(REVIEW_LEASE.ENDED_AT, now)
                .set(REVIEW_LEASE.END_REASON, "EXPIRED")
                .where(REVIEW_LEASE.ITEM_REF.eq(item), REVIEW_LEASE.ENDED_AT.isNull(), REVIEW_LEASE.UNTIL_AT.le(now))
                .execute();
        return db.insertInto(REVIEW_LEASE)
                        .set(REVIEW_LEASE.DESK, desk.name())
                        .set(REVIEW_LEASE.ITEM_REF, item)
                        .set(REVIEW_LEASE.MEMBER_NO, memberNo)
                        .set(REVIEW_LEASE.STAFF_NO, CurrentStaff.get().staffNo())
                        .set(REVIEW_LEASE.TAKEN_AT, now)
                        .set(REVIEW_LEASE.UNTIL_AT, until(now))
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    /**
     * Takes an item that is free, or goes on with one's own.
     *
     * @return whether it was taken now
     * @throws HeldByAnother with who has it
     */
    public boolean take(Desk desk, UUID item, MemberNo memberNo, Instant now) {
        var holder = of(item, now).orElse(null);
        if (holder == null) {
            return open(desk, item, memberNo, now);
        }
        if (!holder.isOwn()) {
            throw new HeldByAnother(holder.name());
        }
        return false;
    }

    /**
     * Takes what somebody else has; they read the reason on their screen.
     *
     * @param reason as {@link #reason} gives it
     * @return whom it was taken from; empty when nobody else had it
     */
    public Optional<Lease> takeOver(Desk desk, UUID item, MemberNo memberNo, String reason, Instant now) {
        var former = of(item, now).filter(lease -> !lease.isOwn());
        former.ifPresent(lease -> db.update(REVIEW_LEASE)
                .set(REVIEW_LEASE.ENDED_AT, now)
                .set(REVIEW_LEASE.END_REASON, "TAKEN_OVER")
                .set(REVIEW_LEASE.TAKEN_OVER_BY, CurrentStaff.get().staffNo())
                .set(REVIEW_LEASE.TAKE_OVER_NOTE, reason)
                .where(REVIEW_LEASE.ID.eq(lease.id()))
                .execute());
        open(desk, item, memberNo, now);
        return former;
    }

    /** @throws NoReasonGiven without one */
    public static String reason(String note) {
        var reason = FreeText.clean(note, NOTE_LIMIT);
        if (reason == null) {
            throw new NoReasonGiven();
        }
        return reason;
    }

    /** @return until when it holds; empty when it is lost */
    public Optional<Instant> renew(UUID item, Instant now) {
        return db.update(REVIEW_LEASE)
                .set(REVIEW_LEASE.UNTIL_AT, DSL.greatest(REVIEW_LEASE.UNTIL_AT, DSL.val(until(now))))
                .where(
                        REVIEW_LEASE.ITEM_REF.eq(item),
                        REVIEW_LEASE.STAFF_NO.eq(CurrentStaff.get().staffNo()),
                        holds(now))
                .returningResult(REVIEW_LEASE.UNTIL_AT)
                .fetchOptional(REVIEW_LEASE.UNTIL_AT);
    }

    /** Gives one's own item back. */
    public void release(UUID item, Instant now) {
        db.update(REVIEW_LEASE)
                .set(REVIEW_LEASE.ENDED_AT, now)
                .set(REVIEW_LEASE.END_REASON, "RELEASED")
                .where(
                        REVIEW_LEASE.ITEM_REF.eq(item),
                        REVIEW_LEASE.STAFF_NO.eq(CurrentStaff.get().staffNo()),
                        REVIEW_LEASE.ENDED_AT.isNull())
                .execute();
    }

    /**
     * An item that was taken over from the person.
     *
     * @param by name of who has taken it
     */
    public record TakenOver(UUID item, Instant at, String by, String note) {}

    /** What was taken over from the person at a desk within a day, latest first. */
    public List<TakenOver> takenFromMe(Desk desk, Instant now) {
        return db.select(REVIEW_LEASE.ITEM_REF, REVIEW_LEASE.ENDED_AT, HOLDER, REVIEW_LEASE.TAKE_OVER_NOTE)
                .from(REVIEW_LEASE)
                .join(STAFF)
                .on(STAFF.STAFF_NO.eq(REVIEW_LEASE.TAKEN_OVER_BY))
                .where(
                        REVIEW_LEASE.DESK.eq(desk.name()),
                        REVIEW_LEASE.STAFF_NO.eq(CurrentStaff.get().staffNo()),
                        REVIEW_LEASE.TAKEN_OVER_BY.isNotNull(),
                        REVIEW_LEASE.ENDED_AT.gt(now.minus(TOLD_FOR)))
                .orderBy(REVIEW_LEASE.ENDED_AT.desc())
                .fetch(Records.mapping(TakenOver::new));
    }

    private Instant until(Instant now) {
        return now.plusSeconds(settings.number("income.review_seconds", now));
    }
}
