package jp.madoguchi.contract;

import static jp.madoguchi.contract.ReckoningTest.TERMS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.core.Yen;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/** Random histories of borrowing and repaying, from fixed seeds: whatever happens, the money adds up. */
class MoneyHistoriesTest extends ConsoleTest {

    private static final int HISTORIES = 150;
    private static final int STEPS = 25;
    private static final int LEDGERS = 24;
    private static final Yen LIMIT = new Yen(3_000_000);
    private static final LocalDate FIRST_DAY = LocalDate.of(2025, 1, 6);
    private static final List<Integer> DUE_DAYS = List.of(5, 15, 25, 31);

    @Test
    void a_plan_ends_nothing_is_ever_negative_and_what_was_lent_is_what_is_repaid() {
        var holidays = new MoneyTable(console).holidays();
        for (var seed = 0; seed < HISTORIES; seed++) {
            var dueDay = DUE_DAYS.get(seed % DUE_DAYS.size());
            new History(seed, dueDay, new DueDates(dueDay, TERMS, holidays)).run();
        }
    }

    /** One member's account, led from the answers alone. */
    private static final class History {

        private final Random random;
        private final int seed;
        private final int dueDay;
        private final DueDates dueDates;
        private final BigDecimal apr;
        private LocalDate day = FIRST_DAY;
        private Loan loan;
        private long borrowed;
        private long repaid;
        private long charged;

        History(int seed, int dueDay, DueDates dueDates) {
            this.seed = seed;
            this.random = new Random(seed);
            this.dueDay = dueDay;
            this.dueDates = dueDates;
            this.apr = BigDecimal.valueOf(45 + random.nextInt(106), 1);
            this.loan = new Loan(
                    Yen.ZERO, Yen.ZERO, Yen.ZERO, Yen.ZERO, Yen.ZERO, apr, day, day, dueDay, Yen.ZERO, null, null);
        }

        void run() {
            for (var step = 0; step < STEPS; step++) {
                day = day.plusDays(random.nextInt(35));
                step();
                assertThat(loan.balance().amount()).as("seed %s, balance", seed).isNotNegative();
                assertThat(loan.unpaidCharges().amount())
                        .as("seed %s, charges", seed)
                        .isNotNegative();
                assertThat(borrowed + charged)
                        .as("seed %s: lent and charged is repaid and still owed", seed)
                        .isEqualTo(repaid
                                + loan.balance().amount()
                                + loan.unpaidCharges().amount());
                ends(whatIf());
            }
        }

        private void step() {
            var whatIf = whatIf();
            var available = whatIf.available(day).amount();
            var payoff = whatIf.payoff(day).amount();
            if (whatIf.isInOrder() && available > 0 && (payoff == 0 || random.nextInt(3) == 0)) {
                borrow(whatIf, 1 + random.nextLong(available));
            } else if (payoff > 0) {
                repay(whatIf, amount(whatIf, payoff));
            }
        }

        /** All of it, the minimum, little or any; never less than what brings a late member back to order. */
        private long amount(WhatIf whatIf, long payoff) {
            return switch (random.nextInt(5)) {
                case 0 -> payoff;
                case 1 -> 1 + random.nextLong(Math.min(payoff, 3_000));
                case 2 -> 1 + random.nextLong(payoff);
                default -> Math.clamp(whatIf.now().dueNow().amount(), 1, payoff);
            };
        }

        private void borrow(WhatIf whatIf, long amount) {
            var before = whatIf.now();
            // What falls due on the very day is taken to be paid by then.
            if (day.equals(before.nextDue())) {
                repay(whatIf, before.dueNow().amount());
                borrow(whatIf(), amount);
                return;
            }
            var it = whatIf.borrowing(new Yen(amount), day);
            var charges = before.payoff().minus(before.balance()).amount();
            assertThat(it.balance()).isEqualTo(loan.balance().plus(new Yen(amount)));
            assertThat(it.plan().total())
                    .as("seed %s", seed)
                    .isEqualTo(it.balance().plus(it.interest()));
            assertThat(it.minimum()).isEqualTo(TERMS.minimum(it.balance()));
            accrue(charges);
            borrowed += amount;
            var fresh = loan.balance().amount() < 1000
                    || !loan.paidTowardDue().isZero() && loan.paidTowardDue().compareTo(it.minimum()) >= 0;
            loan = new Loan(
                    it.balance(),
                    it.balance(),
                    new Yen(charges),
                    before.lateCharge(),
                    fresh ? Yen.ZERO : loan.paidTowardDue(),
                    apr,
                    day,
                    fresh ? day : loan.dueCountedFrom(),
                    dueDay,
                    Yen.ZERO,
                    null,
                    null);
        }

        private void repay(WhatIf whatIf, long amount) {
            var owed = whatIf.now();
            var it = whatIf.repaying(new Yen(amount), day);
            assertThat(it.lateCharge().plus(it.interest()).plus(it.principal())).isEqualTo(new Yen(amount));
            assertThat(it.left()).as("seed %s", seed).isEqualTo(owed.payoff().minus(new Yen(amount)));
            var plan = it.plan();
            if (plan != null) {
                assertThat(plan.total())
                        .as("seed %s", seed)
                        .isEqualTo(it.balance().plus(plan.interest()));
            }
            accrue(owed.payoff().minus(owed.balance()).amount());
            repaid += amount;
            var missed = it.stillLate().isZero() ? null : new Loan.Missed(whenLate(), it.stillLate());
            var due = owed.nextDue();
            var isForDue = due != null && dueDates.first(day).isAfter(due);
            loan = new Loan(
                    it.balance(),
                    loan.lastBorrowingBalance(),
                    it.left().minus(it.balance()),
                    owed.isLate() ? Yen.ZERO : owed.lateCharge().minus(it.lateCharge()),
                    owed.isLate() || it.counts()
                            ? Yen.ZERO
                            : loan.paidTowardDue().plus(isForDue ? new Yen(amount).minus(it.lateCharge()) : Yen.ZERO),
                    apr,
                    day,
                    it.counts() ? day : loan.dueCountedFrom(),
                    dueDay,
                    Yen.ZERO,
                    null,
                    missed);
        }

        private LocalDate whenLate() {
            var missed = loan.missed();
            return missed != null ? missed.dueOn() : dueDates.first(loan.dueCountedFrom());
        }

        private void accrue(long chargesNow) {
            charged += chargesNow - loan.unpaidCharges().amount();
        }

        private WhatIf whatIf() {
            return new WhatIf(day, LIMIT, loan, TERMS, dueDates);
        }

        private void ends(WhatIf whatIf) {
            var plan = whatIf.plan();
            if (plan == null) {
                return;
            }
            var balance = loan.balance();
            assertThat(plan.total()).as("seed %s", seed).isEqualTo(balance.plus(plan.interest()));
            for (var instalment : plan.instalments()) {
                assertThat(instalment.balance().compareTo(Yen.ZERO)).isNotNegative();
                assertThat(balance.minus(instalment.principal())).isEqualTo(instalment.balance());
                balance = instalment.balance();
            }
            assertThat(balance).as("seed %s: the plan ends", seed).isEqualTo(Yen.ZERO);
        }
    }

    /** What a member is told before, the ledger does: through the functions of the member site, on days of the past. */
    @Test
    void the_ledger_does_to_the_yen_what_was_said_and_equals_the_balance() {
        for (var seed = 0; seed < LEDGERS; seed++) {
            new LedgerHistory(seed).run();
        }
    }

    /** One member's real account. */
    private final class LedgerHistory {

        private final int seed;
        private final Random random;
        private final Scene scene = scene();
        private final DSLContext superuser = superuser();
        private final Reckonings reckonings = new Reckonings(console);
        private final MemberNo memberNo = scene.member().memberNo();
        private LocalDate day = scene.today().minusDays(35L * STEPS + 7);

        LedgerHistory(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        void run() {
            scene.neverRepaid(memberNo);
            scene.owesSince(memberNo, day);
            superuser.execute(
                    "update madoguchi.contract set due_day = ? where member_no = ?",
                    DUE_DAYS.get(seed % DUE_DAYS.size()),
                    memberNo.value());
            for (var step = 0; step < STEPS; step++) {
                day = day.plusDays(random.nextInt(35));
                step();
                ledgerIsTheBalance();
            }
            var payoff = whatIf().payoff(day);
            if (!payoff.isZero()) {
                repay(whatIf(), payoff.amount());
            }
            ledgerIsTheBalance();
            assertThat(whatIf().now().isPaidOff()).isTrue();
        }

        private WhatIf whatIf() {
            return reckonings
                    .simulation(memberNo, day.atStartOfDay(Tokyo.ZONE).toInstant())
                    .orElseThrow()
                    .whatIf();
        }

        private void step() {
            var whatIf = whatIf();
            var now = whatIf.now();
            if (whatIf.isInOrder()
                    && whatIf.available(day).amount() > 0
                    && (now.isPaidOff() || random.nextInt(3) == 0)) {
                if (day.equals(now.nextDue()) && !now.dueNow().isZero()) {
                    repay(whatIf, now.dueNow().amount());
                }
                borrow(whatIf());
            } else if (!now.isPaidOff()) {
                var payoff = now.payoff().amount();
                repay(
                        whatIf,
                        switch (random.nextInt(6)) {
                            case 0 -> payoff;
                            case 1, 2 -> 1 + random.nextLong(Math.min(payoff, 6_000));
                            default -> Math.clamp(now.dueNow().amount(), 1, payoff);
                        });
            }
        }

        private void borrow(WhatIf whatIf) {
            var amount = 1 + random.nextLong(whatIf.available(day).amount());
            var said = whatIf.borrowing(new Yen(amount), day);
            var done = superuser
                    .resultQuery(
                            "select * from madoguchi.borrow(gen_random_uuid(), ?, ?, 'ATM', (?::date + time '12:00') at time zone 'Asia/Tokyo')",
                            memberNo.value(),
                            amount,
                            day)
                    .fetchSingle();
            assertThat(done.get("outcome")).as("seed %s on %s", seed, day).isEqualTo("ENTERED");
            assertThat(done.get("balance")).isEqualTo(said.balance().amount());
            assertThat(whatIf().plan()).as("seed %s on %s: %s", seed, day, said).isEqualTo(said.plan());
        }

        private void repay(WhatIf whatIf, long amount) {
            var said = whatIf.repaying(new Yen(amount), day);
            var done = superuser
                    .resultQuery(
                            "select * from madoguchi.repay(gen_random_uuid(), ?, ?, 'ATM', ?::date, (?::date + time '12:00') at time zone 'Asia/Tokyo')",
                            memberNo.value(),
                            amount,
                            day,
                            day)
                    .fetchSingle();
            assertThat(List.of(
                            done.get("outcome"),
                            done.get("to_late_charge"),
                            done.get("to_interest"),
                            done.get("to_principal"),
                            done.get("payoff")))
                    .as("seed %s on %s", seed, day)
                    .isEqualTo(List.of(
                            "ENTERED",
                            said.lateCharge().amount(),
                            said.interest().amount(),
                            said.principal().amount(),
                            said.left().amount()));
            var after = whatIf();
            if (!said.stillLate().isZero()) {
                assertThat(after.now().dueNow()).as("seed %s on %s", seed, day).isEqualTo(said.stillLate());
            } else if (said.balance().compareTo(TERMS.interestFreeBelow()) >= 0) {
                assertThat(after.plan())
                        .as("seed %s on %s: %s", seed, day, said)
                        .isEqualTo(said.plan());
                assertThat(after.now().nextDue()).isEqualTo(said.nextDue());
            }
        }

        private void ledgerIsTheBalance() {
            var row = superuser
                    .resultQuery(
                            "select c.balance, c.unpaid_charges, sum(e.principal_change) as sum, min(e.balance) as least,"
                                    + " sum(e.accrued_interest + e.accrued_late_charge - e.to_interest - e.to_late_charge) as charges"
                                    + " from madoguchi.contract c join madoguchi.ledger_entry e on e.contract_id = c.id"
                                    + " where c.member_no = ? group by c.id",
                            memberNo.value())
                    .fetchSingle();
            assertThat(row.get("sum", Long.class)).as("seed %s", seed).isEqualTo(row.get("balance", Long.class));
            assertThat(row.get("charges", Long.class)).isEqualTo(row.get("unpaid_charges", Long.class));
            assertThat(row.get("least", Long.class)).isNotNegative();
        }
    }

    @Test
    void interest_is_the_sum_of_its_days_in_exact_fractions() {
        var random = new Random(17);
        for (var i = 0; i < 2_000; i++) {
            var principal = random.nextLong(5_000_001);
            var rate = BigDecimal.valueOf(random.nextInt(20_001), 3);
            var after = FIRST_DAY.plusDays(random.nextInt(1_500));
            var until = after.plusDays(random.nextInt(900));

            assertThat(Interest.of(new Yen(principal), rate, after, until).amount())
                    .as("%s at %s from %s to %s", principal, rate, after, until)
                    .isEqualTo(dayByDay(principal, rate, after, until));
        }
    }

    /** Over the common denominator 1000 × 100 × 365 × 366. */
    private static long dayByDay(long principal, BigDecimal rate, LocalDate after, LocalDate until) {
        var perDay =
                BigInteger.valueOf(principal).multiply(rate.movePointRight(3).toBigIntegerExact());
        return LongStream.rangeClosed(after.toEpochDay() + 1, until.toEpochDay())
                .mapToObj(day -> perDay.multiply(
                        BigInteger.valueOf(LocalDate.ofEpochDay(day).isLeapYear() ? 365 : 366)))
                .reduce(BigInteger.ZERO, BigInteger::add)
                .divide(BigInteger.valueOf(100_000L * 365 * 366))
                .longValueExact();
    }

    /** Both applications ask for business days: the database where it counts them, the console where it moves a due date. */
    @Test
    void database_and_console_know_the_same_business_days() {
        var table = new MoneyTable(console);
        var days = new ArrayList<LocalDate>();
        var moved = new ArrayList<LocalDate>();
        for (var day = LocalDate.of(2025, 1, 2); day.isBefore(LocalDate.of(2028, 12, 20)); day = day.plusDays(1)) {
            days.add(day);
            moved.add(new DueDates(day.getDayOfMonth(), table.terms(), table.holidays()).after(day.minusDays(1)));
        }
        var counted = superuser()
                .resultQuery(
                        "select madoguchi.business_day_after(d::date - 1, 1) from generate_series(?::date, ?::date, interval '1 day') d order by d",
                        days.getFirst(),
                        days.getLast())
                .fetchInto(LocalDate.class);

        assertThat(moved).isEqualTo(counted);
    }

    @Test
    void the_demo_has_the_minimum_of_the_terms() throws IOException {
        var function = Pattern.compile("create function demo\\.minimum_repayment[^;]*;")
                .matcher(Files.readString(Path.of("db/demo/3_person.sql")))
                .results()
                .findFirst()
                .orElseThrow()
                .group()
                .replace("demo.", "pg_temp.");
        var minimums = superuser().transactionResult(transaction -> {
            transaction.dsl().execute(function);
            return transaction
                    .dsl()
                    .resultQuery(
                            "select b, pg_temp.minimum_repayment(b) from generate_series(1::bigint, 5000000, 997) b union values (300000, 11000), (300001, 8000)")
                    .fetchMap(0, 1);
        });

        assertThat(minimums)
                .hasSizeGreaterThan(5_000)
                .allSatisfy((balance, minimum) ->
                        assertThat(TERMS.minimum(new Yen((Long) balance))).isEqualTo(new Yen((Long) minimum)));
    }
}
