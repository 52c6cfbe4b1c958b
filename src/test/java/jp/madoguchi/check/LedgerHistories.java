package jp.madoguchi.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.bench.Plan;
import jp.madoguchi.bench.Recorder;
import jp.madoguchi.bench.Sql;
import jp.madoguchi.contract.ContractDesk;
import jp.madoguchi.contract.Reckonings;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Yen;
import jp.madoguchi.ledger.TransactionFilter;
import jp.madoguchi.ledger.Transactions;
import jp.madoguchi.member.Members;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.exception.DataAccessException;
import org.springframework.beans.factory.BeanFactory;

/** Random histories of a contract through the functions of the member site, and what must hold after each; a member each time. */
final class LedgerHistories {

    private static final List<String> WAYS =
            List.of("MEMBER_PAGE", "APP", "ATM", "STORE", "DIRECT_DEBIT", "BANK_TRANSFER");

    private static final String STATEMENTS = ", statements";
    private static final String BUFFERS = ", buffers";
    private static final long MOST_STATEMENTS = 6;
    private static final long MOST_BUFFERS = 200;

    private final BeanFactory beans;
    private final Function<String, DSLContext> as;
    private final DSLContext superuser;
    private final DSLContext site;
    private final Reckonings reckonings;
    private final Scene scene;

    /** @param as a new connection in the name of a role */
    LedgerHistories(BeanFactory beans, Function<String, DSLContext> as) {
        this.beans = beans;
        this.as = as;
        this.superuser = as.apply("postgres");
        this.site = as.apply("member_site");
        this.reckonings = beans.getBean(Reckonings.class);
        this.scene = new Scene(superuser, site);
    }

    /** Years of borrowing and repaying, early, late, in parts and too much; database and console reckon the same at every step. */
    void years(long seed, int steps) {
        var random = new Random(seed);
        var memberNo = scene.member().memberNo();
        var day = scene.today().minusDays(20L * steps + 30);
        begin(memberNo, day);
        for (var step = 0; step < steps; step++) {
            day = day.plusDays(random.nextInt(0, 39));
            if (day.isAfter(scene.today())) {
                break;
            }
            compare(memberNo, day);
            if (random.nextInt(5) < 2) {
                entered(borrow(memberNo, 1 + random.nextLong(120_000), WAYS.get(random.nextInt(4)), day));
            } else {
                entered(repay(memberNo, amount(random, memberNo, day), WAYS.get(random.nextInt(6)), day));
            }
        }
        holds(memberNo);
        var end = day.isAfter(scene.today()) ? scene.today() : day;
        var payoff = reckonings.of(memberNo, end).orElseThrow().payoff();
        if (!payoff.isZero()) {
            var last = repay(memberNo, payoff.amount(), "STORE", end);
            assertThat(last.get("outcome")).isEqualTo("ENTERED");
            assertThat(last.get("payoff")).isEqualTo(0L);
        }
        holds(memberNo);
        assertThat(reckonings.of(memberNo, end).orElseThrow().isPaidOff()).isTrue();
        assertThat(superuser.fetchValue(
                        "select count(*) from madoguchi.delinquency where member_no = ? and settled_on is null",
                        memberNo.value()))
                .isEqualTo(0L);
    }

    /** Everybody at once at one contract: nothing beyond the limit, nothing lost, and what is sent twice is entered once. */
    void atOnce(int callers) throws Exception {
        var memberNo = scene.member().memberNo();
        var sent = UUID.randomUUID();
        var work = new ArrayList<Callable<Map<String, Object>>>();
        for (var i = 0; i < callers; i++) {
            var amount = 1_000L * (i + 1);
            work.add(() -> row(
                    site,
                    "select * from member_site.borrow(?, ?, ?, 'ATM')",
                    UUID.randomUUID(),
                    memberNo.value(),
                    100_000));
            work.add(() -> row(
                    site,
                    "select * from member_site.repay(?, ?, ?, 'ATM', (clock_timestamp() at time zone 'Asia/Tokyo')::date)",
                    UUID.randomUUID(),
                    memberNo.value(),
                    amount));
            work.add(() -> row(site, "select * from member_site.borrow(?, ?, 5000, 'APP')", sent, memberNo.value()));
        }
        var ends = AtOnce.run(work);

        var outcomes = ends.stream().map(end -> end.get("outcome")).toList();
        assertThat(outcomes).containsOnly("ENTERED", "OVER_LIMIT");
        assertThat(superuser.fetchValue("select count(*) from madoguchi.ledger_entry where ref = ?", sent))
                .isIn(0L, 1L);
        assertThat(superuser.fetchValue(
                        "select balance from madoguchi.contract where member_no = ? and balance <= credit_limit",
                        memberNo.value()))
                .isNotNull();
        holds(memberNo);
    }

    /** Every row of a member's ledger against the row before it, and the whole against the contract. */
    void holds(MemberNo memberNo) {
        assertThat(superuser.fetch("""
                        select e.contract_id, e.seq from (
                          select e.*, lag(e.balance::bigint, 1, 0::bigint) over w as before, lag(e.unpaid_charges::bigint, 1, 0::bigint) over w as unpaid_before,
                                 row_number() over w as place, sum(e.principal_change) over w as sum
                          from madoguchi.ledger_entry e where e.member_no = ?
                          window w as (partition by e.contract_id order by e.seq)) e
                        where e.place <> e.seq or e.balance <> e.before + e.principal_change or e.balance <> e.sum or e.balance < 0
                           or (e.kind = 'REPAYMENT' and e.amount <> e.to_late_charge + e.to_interest + e.to_principal)
                           or (e.kind = 'REPAYMENT' and e.to_principal > 0 and e.unpaid_charges > 0)
                           or e.unpaid_charges <> e.unpaid_before + e.accrued_interest + e.accrued_late_charge - e.to_interest - e.to_late_charge""", memberNo.value())).isEmpty();
        assertThat(superuser.fetch("""
                        select c.id from madoguchi.contract c
                        where c.member_no = ? and (
                          c.balance <> (select coalesce(sum(e.principal_change), 0) from madoguchi.ledger_entry e where e.contract_id = c.id)
                          or c.unpaid_charges <> coalesce((select e.unpaid_charges from madoguchi.ledger_entry e where e.contract_id = c.id
                                                           order by e.seq desc limit 1), 0))""", memberNo.value())).isEmpty();
    }

    /** Opening a member of 20 years and 5,000 movements (head and account in all), and the first page of transactions, look at little. */
    void opening() {
        // As autovacuum does by itself, but not at once: without it the plans are those of a database that had nobody
        // yet.
        superuser.execute("analyze");
        var recorder = Recorder.of(beans.getBean(DSLContext.class));
        var few = cost(recorder, 10);
        var many = cost(recorder, 5_000);
        System.out.println("10 transactions: " + few + ", 5,000 transactions: " + many);
        assertThat(many.keySet()).isEqualTo(few.keySet());
        for (var part : List.of(List.of("head", "account"), List.of("transactions"))) {
            assertThat(sum(many, part, STATEMENTS))
                    .as("statements of %s", part)
                    .isEqualTo(sum(few, part, STATEMENTS))
                    .isLessThanOrEqualTo(MOST_STATEMENTS);
            assertThat(sum(many, part, BUFFERS)).as("buffers of %s", part).isLessThanOrEqualTo(MOST_BUFFERS);
        }
    }

    private static long sum(Map<String, Long> cost, List<String> parts, String what) {
        return parts.stream()
                .mapToLong(part -> cost.getOrDefault(part + what, 0L))
                .sum();
    }

    private Map<String, Long> cost(Recorder recorder, int movements) {
        var member = scene.member();
        scene.twentyYears(member.memberNo(), movements);
        var counter = Counter.open(beans, scene, scene.store(), member).pass();
        var cost = new TreeMap<String, Long>();
        Map.<String, Supplier<?>>of(
                        "head",
                        () -> beans.getBean(Members.class).open(member.memberNo(), null),
                        "account",
                        () -> beans.getBean(ContractDesk.class).read(member.memberNo()),
                        "transactions",
                        () -> beans.getBean(Transactions.class)
                                .open(member.memberNo(), TransactionFilter.ofLastYear(scene.today())))
                .forEach((part, work) -> {
                    var statements = recorded(recorder, counter, work);
                    cost.put(
                            part + STATEMENTS,
                            statements.stream().filter(Sql::isQuery).count());
                    cost.put(part + BUFFERS, buffers(statements));
                });
        return cost;
    }

    private static List<Sql> recorded(Recorder recorder, Counter counter, Supplier<?> work) {
        return recorder.during(() -> counter.work(work));
    }

    private long buffers(List<Sql> statements) {
        return as.apply("console_app").connectionResult(connection -> {
            var sum = 0L;
            // The first time a connection also reads the catalogs, which it then keeps.
            for (var sql : statements.stream().filter(Sql::isQuery).toList()) {
                Plan.of(connection, sql, Plan.Mode.CUSTOM);
                sum += Plan.of(connection, sql, Plan.Mode.CUSTOM).buffers();
            }
            return sum;
        });
    }

    /** Every contract of the database. */
    void allHold() {
        assertThat(superuser.fetch("""
                        select c.id from madoguchi.contract c
                        left join (select contract_id, sum(principal_change) as sum from madoguchi.ledger_entry group by contract_id) e on e.contract_id = c.id
                        where c.balance <> coalesce(e.sum, 0)""")).isEmpty();
    }

    /** Not by any role, its owner and the superuser included; and no balance moves without a row. */
    void isFinal() {
        var memberNo = scene.member().memberNo();
        for (var role : List.of("console_app", "member_site", "auditor", "madoguchi_migrator", "postgres")) {
            for (var statement : List.of(
                    "update madoguchi.ledger_entry set amount = amount + 1 where member_no = '%s'",
                    "delete from madoguchi.ledger_entry where member_no = '%s'",
                    "truncate madoguchi.ledger_entry",
                    "insert into madoguchi.ledger_entry (member_no, contract_id, seq, kind, channel, valued_on, at, amount, principal_change, balance, application) select '%s', c.id, 3, 'BORROWING', 'ATM', current_date, now(), 1, 1, c.balance + 1, 'MEMBER_SITE' from madoguchi.contract c where c.member_no = '%1$s'",
                    "update madoguchi.contract set balance = balance + 1 where member_no = '%s'")) {
                assertThatThrownBy(() -> as.apply(role).execute(statement.formatted(memberNo)))
                        .as(role + ": " + statement)
                        .isInstanceOf(DataAccessException.class);
            }
        }
        holds(memberNo);
    }

    /** The principal stands alone, from a day on. */
    private void begin(MemberNo memberNo, LocalDate day) {
        scene.neverRepaid(memberNo);
        scene.owesSince(memberNo, day);
    }

    private void compare(MemberNo memberNo, LocalDate day) {
        var ours = reckonings.of(memberNo, day).orElseThrow();
        var loan = superuser.fetchOne(
                "select l.* from madoguchi.contract c, madoguchi.loan_on(c, ?) l where c.member_no = ?",
                day,
                memberNo.value());
        assertThat(loan).isNotNull();
        assertThat(List.of(yen(loan, "interest"), yen(loan, "late_charge"), yen(loan, "payoff"), loan.get("late")))
                .as("member %s on %s", memberNo, day)
                .isEqualTo(List.of(ours.interest(), ours.lateCharge(), ours.payoff(), ours.isLate()));
        if (ours.minimum().compareTo(Yen.ZERO) > 0
                && ours.minimum().compareTo(ours.payoff()) < 0
                && ours.dueNow().compareTo(ours.payoff()) < 0) {
            assertThat(yen(loan, "instalments").plus(ours.isLate() ? ours.lateCharge() : Yen.ZERO))
                    .as("due by member %s on %s", memberNo, day)
                    .isEqualTo(ours.dueNow());
        }
    }

    private static Yen yen(Record loan, String what) {
        return new Yen(loan.get(what, Long.class));
    }

    private long amount(Random random, MemberNo memberNo, LocalDate day) {
        var reckoned = reckonings.of(memberNo, day).orElseThrow();
        return switch (random.nextInt(6)) {
            case 0 -> 1 + random.nextLong(3_000);
            case 1 -> Math.max(1, reckoned.payoff().amount());
            case 2 -> reckoned.payoff().amount() + 1;
            case 3 -> 1 + random.nextLong(60_000);
            default -> Math.max(1, reckoned.dueNow().amount());
        };
    }

    private static void entered(Map<String, Object> answer) {
        assertThat(answer.get("outcome")).isIn("ENTERED", "LATE", "OVER_LIMIT", "TOO_MUCH", "NOTHING_OWED");
    }

    private Map<String, Object> borrow(MemberNo memberNo, long amount, String channel, LocalDate day) {
        return row(
                superuser,
                "select * from madoguchi.borrow(gen_random_uuid(), ?, ?, ?, (?::date + time '12:00') at time zone 'Asia/Tokyo')",
                memberNo.value(),
                amount,
                channel,
                day);
    }

    private Map<String, Object> repay(MemberNo memberNo, long amount, String channel, LocalDate day) {
        return row(
                superuser,
                "select * from madoguchi.repay(gen_random_uuid(), ?, ?, ?, ?::date, (?::date + time '12:00') at time zone 'Asia/Tokyo')",
                memberNo.value(),
                amount,
                channel,
                day,
                day);
    }

    private static Map<String, Object> row(DSLContext db, String sql, Object... values) {
        return db.resultQuery(sql, values).fetchSingle().intoMap();
    }
}
