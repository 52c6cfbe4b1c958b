package jp.madoguchi.contract;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import jp.madoguchi.core.Yen;
import org.jspecify.annotations.Nullable;

/**
 * The whole repayment of a loan, instalment by instalment, exact to the yen: interest by days, cut once an instalment, and the
 * last instalment is what is left (DOMAIN §2). A balance below the interest-free bound costs nothing more.
 *
 * @param instalments in their order; none when nothing is owed
 */
public record Plan(List<Instalment> instalments) {

    /**
     * One repayment.
     *
     * @param interest that is paid with it, the rest is principal
     * @param balance principal that is left
     */
    public record Instalment(LocalDate on, Yen payment, Yen interest, Yen balance) {

        public Yen principal() {
            return payment.minus(interest);
        }
    }

    /** Money taken on a day; from then on the minimum follows the new balance. */
    public record Draw(LocalDate on, Yen amount) {}

    /**
     * Where it begins.
     *
     * @param balance principal on the first day
     * @param lastBorrowingBalance the balance right after the last borrowing, from which the minimum follows
     * @param charges interest and late charge that the first instalment pays before all else
     * @param apr per cent a year
     * @param on the first day; interest counts from the day after
     * @param firstDue the first due date, not before the first day
     * @param paid toward the first instalment already; the minimum asks for so much less then
     */
    public record Start(
            Yen balance,
            Yen lastBorrowingBalance,
            Yen charges,
            BigDecimal apr,
            LocalDate on,
            LocalDate firstDue,
            Yen paid) {

        /** With nothing paid toward the first instalment. */
        public Start(
                Yen balance, Yen lastBorrowingBalance, Yen charges, BigDecimal apr, LocalDate on, LocalDate firstDue) {
            this(balance, lastBorrowingBalance, charges, apr, on, firstDue, Yen.ZERO);
        }
    }

    public Plan {
        instalments = List.copyOf(instalments);
    }

    /**
     * @param nextDue the due date after a due date
     * @param repayment the same every month, where the minimum is not more; null = the minimum as it stands
     * @param draws after the first day
     * @throws RepaymentTooSmall when the repayment is below the minimum, or does not even pay the interest
     */
    public static Plan of(
            Start start, Terms terms, UnaryOperator<LocalDate> nextDue, @Nullable Yen repayment, List<Draw> draws) {
        return new Course(start, terms, repayment).run(nextDue, draws);
    }

    public int number() {
        return instalments.size();
    }

    /** Interest in all, yen. */
    public Yen interest() {
        return instalments.stream().map(Instalment::interest).reduce(Yen.ZERO, Yen::plus);
    }

    /** All repayments, yen. */
    public Yen total() {
        return instalments.stream().map(Instalment::payment).reduce(Yen.ZERO, Yen::plus);
    }

    /** Day of the last instalment; null when there is none. */
    public @Nullable LocalDate end() {
        return instalments.isEmpty() ? null : instalments.getLast().on();
    }

    /** The account as it runs. */
    private static final class Course {

        private final Terms terms;
        private final BigDecimal apr;
        private final @Nullable Yen repayment;
        private final List<Instalment> instalments = new ArrayList<>();
        private final LocalDate firstDue;
        private Yen balance;
        private Yen charges;
        private Yen minimum;
        private Yen paid;
        private LocalDate movedOn;

        Course(Start start, Terms terms, @Nullable Yen repayment) {
            this.terms = terms;
            this.apr = start.apr();
            this.repayment = repayment;
            this.firstDue = start.firstDue();
            this.balance = start.balance();
            this.charges = start.charges();
            this.minimum = terms.minimum(start.lastBorrowingBalance());
            this.paid = start.paid();
            this.movedOn = start.on();
        }

        Plan run(UnaryOperator<LocalDate> nextDue, List<Draw> draws) {
            var waiting = new ArrayList<>(draws);
            waiting.sort(Comparator.comparing(Draw::on));
            for (var due = firstDue; !isOver(waiting); due = nextDue.apply(due)) {
                while (!waiting.isEmpty() && waiting.getFirst().on().isBefore(due)) {
                    draw(waiting.removeFirst());
                }
                pay(due);
            }
            return new Plan(instalments);
        }

        private boolean isOver(List<Draw> waiting) {
            return balance.isZero() && charges.isZero() && waiting.isEmpty();
        }

        private void draw(Draw draw) {
            accrue(draw.on());
            balance = balance.plus(draw.amount());
            minimum = terms.minimum(balance);
        }

        private void pay(LocalDate due) {
            accrue(due);
            var owed = balance.plus(charges);
            if (owed.isZero()) {
                return;
            }
            var part = !paid.isZero();
            var least = minimum.minus(smaller(paid, minimum));
            paid = Yen.ZERO;
            var payment = smaller(repayment == null ? least : repayment, owed);
            if (payment.isZero()) {
                return;
            }
            // What is missing of an instalment may be less than the interest: the one after it pays the rest.
            if (payment.compareTo(smaller(least, owed)) < 0
                    || !part && payment.compareTo(owed) < 0 && payment.compareTo(charges) <= 0) {
                throw new RepaymentTooSmall(larger(least, charges.plus(new Yen(1))));
            }
            var interest = smaller(charges, payment);
            charges = charges.minus(interest);
            balance = balance.minus(payment.minus(interest));
            instalments.add(new Instalment(due, payment, interest, balance));
        }

        private void accrue(LocalDate day) {
            if (balance.compareTo(terms.interestFreeBelow()) >= 0) {
                charges = charges.plus(Interest.of(balance, apr, movedOn, day));
            }
            movedOn = day;
        }

        private static Yen smaller(Yen one, Yen other) {
            return one.compareTo(other) <= 0 ? one : other;
        }

        private static Yen larger(Yen one, Yen other) {
            return one.compareTo(other) >= 0 ? one : other;
        }
    }
}
