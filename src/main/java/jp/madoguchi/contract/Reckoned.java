package jp.madoguchi.contract;

import java.time.LocalDate;
import jp.madoguchi.core.Yen;
import org.jspecify.annotations.Nullable;

/**
 * What a loan comes to on a day.
 *
 * @param balance principal outstanding, to the yen; 1 yen blocks a cancellation
 * @param interest charged at the contract's rate up to the day, with what was left unpaid before
 * @param lateCharge charged at the late rate up to the day
 * @param payoff what ends the debt if it is paid on the day: the three together
 * @param minimum repayment each month, or less where less is owed; 0 where nothing is asked for
 * @param nextDue the due date on or after the day; null where no instalment is to come
 * @param daysLate whole days since a missed due date; 0 when none was missed
 * @param dueNow what to pay on the day to be in order: the coming instalment, or all that is late with its charge
 */
public record Reckoned(
        LocalDate day,
        Yen balance,
        Yen interest,
        Yen lateCharge,
        Yen payoff,
        Yen minimum,
        @Nullable LocalDate nextDue,
        long daysLate,
        Yen dueNow) {

    public boolean isLate() {
        return daysLate > 0;
    }

    /** Nothing at all is owed, not even a fraction that carries no interest. */
    public boolean isPaidOff() {
        return payoff.isZero();
    }
}
