package jp.madoguchi.contract;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import jp.madoguchi.core.Yen;

/**
 * The terms of a product version, as far as reckoning needs them (DOMAIN §2, R35).
 *
 * @param lateRate per cent a year, in place of the contract's rate from the day after a missed due date
 * @param step the minimum repayment is a whole multiple of this
 * @param interestFreeBelow a balance below this carries no interest and counts as paid off
 * @param bands of the minimum repayment, in any order
 * @param dueRules which due date comes first, in any order
 */
public record Terms(BigDecimal lateRate, Yen step, Yen interestFreeBelow, List<Band> bands, List<DueRule> dueRules) {

    /** Balances above an amount, up to the next band; their share in per cent. */
    public record Band(Yen above, BigDecimal share) {}

    /** From a day of the month on, up to the next rule: the due day so many months later; due day 31 is the month end. */
    public record DueRule(int dueDay, int fromDay, int monthsLater) {}

    private static final BigDecimal PER_CENT = BigDecimal.valueOf(100);

    public Terms {
        bands = List.copyOf(bands);
        dueRules = List.copyOf(dueRules);
    }

    /**
     * The minimum repayment (最低返済額). It stays as it is while the member only repays. One yen above the edge of a band it
     * is lower than on the edge: so are the terms.
     *
     * @param lastBorrowingBalance the balance right after the last borrowing; 0 has no minimum
     */
    public Yen minimum(Yen lastBorrowingBalance) {
        return band(lastBorrowingBalance)
                .map(band -> upToStep(
                        BigDecimal.valueOf(lastBorrowingBalance.amount()).multiply(band.share())))
                .orElse(Yen.ZERO);
    }

    /** The band that a balance right after the last borrowing falls into; empty for 0. */
    public Optional<Band> band(Yen lastBorrowingBalance) {
        return bands.stream()
                .filter(band -> lastBorrowingBalance.compareTo(band.above()) > 0)
                .max(comparing(Band::above));
    }

    /** The highest balance of a band; empty for the last one. */
    public Optional<Yen> upTo(Band band) {
        return bands.stream()
                .map(Band::above)
                .filter(above -> above.compareTo(band.above()) > 0)
                .min(naturalOrder());
    }

    private Yen upToStep(BigDecimal hundredfold) {
        var multiple = BigDecimal.valueOf(step.amount());
        return new Yen(hundredfold
                .divide(PER_CENT.multiply(multiple), 0, RoundingMode.CEILING)
                .multiply(multiple)
                .longValueExact());
    }

    /** @throws java.util.NoSuchElementException when the terms have no rule for the day */
    int monthsLater(int dueDay, int dayOfMonth) {
        return dueRules.stream()
                .filter(rule -> rule.dueDay() == dueDay && rule.fromDay() <= dayOfMonth)
                .max(comparing(DueRule::fromDay))
                .orElseThrow()
                .monthsLater();
    }
}
