package jp.madoguchi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import jp.madoguchi.contract.Terms.Band;
import jp.madoguchi.contract.Terms.DueRule;
import jp.madoguchi.core.Yen;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every figure of DOMAIN §2. */
class ReckoningTest {

    private static final BigDecimal APR = new BigDecimal("17.8");

    static final Terms TERMS = new Terms(
            new BigDecimal("20.0"),
            new Yen(1000),
            new Yen(1000),
            List.of(band(0, "3.61"), band(300_000, "2.53"), band(1_000_000, "1.99")),
            List.of(
                    new DueRule(5, 1, 1),
                    new DueRule(5, 20, 2),
                    new DueRule(15, 1, 1),
                    new DueRule(25, 1, 0),
                    new DueRule(25, 10, 1),
                    new DueRule(31, 1, 0),
                    new DueRule(31, 15, 1)));

    private static final Set<LocalDate> HOLIDAYS =
            Set.of(LocalDate.of(2026, 5, 4), LocalDate.of(2026, 5, 5), LocalDate.of(2026, 5, 6));

    private static Band band(long above, String share) {
        return new Band(new Yen(above), new BigDecimal(share));
    }

    // Minimum repayment ------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "10000, 1000",
        "27700, 1000",
        "27701, 2000",
        "100000, 4000",
        "200000, 8000",
        "300000, 11000",
        "300001, 8000",
        "310000, 8000",
        "500000, 13000",
        "1000000, 26000",
        "1000001, 20000",
        "5000000, 100000"
    })
    void the_minimum_follows_the_balance_after_the_last_borrowing(long balance, long minimum) {
        assertThat(TERMS.minimum(new Yen(balance))).isEqualTo(new Yen(minimum));
    }

    /** Borrowed 500,000, repaid to 290,000: still 13,000. Borrowed 10,000 more: 11,000. */
    @Test
    void the_minimum_stays_while_the_member_only_repays() {
        var repaid = loan(290_000, 500_000, "2026-06-05", null);
        var borrowed = loan(300_000, 300_000, "2026-06-05", null);

        assertThat(on(repaid, "2026-06-20").minimum()).isEqualTo(new Yen(13_000));
        assertThat(on(borrowed, "2026-06-20").minimum()).isEqualTo(new Yen(11_000));
    }

    @Test
    void the_last_instalment_is_what_is_left_with_its_interest() {
        var last = loan(3_000, 300_000, "2026-06-05", null);

        // 3,000 × 17.8% ÷ 365 × 30 = 43.89
        assertThat(on(last, "2026-07-05").minimum()).isEqualTo(new Yen(3_043));
        assertThat(on(last, "2026-07-05").dueNow()).isEqualTo(new Yen(3_043));
    }

    // Interest and late charge ---------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "100000, 17.8, 2026-01-31, 2026-03-02, 1463", // 30 days, 1,463.01
        "300000, 17.8, 2026-01-01, 2026-02-01, 4535", // 31 days, 4,535.34
        "35000,  20,   2025-12-31, 2026-12-31, 7000", // a whole year; floored doubles give 6,999
        "200000, 20,   2026-07-06, 2026-07-16, 1095", // 10 days late, 1,095.89
        "100000, 17.8, 2028-02-01, 2028-03-02, 1459", // 30 days of a leap year, 1,459.01
        "100000, 17.8, 2027-12-16, 2028-01-15, 1461", // 15 days of each, 731.50 + 729.50
        "999999, 18,   2026-05-01, 2026-05-01, 0",
        "999999, 18,   2026-05-01, 2026-04-01, 0"
    })
    void interest_counts_the_days_after_the_last_movement(
            long principal, BigDecimal rate, LocalDate after, LocalDate until, long interest) {
        assertThat(Interest.of(new Yen(principal), rate, after, until)).isEqualTo(new Yen(interest));
    }

    /** 100,000 at 17.8%, due on the 5th from 2026-01-05: 32 instalments, 125,802 in all. */
    @Test
    void a_whole_plan() {
        var balance = 100_000L;
        var paid = 0L;
        var instalments = 0;
        var minimum = TERMS.minimum(new Yen(balance)).amount();
        for (var day = LocalDate.of(2026, 1, 5); balance > 0; day = day.plusMonths(1)) {
            var interest =
                    Interest.of(new Yen(balance), APR, day, day.plusMonths(1)).amount();
            var instalment = Math.min(minimum, balance + interest);
            balance -= instalment - interest;
            paid += instalment;
            instalments++;
        }
        assertThat(instalments).isEqualTo(32);
        assertThat(paid).isEqualTo(125_802);
    }

    @Test
    void until_the_due_date_interest_after_it_the_late_charge() {
        // Repaid on 5 June, due on Monday 6 July: 31 days of interest, then 10 days at the late rate.
        var late = loan(200_000, 200_000, "2026-06-05", new Loan.Missed(day("2026-07-06"), new Yen(8_000)));

        var reckoned = on(late, "2026-07-16");

        assertThat(reckoned.daysLate()).isEqualTo(10);
        assertThat(reckoned.interest()).isEqualTo(new Yen(3_023)); // 3,023.56
        assertThat(reckoned.lateCharge()).isEqualTo(new Yen(1_095));
        assertThat(reckoned.payoff()).isEqualTo(new Yen(204_118));
        assertThat(reckoned.dueNow()).isEqualTo(new Yen(9_095));
        assertThat(reckoned.nextDue()).isEqualTo(day("2026-08-05"));
    }

    @Test
    void on_the_due_date_itself_nothing_is_late() {
        var reckoned = on(loan(200_000, 200_000, "2026-06-05", null), "2026-07-06");

        assertThat(reckoned.isLate()).isFalse();
        assertThat(reckoned.lateCharge()).isEqualTo(Yen.ZERO);
        assertThat(reckoned.nextDue()).isEqualTo(day("2026-07-06"));
        assertThat(on(loan(200_000, 200_000, "2026-06-05", null), "2026-07-07").daysLate())
                .isEqualTo(1);
    }

    @Test
    void who_is_late_for_months_owes_each_instalment_since() {
        var late = loan(200_000, 200_000, "2026-06-05", new Loan.Missed(day("2026-07-06"), new Yen(8_000)));

        // 5 August and 7 September (the 5th is a Saturday) fell due since.
        var reckoned = on(late, "2026-09-07");

        assertThat(reckoned.daysLate()).isEqualTo(63);
        assertThat(reckoned.dueNow()).isEqualTo(new Yen(24_000 + 6_904)); // 63 days: 6,904.10
    }

    @Test
    void a_repayment_after_the_due_date_ends_the_days_before_it() {
        var late = new Loan(
                new Yen(200_000),
                new Yen(200_000),
                new Yen(500),
                Yen.ZERO,
                Yen.ZERO,
                APR,
                day("2026-07-10"),
                day("2026-06-05"),
                5,
                Yen.ZERO,
                null,
                new Loan.Missed(day("2026-07-06"), new Yen(4_000)));

        var reckoned = on(late, "2026-07-20");

        assertThat(reckoned.interest()).isEqualTo(new Yen(500));
        assertThat(reckoned.lateCharge()).isEqualTo(new Yen(1_095));
        assertThat(reckoned.payoff()).isEqualTo(new Yen(201_595));
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, false", "999, false"})
    void under_1000_yen_nothing_accrues_but_a_yen_is_a_yen(long balance, boolean paidOff) {
        var reckoned = on(loan(balance, 300_000, "2025-01-05", null), "2026-07-20");

        assertThat(reckoned.payoff()).isEqualTo(new Yen(balance));
        assertThat(reckoned.isPaidOff()).isEqualTo(paidOff);
        assertThat(reckoned.isLate()).isFalse();
        assertThat(reckoned.nextDue()).isNull();
        assertThat(reckoned.dueNow()).isEqualTo(Yen.ZERO);
    }

    @Test
    void at_1000_yen_interest_accrues() {
        assertThat(on(loan(1_000, 300_000, "2026-06-05", null), "2026-07-05").interest())
                .isEqualTo(new Yen(14)); // 14.63
    }

    @Test
    void a_contract_that_ended_is_due_as_a_whole() {
        var ended = new Loan(
                new Yen(200_000),
                new Yen(200_000),
                Yen.ZERO,
                Yen.ZERO,
                Yen.ZERO,
                APR,
                day("2026-06-05"),
                day("2026-06-05"),
                5,
                Yen.ZERO,
                day("2026-07-06"),
                null);

        var reckoned = on(ended, "2026-07-16");

        assertThat(reckoned.nextDue()).isNull();
        assertThat(reckoned.dueNow()).isEqualTo(new Yen(204_118)).isEqualTo(reckoned.payoff());
    }

    // Due dates
    // --------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "5,  2026-10-01, 2026-11-05",
        "5,  2026-10-19, 2026-11-05",
        "5,  2026-10-20, 2026-12-07", // 5 December is a Saturday
        "5,  2026-10-31, 2026-12-07",
        "15, 2026-09-01, 2026-10-15",
        "15, 2026-09-30, 2026-10-15",
        "25, 2026-09-09, 2026-09-25",
        "25, 2026-09-10, 2026-10-26", // 25 October is a Sunday
        "31, 2026-09-14, 2026-09-30",
        "31, 2026-09-15, 2026-11-02", // 31 October is a Saturday
        "31, 2026-02-01, 2026-03-02", // 28 February is a Saturday
        "31, 2026-12-01, 2027-01-04", // the turn of the year
        "5,  2026-04-01, 2026-05-07" // 4 to 6 May are holidays
    })
    void the_first_due_date_follows_from_the_day(int dueDay, LocalDate borrowed, LocalDate due) {
        assertThat(new DueDates(dueDay, TERMS, HOLIDAYS).first(borrowed)).isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({
        "5,  2026-11-04, 2026-11-05",
        "5,  2026-11-05, 2026-12-07",
        "5,  2026-12-06, 2026-12-07",
        "5,  2026-12-07, 2027-01-05",
        "31, 2027-01-03, 2027-01-04",
        "31, 2027-01-04, 2027-02-01"
    })
    void the_next_due_date_lies_after_the_day(int dueDay, LocalDate day, LocalDate due) {
        assertThat(new DueDates(dueDay, TERMS, HOLIDAYS).after(day)).isEqualTo(due);
    }

    // -------------------------------------------------------------------------------------------------------------------

    private static Loan loan(long balance, long lastBorrowing, String movedOn, Loan.@Nullable Missed missed) {
        return new Loan(
                new Yen(balance),
                new Yen(lastBorrowing),
                Yen.ZERO,
                Yen.ZERO,
                Yen.ZERO,
                APR,
                day(movedOn),
                day(movedOn),
                5,
                Yen.ZERO,
                null,
                missed);
    }

    private static Reckoned on(Loan loan, String day) {
        return new Reckoning(loan, TERMS, new DueDates(loan.dueDay(), TERMS, HOLIDAYS)).on(day(day));
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }
}
