package jp.madoguchi.contract;

import static jp.madoguchi.contract.ReckoningTest.TERMS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import jp.madoguchi.core.Yen;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {

    private static final BigDecimal APR = new BigDecimal("17.8");
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 5);

    /** DOMAIN §2: due on every 5th, whatever day of the week it is. */
    @Test
    void a_hundred_thousand_is_repaid_in_32_instalments() {
        var plan = plan(100_000, "17.8", null);

        assertThat(plan.number()).isEqualTo(32);
        assertThat(plan.total()).isEqualTo(new Yen(125_802));
        assertThat(plan.interest()).isEqualTo(new Yen(25_802));
        assertThat(plan.end()).isEqualTo(LocalDate.of(2028, 9, 5));
        // 100,000 × 17.8 % ÷ 365 × 31 = 1,511.78
        assertThat(plan.instalments().getFirst())
                .isEqualTo(
                        new Plan.Instalment(LocalDate.of(2026, 2, 5), new Yen(4_000), new Yen(1_511), new Yen(97_511)));
        // 1,776 × 17.8 % ÷ 366 × 31 = 26.77, in a leap year
        assertThat(plan.instalments().getLast())
                .isEqualTo(new Plan.Instalment(LocalDate.of(2028, 9, 5), new Yen(1_802), new Yen(26), Yen.ZERO));
    }

    /** The 5th of April and July 2026 are Sundays, the 5th of September is a Saturday: interest runs on to the next business day. */
    @Test
    void on_real_days_it_costs_a_little_more() {
        var plan = Plan.of(
                start(100_000, "17.8"),
                TERMS,
                new DueDates(
                                5,
                                TERMS,
                                Set.of(LocalDate.of(2026, 5, 4), LocalDate.of(2026, 5, 5), LocalDate.of(2026, 5, 6)))
                        ::after,
                null,
                List.of());

        assertThat(plan.instalments().subList(0, 4))
                .extracting(Plan.Instalment::on)
                .containsExactly(
                        LocalDate.of(2026, 2, 5),
                        LocalDate.of(2026, 3, 5),
                        LocalDate.of(2026, 4, 6),
                        LocalDate.of(2026, 5, 7));
        assertThat(plan.number()).isEqualTo(32);
        assertThat(plan.total().amount()).isBetween(125_803L, 125_900L);
    }

    /** From an independent reckoning in fractions: instalments and yen in all. */
    @ParameterizedTest
    @CsvSource({
        "27700, 17.8, 0, 36, 35880",
        "27701, 17.8, 0, 16, 31219",
        "300000, 17.8, 0, 36, 387113",
        "300001, 17.8, 0, 56, 441165",
        "500000, 17.8, 0, 58, 745742",
        "500000, 17.8, 20000, 32, 629102",
        "750000, 17.8, 0, 60, 1135823",
        "999999, 17.8, 0, 58, 1491520",
        "1000000, 15, 0, 53, 1371159",
        "1000001, 15, 0, 79, 1578252",
        "5000000, 4.5, 0, 56, 5546873",
        "5000000, 15, 0, 79, 7891558",
        "100000, 17.8, 100000, 2, 101531",
        "100000, 17.8, 102000, 1, 101511",
        "10000, 18, 0, 11, 10892"
    })
    void whole_plans(long balance, String apr, long repayment, int number, long total) {
        var plan = plan(balance, apr, repayment == 0 ? null : new Yen(repayment));

        assertThat(plan.number()).isEqualTo(number);
        assertThat(plan.total()).isEqualTo(new Yen(total));
    }

    @Test
    void what_is_repaid_is_what_was_lent_and_the_interest() {
        for (var balance : List.of(1L, 999L, 1_000L, 27_701L, 300_000L, 300_001L, 1_000_000L, 5_000_000L)) {
            var plan = plan(balance, "15", null);

            assertThat(plan.instalments().stream()
                            .map(Plan.Instalment::principal)
                            .reduce(Yen.ZERO, Yen::plus))
                    .isEqualTo(new Yen(balance));
            assertThat(plan.instalments().getLast().balance()).isEqualTo(Yen.ZERO);
        }
    }

    @Test
    void nothing_owed_is_no_plan() {
        assertThat(plan(0, "17.8", null).instalments()).isEmpty();
        assertThat(plan(0, "17.8", null).end()).isNull();
    }

    @Test
    void below_a_thousand_yen_there_is_no_interest() {
        assertThat(plan(999, "17.8", null).total()).isEqualTo(new Yen(999));
        // 1,000 × 17.8 % ÷ 365 × 31 = 15.11
        assertThat(plan(1_000, "17.8", null).total()).isEqualTo(new Yen(1_015));
    }

    @Test
    void charges_so_far_are_paid_first() {
        var start = new Plan.Start(
                new Yen(100_000), new Yen(100_000), new Yen(900), APR, FIRST_DAY, FIRST_DAY.plusMonths(1));
        var plan = Plan.of(start, TERMS, due -> due.plusMonths(1), null, List.of());

        assertThat(plan.instalments().getFirst().interest()).isEqualTo(new Yen(2_411));
    }

    /** 500,000 has 13,000 a month; 10,000 more while 236,639 are left makes it 9,000. */
    @Test
    void a_draw_sets_the_minimum_anew_also_downwards() {
        var plan = Plan.of(
                start(500_000, "17.8"),
                TERMS,
                due -> due.plusMonths(1),
                null,
                List.of(new Plan.Draw(LocalDate.of(2029, 1, 20), new Yen(10_000))));
        var after = plan.instalments().stream()
                .filter(instalment -> instalment.on().isAfter(LocalDate.of(2029, 1, 20)))
                .findFirst()
                .orElseThrow();

        assertThat(plan.instalments().getFirst().payment()).isEqualTo(new Yen(13_000));
        assertThat(after.principal().plus(after.balance())).isEqualTo(new Yen(246_639));
        assertThat(after.payment()).isEqualTo(new Yen(9_000));
    }

    @Test
    void a_repayment_below_the_minimum_is_refused_with_the_least_that_is_possible() {
        var refused = catchThrowableOfType(RepaymentTooSmall.class, () -> plan(100_000, "17.8", new Yen(3_999)));

        assertThat(refused.least()).isEqualTo(new Yen(4_000));
        assertThat(plan(100_000, "17.8", new Yen(4_000)).number()).isEqualTo(32);
    }

    @Test
    void terms_whose_minimum_would_never_end_a_loan_are_refused() {
        var never = new Terms(
                TERMS.lateRate(),
                new Yen(1),
                Yen.ZERO,
                List.of(new Terms.Band(Yen.ZERO, new BigDecimal("1"))),
                TERMS.dueRules());

        assertThat(catchThrowableOfType(
                        RepaymentTooSmall.class,
                        () -> Plan.of(start(100_000, "18"), never, due -> due.plusMonths(1), null, List.of())))
                .isNotNull();
    }

    private static Plan plan(long balance, String apr, @Nullable Yen repayment) {
        return Plan.of(start(balance, apr), TERMS, due -> due.plusMonths(1), repayment, List.of());
    }

    private static Plan.Start start(long balance, String apr) {
        return new Plan.Start(
                new Yen(balance), new Yen(balance), Yen.ZERO, new BigDecimal(apr), FIRST_DAY, FIRST_DAY.plusMonths(1));
    }
}
