package jp.madoguchi.contract;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import jp.madoguchi.core.Yen;
import org.jspecify.annotations.Nullable;

/**
 * What if a member repaid or borrowed on a day (利息シミュレーション, DOMAIN R15): exact to the yen, by the terms of the contract's
 * own product version. It changes nothing. Until that day every instalment is taken to be paid as it falls due; a member who is
 * late, or whose contract has ended, is taken to pay nothing before it.
 */
public final class WhatIf {

    private final LocalDate today;
    private final Yen creditLimit;
    private final Loan loan;
    private final Terms terms;
    private final DueDates dueDates;
    private final Reckoning reckoning;

    WhatIf(LocalDate today, Yen creditLimit, Loan loan, Terms terms, DueDates dueDates) {
        this.today = today;
        this.creditLimit = creditLimit;
        this.loan = loan;
        this.terms = terms;
        this.dueDates = dueDates;
        this.reckoning = new Reckoning(loan, terms, dueDates);
    }

    /**
     * What a repayment does. It pays late charge, then interest, then principal.
     *
     * @param left principal and charges that remain
     * @param counts whether it makes up the instalment that is due next: with what was repaid toward it not less than the minimum,
     *     late charge left out, and not before the days from which on a repayment is for that due date; for a member who is late, not
     *     less than all that is late
     * @param interestSaved against the plan as it stood, yen; below 0 where it costs more; null while there was no plan
     * @param nextDue the due date after it; null where none is to come
     * @param nextMinimum what is due then, less what was repaid toward it; 0 where nothing is
     * @param stillLate what is missing to be in order again; 0 for a member who is in order
     * @param plan the instalments after it; null while something is late, or after the end of the contract
     */
    public record Repaid(
            LocalDate on,
            Yen amount,
            Yen lateCharge,
            Yen interest,
            Yen principal,
            Yen balance,
            Yen left,
            boolean counts,
            @Nullable Yen interestSaved,
            @Nullable LocalDate nextDue,
            Yen nextMinimum,
            Yen stillLate,
            @Nullable Plan plan) {

        /** Nothing is owed any more, not even a fraction. */
        public boolean paysOff() {
            return left.isZero();
        }
    }

    /**
     * What a borrowing does.
     *
     * @param balance right after it: from it the minimum follows
     * @param minimumBefore the minimum as it stood; 0 where nothing was owed
     * @param due the due date that comes first
     * @param interest in all, from the last movement of the account to the last instalment, yen
     * @param moreInterest of it, against the plan as it stood
     */
    public record Borrowed(
            LocalDate on,
            Yen amount,
            Yen balance,
            Yen minimumBefore,
            Yen minimum,
            LocalDate due,
            Yen interest,
            Yen moreInterest,
            Plan plan) {}

    /**
     * The account on a day, before anything moves on it.
     *
     * @param lateCharge how much of the charges is late charge
     * @param towardDue repaid toward the instalment that is due next
     * @param paidBefore charges that the instalments until then have paid
     */
    private record State(
            Yen balance, Yen lastBorrowing, Yen charges, Yen lateCharge, LocalDate due, Yen towardDue, Yen paidBefore) {

        Yen owed() {
            return balance.plus(charges);
        }
    }

    /** The day of the question; nothing is asked about earlier ones. */
    public LocalDate today() {
        return today;
    }

    /** APR of the contract, per cent a year. */
    public BigDecimal apr() {
        return loan.apr();
    }

    /** What the loan comes to today. */
    public Reckoned now() {
        return reckoning.on(today);
    }

    /** Whether instalments run on: neither late nor ended. */
    public boolean isInOrder() {
        return loan.endedOn() == null && !now().isLate();
    }

    /** The plan as it stands; none of a loan on which something is late, or that has ended. */
    public @Nullable Plan plan() {
        return isInOrder() ? asItStands() : null;
    }

    /** What ends the debt on a day, with the instalments before it paid; 0 when the plan has ended by then. */
    public Yen payoff(LocalDate on) {
        return isInOrder() ? before(on).owed() : reckoning.on(notPast(on)).payoff();
    }

    /** What the limit leaves on a day, yen; 0 for a loan that is not in order. */
    public Yen available(LocalDate on) {
        var balance = isInOrder() ? within(on).balance() : creditLimit;
        return creditLimit.compareTo(balance) > 0 ? creditLimit.minus(balance) : Yen.ZERO;
    }

    /**
     * @param amount at least 1 yen, at most {@link #payoff}
     * @param on not before today
     * @throws IllegalArgumentException for any other
     */
    public Repaid repaying(Yen amount, LocalDate on) {
        var payoff = payoff(on);
        if (amount.compareTo(Yen.ZERO) <= 0 || amount.compareTo(payoff) > 0) {
            throw new IllegalArgumentException("a repayment on " + on + " lies between 1 and " + payoff);
        }
        return isInOrder() ? inOrder(amount, on) : notInOrder(amount, on);
    }

    private Repaid inOrder(Yen amount, LocalDate on) {
        var stood = asItStands();
        var state = before(on);
        var lateCharge = smaller(amount, state.lateCharge());
        var toward = amount.minus(lateCharge);
        var interest = smaller(toward, state.charges().minus(state.lateCharge()));
        var principal = toward.minus(interest);
        var balance = state.balance().minus(principal);
        var charges = state.charges().minus(lateCharge).minus(interest);
        var minimum = terms.minimum(state.lastBorrowing());
        var isForDue = dueDates.first(on).isAfter(state.due());
        var made = state.towardDue().plus(toward);
        var counts = amount.compareTo(state.owed()) == 0 || isForDue && made.compareTo(minimum) >= 0;
        var rest = counts
                ? course(balance, state.lastBorrowing(), charges, on, dueDates.first(on), Yen.ZERO)
                : course(balance, state.lastBorrowing(), charges, on, state.due(), isForDue ? made : state.towardDue());
        var next = first(rest);
        return new Repaid(
                on,
                amount,
                lateCharge,
                interest,
                principal,
                balance,
                balance.plus(charges),
                counts,
                stood.interest()
                        .minus(state.paidBefore())
                        .minus(lateCharge)
                        .minus(interest)
                        .minus(rest.interest()),
                next == null ? null : next.on(),
                next == null ? Yen.ZERO : next.payment(),
                Yen.ZERO,
                rest);
    }

    private Repaid notInOrder(Yen amount, LocalDate on) {
        var reckoned = reckoning.on(on);
        var lateCharge = smaller(amount, reckoned.lateCharge());
        var interest = smaller(amount.minus(lateCharge), reckoned.interest());
        var principal = amount.minus(lateCharge).minus(interest);
        var balance = reckoned.balance().minus(principal);
        var left = reckoned.payoff().minus(amount);
        var missing = smaller(left, reckoned.dueNow().minus(smaller(amount, reckoned.dueNow())));
        var rest = loan.endedOn() == null && missing.isZero()
                ? course(balance, loan.lastBorrowingBalance(), left.minus(balance), on, dueDates.first(on), Yen.ZERO)
                : left.isZero() ? new Plan(List.of()) : null;
        var next = rest == null ? null : first(rest);
        return new Repaid(
                on,
                amount,
                lateCharge,
                interest,
                principal,
                balance,
                left,
                missing.isZero(),
                null,
                next == null ? null : next.on(),
                next == null ? Yen.ZERO : next.payment(),
                missing,
                rest);
    }

    /**
     * @param amount at least 1 yen, at most {@link #available}
     * @param on not before today
     * @throws IllegalArgumentException for any other, and for a loan that is not in order
     */
    public Borrowed borrowing(Yen amount, LocalDate on) {
        var available = available(on);
        if (amount.compareTo(Yen.ZERO) <= 0 || amount.compareTo(available) > 0) {
            throw new IllegalArgumentException("a borrowing on " + on + " lies between 1 and " + available);
        }
        var state = within(on);
        var balance = state.balance().plus(amount);
        // A lower minimum may be made up by what was repaid toward the one before.
        var isAnew = isInterestFree(state.balance())
                || !state.towardDue().isZero() && state.towardDue().compareTo(terms.minimum(balance)) >= 0;
        var due = isAnew ? dueDates.first(on) : state.due();
        var plan = course(balance, balance, state.charges(), on, due, isAnew ? Yen.ZERO : state.towardDue());
        return new Borrowed(
                on,
                amount,
                balance,
                state.balance().isZero() ? Yen.ZERO : terms.minimum(state.lastBorrowing()),
                terms.minimum(balance),
                due,
                plan.interest(),
                state.paidBefore().plus(plan.interest()).minus(asItStands().interest()),
                plan);
    }

    private Plan asItStands() {
        return course(
                loan.balance(),
                loan.lastBorrowingBalance(),
                loan.unpaidCharges(),
                loan.movedOn(),
                dueOrFirst(),
                loan.paidTowardDue());
    }

    private Plan course(Yen balance, Yen lastBorrowing, Yen charges, LocalDate movedOn, LocalDate due, Yen towardDue) {
        return Plan.of(
                new Plan.Start(balance, lastBorrowing, charges, loan.apr(), movedOn, due, towardDue),
                terms,
                dueDates::after,
                null,
                List.of());
    }

    private LocalDate dueOrFirst() {
        var due = now().nextDue();
        return due == null ? dueDates.first(today) : due;
    }

    /** With the instalments before a day paid: one that is due on the day itself is what is asked about. */
    private State before(LocalDate on) {
        return state(on, notPast(on).minusDays(1));
    }

    /** With the instalments up to a day paid: who borrows on a due date has paid on it. */
    private State within(LocalDate on) {
        return state(on, notPast(on));
    }

    private State state(LocalDate on, LocalDate paidUntil) {
        var balance = loan.balance();
        var charges = loan.unpaidCharges();
        var lateCharge = loan.unpaidLateCharge();
        var movedOn = loan.movedOn();
        var due = dueOrFirst();
        var towardDue = loan.paidTowardDue();
        var paid = Yen.ZERO;
        for (var instalment : asItStands().instalments()) {
            if (instalment.on().isAfter(paidUntil)) {
                break;
            }
            charges = charges.plus(accrued(balance, movedOn, instalment.on())).minus(instalment.interest());
            lateCharge = lateCharge.minus(smaller(lateCharge, instalment.interest()));
            balance = instalment.balance();
            movedOn = instalment.on();
            due = dueDates.after(movedOn);
            towardDue = Yen.ZERO;
            paid = paid.plus(instalment.interest());
        }
        return new State(
                balance,
                loan.lastBorrowingBalance(),
                charges.plus(accrued(balance, movedOn, on)),
                lateCharge,
                due,
                towardDue,
                paid);
    }

    private Yen accrued(Yen balance, LocalDate after, LocalDate until) {
        return isInterestFree(balance) ? Yen.ZERO : Interest.of(balance, loan.apr(), after, until);
    }

    private LocalDate notPast(LocalDate on) {
        if (on.isBefore(today)) {
            throw new IllegalArgumentException(on + " is past");
        }
        return on;
    }

    private boolean isInterestFree(Yen balance) {
        return balance.compareTo(terms.interestFreeBelow()) < 0;
    }

    private static Plan.@Nullable Instalment first(Plan plan) {
        return plan.instalments().isEmpty() ? null : plan.instalments().getFirst();
    }

    private static Yen smaller(Yen one, Yen other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
