package jp.madoguchi.contract;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import jp.madoguchi.core.Yen;

/** Reckons one loan for any day, exactly: whole yen, divided last, cut once (DOMAIN §2). */
record Reckoning(Loan loan, Terms terms, DueDates dueDates) {

    Reckoned on(LocalDate day) {
        return new Reckoned(
                day,
                loan.balance(),
                interest(day),
                lateCharge(day),
                payoff(day),
                minimum(day),
                hasInstalments() ? nextDue(day) : null,
                daysLate(day),
                dueNow(day));
    }

    /** Up to the due date at most: from the day after it the late charge takes its place. */
    private Yen interest(LocalDate day) {
        var unpaid = loan.unpaidCharges().minus(loan.unpaidLateCharge());
        return isInterestFree()
                ? unpaid
                : unpaid.plus(Interest.of(loan.balance(), loan.apr(), loan.movedOn(), earlier(day, lateAfter())));
    }

    private Yen lateCharge(LocalDate day) {
        return loan.unpaidLateCharge().plus(freshLateCharge(day));
    }

    private Yen freshLateCharge(LocalDate day) {
        if (isInterestFree()) {
            return Yen.ZERO;
        }
        var charge = Interest.of(loan.balance(), terms.lateRate(), lateAfter(), day);
        return charge.minus(smaller(loan.waived(), charge));
    }

    private Yen payoff(LocalDate day) {
        return loan.balance().plus(interest(day)).plus(lateCharge(day));
    }

    private Yen minimum(LocalDate day) {
        return hasInstalments() ? smaller(terms.minimum(loan.lastBorrowingBalance()), payoff(day)) : Yen.ZERO;
    }

    private LocalDate nextDue(LocalDate day) {
        return day.isAfter(dueOn()) ? dueDates.after(day.minusDays(1)) : dueOn();
    }

    private long daysLate(LocalDate day) {
        return isInterestFree() ? 0 : Math.max(0, ChronoUnit.DAYS.between(dueOn(), day));
    }

    private Yen dueNow(LocalDate day) {
        if (loan.endedOn() != null) {
            return payoff(day);
        }
        if (daysLate(day) > 0) {
            return smaller(late(day), payoff(day));
        }
        var minimum = minimum(day);
        return minimum.minus(smaller(loan.paidTowardDue(), minimum));
    }

    /** The instalment that was missed, those that fell due since, less what was repaid of them, and the charge for all of it. */
    private Yen late(LocalDate day) {
        var missed = loan.missed();
        var minimum = terms.minimum(loan.lastBorrowingBalance());
        var amount = missed == null ? minimum : missed.amount();
        for (var due = dueDates.after(dueOn()); !due.isAfter(day); due = dueDates.after(due)) {
            amount = amount.plus(minimum);
        }
        return amount.minus(smaller(loan.paidTowardDue(), amount)).plus(lateCharge(day));
    }

    /** The due date that was missed, else the one to come; of a contract that ended, its end. */
    private LocalDate dueOn() {
        var missed = loan.missed();
        if (missed != null) {
            return missed.dueOn();
        }
        var endedOn = loan.endedOn();
        return endedOn == null ? dueDates.first(loan.dueCountedFrom()) : endedOn;
    }

    /** Late charge counts from the day after the due date, or after a repayment made since. */
    private LocalDate lateAfter() {
        return loan.movedOn().isAfter(dueOn()) ? loan.movedOn() : dueOn();
    }

    private boolean isInterestFree() {
        return loan.balance().compareTo(terms.interestFreeBelow()) < 0;
    }

    private boolean hasInstalments() {
        return loan.endedOn() == null && !isInterestFree();
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private static Yen smaller(Yen one, Yen other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
