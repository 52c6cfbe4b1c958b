package jp.madoguchi.contract;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import jp.madoguchi.core.Yen;
import org.jspecify.annotations.Nullable;

/**
 * What plans for one contract start from.
 *
 * @param today from which they are reckoned
 * @param creditLimit the present limit
 * @param apr the present APR, per cent a year
 * @param charges interest and late charge up to today that no repayment has covered
 * @param firstDue the due date that comes next, or would after a first borrowing today
 * @param paidTowardDue repaid toward the instalment that is due on it
 * @param dueDay day of the month; 31 = month end
 */
public record PlanGround(
        LocalDate today,
        Yen creditLimit,
        BigDecimal apr,
        Yen balance,
        Yen lastBorrowingBalance,
        Yen charges,
        LocalDate firstDue,
        Yen paidTowardDue,
        int dueDay,
        Terms terms,
        Set<LocalDate> holidays) {

    public PlanGround {
        holidays = Set.copyOf(holidays);
    }

    /**
     * The plan when money is taken today.
     *
     * @param draw 0 = none
     * @param apr per cent a year
     * @param repayment the same every month; null = the minimum
     * @throws RepaymentTooSmall when it is below the minimum
     */
    public Plan plan(Yen draw, BigDecimal apr, @Nullable Yen repayment) {
        var then = balance.plus(draw);
        return Plan.of(
                new Plan.Start(
                        then,
                        draw.isZero() ? lastBorrowingBalance : then,
                        charges,
                        apr,
                        today,
                        firstDue,
                        paidTowardDue),
                terms,
                new DueDates(dueDay, terms, holidays)::after,
                repayment,
                List.of());
    }

    /** The minimum repayment after money was taken, yen a month. */
    public Yen minimum(Yen draw) {
        return terms.minimum(draw.isZero() ? lastBorrowingBalance : balance.plus(draw));
    }

    /** The minimum repayment when a limit is drawn in full: what an offer states. */
    public Yen minimumInFull(Yen limit) {
        return terms.minimum(limit);
    }

    /** What a limit leaves to be drawn. */
    public Yen available(Yen limit) {
        return limit.compareTo(balance) > 0 ? limit.minus(balance) : Yen.ZERO;
    }
}
