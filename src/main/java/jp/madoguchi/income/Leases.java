package jp.madoguchi.income;

import static jp.madoguchi.db.madoguchi.Tables.INCOME_CERTIFICATE;
import static jp.madoguchi.db.madoguchi.Tables.INCOME_REVIEW;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.operation.Settings;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Records;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Who has which papers: one reviewer at a time, for as long as the tab goes on asking (setting {@code income.review_seconds}). */
@Component
class Leases {

    static final Field<String> HOLDER = DSL.concat(STAFF.FAMILY, DSL.inline(" "), STAFF.GIVEN);

    private final DSLContext db;
    private final Settings settings;

    Leases(DSLContext db, Settings settings) {
        this.db = db;
        this.settings = settings;
    }

    /** That a lease holds at a moment. */
    static Condition holds(Instant now) {
        return INCOME_REVIEW.ENDED_AT.isNull().and(INCOME_REVIEW.UNTIL_AT.gt(now));
    }

    /** A lease that holds. */
    record Lease(long id, UUID sending, MemberNo memberNo, StaffNo staffNo, String name, Instant until) {
        boolean isOwn() {
            return staffNo.equals(CurrentStaff.get().staffNo());
        }
    }

    Optional<Lease> of(UUID sending, Instant now) {
        return find(INCOME_REVIEW.SENDING_REF.eq(sending), now);
    }

    /** What the person has in front; of several the latest. */
    Optional<Lease> own(Instant now) {
        return find(INCOME_REVIEW.STAFF_NO.eq(CurrentStaff.get().staffNo()), now);
    }

    /** @throws NoLongerYours when the person does not have it, or no longer */
    Lease require(UUID sending, Instant now) {
        return of(sending, now).filter(Lease::isOwn).orElseThrow(NoLongerYours::new);
    }

    private Optional<Lease> find(Condition which, Instant now) {
        return db.select(
                        INCOME_REVIEW.ID,
                        INCOME_REVIEW.SENDING_REF,
                        INCOME_REVIEW.MEMBER_NO,
                        INCOME_REVIEW.STAFF_NO,
                        HOLDER,
                        INCOME_REVIEW.UNTIL_AT)
                .from(INCOME_REVIEW)
                .join(STAFF)
                .on(STAFF.STAFF_NO.eq(INCOME_REVIEW.STAFF_NO))
                .where(which, holds(now))
                .orderBy(INCOME_REVIEW.ID.desc())
                .limit(1)
                .fetchOptional(Records.mapping(Lease::new));
    }

    /** Waits for whoever takes or decides these papers now; held to the end of the transaction. */
    void lock(UUID sending) {
        db.select(INCOME_CERTIFICATE.REF)
                .from(INCOME_CERTIFICATE)
                .where(INCOME_CERTIFICATE.SENDING_REF.eq(sending))
                .orderBy(INCOME_CERTIFICATE.REF)
                .forUpdate()
                .fetch();
    }

    /** @return false when somebody else was quicker */
    boolean open(UUID sending, MemberNo memberNo, Instant now) {
        db.update(INCOME_REVIEW)
                .set(INCOME_REVIEW.ENDED_AT, now)
                .set(INCOME_REVIEW.END_REASON, "EXPIRED")
                .where(
                        INCOME_REVIEW.SENDING_REF.eq(sending),
                        INCOME_REVIEW.ENDED_AT.isNull(),
                        INCOME_REVIEW.UNTIL_AT.le(now))
                .execute();
        return db.insertInto(INCOME_REVIEW)
                        .set(INCOME_REVIEW.SENDING_REF, sending)
                        .set(INCOME_REVIEW.MEMBER_NO, memberNo)
                        .set(INCOME_REVIEW.STAFF_NO, CurrentStaff.get().staffNo())
                        .set(INCOME_REVIEW.TAKEN_AT, now)
                        .set(INCOME_REVIEW.UNTIL_AT, until(now))
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    /** @return until when it holds; empty when it is lost */
    Optional<Instant> renew(UUID sending, Instant now) {
        return db.update(INCOME_REVIEW)
                .set(INCOME_REVIEW.UNTIL_AT, DSL.greatest(INCOME_REVIEW.UNTIL_AT, DSL.val(until(now))))
                .where(
                        INCOME_REVIEW.SENDING_REF.eq(sending),
                        INCOME_REVIEW.STAFF_NO.eq(CurrentStaff.get().staffNo()),
                        holds(now))
                .returningResult(INCOME_REVIEW.UNTIL_AT)
                .fetchOptional(INCOME_REVIEW.UNTIL_AT);
    }

    private Instant until(Instant now) {
        return now.plusSeconds(settings.number("income.review_seconds", now));
    }
}
