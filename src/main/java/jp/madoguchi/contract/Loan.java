package jp.madoguchi.contract;

import java.math.BigDecimal;
import java.time.LocalDate;
import jp.madoguchi.core.Yen;
import org.jspecify.annotations.Nullable;

/**
 * Where the account of a contract stands.
 *
 * @param balance principal outstanding, to the yen
 * @param unpaidCharges interest and late charge up to {@code movedOn} that no repayment has covered
 * @param unpaidLateCharge how much of {@code unpaidCharges} is late charge; it is paid first
 * @param paidTowardDue repaid since dueCountedFrom without making up the instalment, late charge left out
 * @param apr per cent a year
 * @param movedOn the last borrowing or repayment; interest counts from the day after
 * @param dueCountedFrom the day that the next due date follows from
 * @param dueDay day of the month; 31 = month end
 * @param waived of the late charge since movedOn
 * @param endedOn when the contract ended; null while it goes on
 * @param missed the repayment that is late, as the ledger says; null when none is
 */
record Loan(
        Yen balance,
        Yen lastBorrowingBalance,
        Yen unpaidCharges,
        Yen unpaidLateCharge,
        Yen paidTowardDue,
        BigDecimal apr,
        LocalDate movedOn,
        LocalDate dueCountedFrom,
        int dueDay,
        Yen waived,
        @Nullable LocalDate endedOn,
        @Nullable Missed missed) {

    /** A due date that passed without its repayment. */
    record Missed(LocalDate dueOn, Yen amount) {}
}
