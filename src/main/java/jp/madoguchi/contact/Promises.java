package jp.madoguchi.contact;

import static jp.madoguchi.db.madoguchi.Tables.DELINQUENCY;
import static jp.madoguchi.db.madoguchi.Tables.PAYMENT_PROMISE;

import java.time.Instant;
import jp.madoguchi.contact.Closing.Outcome;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.core.Yen;
import jp.madoguchi.operation.Settings;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes down what a late member promised, when the contact is closed as handed over. */
@Component
class Promises {

    private final DSLContext db;
    private final Settings settings;

    Promises(DSLContext db, Settings settings) {
        this.db = db;
        this.settings = settings;
    }

    /**
     * Nothing for every other outcome.
     *
     * @throws UnfitPromise when a hand-over has no promise or another outcome has one, when the day is past or further ahead
     *     than the settings allow (payment_promise.days), when nothing is promised, or when the member is not late
     */
    void keep(ContactNo contactNo, @Nullable MemberNo memberNo, Closing form, Instant now) {
        var promise = form.promise();
        var days = settings.number("payment_promise.days", now);
        if ((form.outcome() == Outcome.HANDED_OVER) != (promise != null)) {
            throw UnfitPromise.incomplete(days);
        }
        if (promise == null) {
            return;
        }
        var today = Tokyo.date(now);
        if (promise.on().isBefore(today)
                || promise.on().isAfter(today.plusDays(days))
                || promise.amount().compareTo(Yen.ZERO) <= 0) {
            throw UnfitPromise.incomplete(days);
        }
        if (memberNo == null
                || !db.fetchExists(DELINQUENCY, DELINQUENCY.MEMBER_NO.eq(memberNo), DELINQUENCY.SETTLED_ON.isNull())) {
            throw UnfitPromise.notLate();
        }
        db.insertInto(PAYMENT_PROMISE)
                .set(PAYMENT_PROMISE.CONTACT_NO, contactNo)
                .set(PAYMENT_PROMISE.MEMBER_NO, memberNo)
                .set(PAYMENT_PROMISE.PROMISED_ON, promise.on())
                .set(PAYMENT_PROMISE.AMOUNT, promise.amount())
                .set(PAYMENT_PROMISE.MADE_AT, now)
                .set(PAYMENT_PROMISE.STAFF_NO, CurrentStaff.get().staffNo())
                .execute();
    }
}
