package jp.madoguchi.periodic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Supplier;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Yen;
import jp.madoguchi.lending.BureauInquiries;
import jp.madoguchi.limit.CutReason;
import jp.madoguchi.limit.LimitDesk;
import jp.madoguchi.periodic.PeriodicRefused.Why;
import jp.madoguchi.review.HeldByAnother;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Whom a month makes due, what the bureau's answer shows, and how a review ends. */
class PeriodicReviewTest extends ConsoleTest {

    @Autowired
    BeanFactory beans;

    @Autowired
    PeriodicQueue queue;

    @Autowired
    PeriodicCases cases;

    private Scene scene;
    private Scene.Member member;
    private StaffMember reviewer;
    private LocalDate month;

    @BeforeEach
    void a_month_is_over() {
        scene = scene();
        member = LimitDesk.member(scene);
        reviewer = scene.staff(scene.callCenter(), Role.REVIEWER);
        month = scene.today().withDayOfMonth(1).minusMonths(1);
    }

    @Test
    void a_month_in_which_much_was_drawn_and_is_owed_makes_due_once() {
        monthEnd(month, 50_001, 100_001);

        assertThat(open(month)).isPositive();
        open(month);

        assertThat(review())
                .isEqualTo("MONTHLY DUE " + month.plusMonths(1).minusDays(1).plusDays(21));
    }

    @Test
    void neither_little_drawn_nor_little_owed_makes_due_by_the_month() {
        answered(1);
        monthEnd(month, 50_000, 100_001);
        open(month);
        assertThat(review())
                .as("drawn exactly 50,000, asked within three months")
                .isNull();
        var other = LimitDesk.member(scene);
        member = other;
        monthEnd(month, 50_001, 100_000);
        open(month);
        assertThat(review()).as("owed exactly 100,000").isNull();
    }

    @Test
    void three_months_without_a_bureau_make_due_unless_little_is_owed_or_lending_stopped() {
        monthEnd(month, 0, 100_001);
        open(month);
        assertThat(review()).startsWith("QUARTERLY DUE");

        member = LimitDesk.member(scene);
        monthEnd(month, 0, 100_001);
        stop();
        open(month);
        assertThat(review()).as("stopped").isNull();

        member = LimitDesk.member(scene);
        monthEnd(month, 0, 100_000);
        open(month);
        assertThat(review()).as("little owed").isNull();
    }

    @Test
    void a_month_ends_at_midnight_in_Japan_wherever_the_session_stands() {
        var before = month.minusMonths(1);
        answered(4);
        monthEnd(before, 0, 100_001);

        superuser().transaction(transaction -> {
            transaction.dsl().execute("set local time zone 'UTC'");
            transaction.dsl().fetch("select opened from madoguchi.open_periodic_reviews(?::date, 0, 1000000)", before);
        });

        assertThat(review()).as("asked at the very hour three months before").isNull();
    }

    @Test
    void no_month_that_is_not_over_makes_due() {
        var running = scene.today().withDayOfMonth(1);
        monthEnd(running, 90_000, 200_000);

        assertThat(open(running)).isZero();
        assertThat(review()).isNull();
    }

    @Test
    void where_nothing_is_found_the_review_ends_by_the_answer() {
        income(6_000_000);
        var ref = due();

        ask(ref);

        assertThat(review()).startsWith("MONTHLY ENDED FINE");
        as(() -> {
            cases.look(ref);
            return ref;
        });
        assertThat(scene.trail(member.memberNo()))
                .as("that it ended is told, once")
                .containsOnlyOnce("PERIODIC_REVIEW_ENDED DONE");
        refused(Why.ENDED_BEFORE, () -> queue.take(OperationId.make(), ref));
    }

    @Test
    void a_limit_over_the_cap_is_lowered_to_what_it_carries_and_never_kept() {
        income(600_000);
        var ref = due();
        ask(ref);
        assertThat(review()).startsWith("MONTHLY AT_REVIEW");
        income(3 * (lentElsewhere() + 200_000));
        var file = take(ref);
        assertThat(file.mayBeKept()).isFalse();
        assertThat(file.largest()).isEqualTo(new Yen(200_000));

        refused(Why.NOT_CARRIED, () -> end(ref, new PeriodicForm(null, null, "様子を見る", file.fingerprint())));
        refused(
                Why.NOT_CARRIED,
                () -> end(ref, new PeriodicForm(new Yen(290_000), CutReason.TOTAL_LENDING, null, file.fingerprint())));
        assertThatThrownBy(() -> console.fetch(
                        "select madoguchi.end_periodic_review(?, (select id from madoguchi.review_lease where item_ref = ? and ended_at is null), 'REDUCED', 290000, 'TOTAL_LENDING', null, ?, ?)",
                        ref,
                        ref,
                        file.fingerprint(),
                        reviewer.staffNo().value()))
                .hasMessageContaining("does not carry");
        as(() -> end(ref, new PeriodicForm(file.largest(), CutReason.TOTAL_LENDING, null, file.fingerprint())));

        assertThat(review()).startsWith("MONTHLY ENDED REDUCED");
        assertThat(limit()).isEqualTo(file.largest().amount());
        assertThat(scene.outbox(member.memberNo())).contains("LIMIT_CHANGED MAIL");
        assertThat(scene.trail(member.memberNo()))
                .contains(
                        "BUREAU_ASKED DONE",
                        "PERIODIC_REVIEW_TAKEN DONE",
                        "PERIODIC_REVIEW_READ DONE",
                        "PERIODIC_REVIEW_ENDED DONE");
        var colleague = scene.staff(scene.callCenter(), Role.REVIEWER);
        assertThatThrownBy(() -> Counter.as(colleague, () -> queue.take(OperationId.make(), ref)))
                .isInstanceOfSatisfying(PeriodicRefused.class, why -> {
                    assertThat(why.why()).isEqualTo(Why.ENDED_BEFORE);
                    assertThat(why.what().arguments().toString())
                            .contains(reviewer.staffNo().value());
                });
    }

    @Test
    void a_member_who_is_late_may_be_stopped_or_kept_with_a_reason() {
        income(6_000_000);
        var ref = due();
        late();
        ask(ref);
        var file = take(ref);
        assertThat(file.mayBeKept()).isTrue();

        refused(Why.REASON_MISSING, () -> end(ref, new PeriodicForm(null, null, " ", file.fingerprint())));
        refused(Why.REASON_MISSING, () -> end(ref, new PeriodicForm(Yen.ZERO, null, "延滞のため", file.fingerprint())));
        as(() -> end(ref, new PeriodicForm(Yen.ZERO, CutReason.DELINQUENCY, "延滞のため", file.fingerprint())));

        assertThat(limit()).isEqualTo(0L);
        assertThat(review()).startsWith("MONTHLY ENDED STOPPED");
    }

    @Test
    void a_missing_certificate_is_asked_for_and_the_review_waits_for_it() {
        income(6_000_000);
        superuser()
                .execute(
                        "update madoguchi.contract set credit_limit = 600000 where member_no = ?",
                        member.memberNo().value());
        var ref = due();
        ask(ref);
        var file = take(ref);
        assertThat(file.mayBeKept()).isFalse();

        as(() -> {
            cases.askCertificate(OperationId.make(), ref);
            return ref;
        });

        assertThat(scene.outbox(member.memberNo())).contains("CERTIFICATE_ASKED MAIL");
        assertThat(as(() -> queue.look()).lines())
                .filteredOn(line -> line.ref().equals(ref))
                .singleElement()
                .satisfies(line -> assertThat(line.askedAt()).isNotNull());
        certificate();
        as(() -> queue.take(OperationId.make(), ref));
        assertThat(as(() -> cases.read(ref)).isOver())
                .as("with the certificate nothing is found any more")
                .isTrue();
        assertThat(review()).startsWith("MONTHLY ENDED FINE");
    }

    @Test
    void what_changed_since_it_was_shown_is_looked_at_again_and_one_reviewer_has_it() {
        income(6_000_000);
        var ref = due();
        late();
        ask(ref);
        var file = take(ref);
        var colleague = scene.staff(scene.callCenter(), Role.REVIEWER);
        assertThatThrownBy(() -> Counter.as(colleague, () -> queue.take(OperationId.make(), ref)))
                .isInstanceOf(HeldByAnother.class);
        income(5_000_000);

        refused(Why.FACTS_CHANGED, () -> end(ref, new PeriodicForm(null, null, "様子を見る", file.fingerprint())));
    }

    @Test
    void a_round_asks_for_all_that_are_due_and_goes_on_past_those_without_an_answer() {
        income(6_000_000);
        due();
        var unavailable = unavailableMember();
        var inquiries = beans.getBean(PeriodicInquiries.class);
        as(inquiries::start);
        await().until(() ->
                as(inquiries::round).filter(PeriodicInquiries.Round::isOver).isPresent());

        assertThat(review()).startsWith("MONTHLY ENDED FINE");
        assertThat(as(inquiries::round).orElseThrow().failed()).isPositive();
        member = unavailable;
        assertThat(review()).startsWith("MONTHLY DUE");
    }

    // Helpers
    // -----------------------------------------------------------------------------------------------------------

    /** Another who is due, about whom the demo bureau gives no answer. */
    private Scene.Member unavailableMember() {
        var other = java.util.stream.Stream.generate(scene::member)
                .filter(made -> Integer.parseInt(made.memberNo().value()) % 100 >= 98)
                .findFirst()
                .orElseThrow();
        var mine = member;
        member = other;
        due();
        member = mine;
        return other;
    }

    private UUID due() {
        monthEnd(month, 60_000, 150_000);
        open(month);
        return (UUID) superuser()
                .fetchValue(
                        "select ref from madoguchi.periodic_review where member_no = ?",
                        member.memberNo().value());
    }

    private void monthEnd(LocalDate of, long drawn, long balance) {
        superuser()
                .execute(
                        "insert into madoguchi.month_end (contract_id, month, drawn, balance) select id, ?, ?, ? from madoguchi.contract where member_no = ?",
                        of,
                        drawn,
                        balance,
                        member.memberNo().value());
    }

    private int open(LocalDate of) {
        return (Integer) console.fetchValue("select opened from madoguchi.open_periodic_reviews(?, 0, 1000000)", of);
    }

    private String review() {
        return (String) superuser()
                .fetchValue(
                        "select concat_ws(' ', kind, state, coalesce(outcome, due_by::text)) from madoguchi.periodic_review where member_no = ?",
                        member.memberNo().value());
    }

    private void ask(UUID ref) {
        as(() -> {
            beans.getBean(BureauInquiries.class)
                    .ask(OperationId.make(), BureauInquiries.Purpose.PERIODIC_REVIEW, ref, member.memberNo());
            cases.look(ref);
            return ref;
        });
    }

    private PeriodicCase take(UUID ref) {
        return as(() -> {
            queue.take(OperationId.make(), ref);
            return cases.read(ref);
        });
    }

    private UUID end(UUID ref, PeriodicForm form) {
        cases.end(OperationId.make(), ref, form);
        return ref;
    }

    private void income(long yen) {
        superuser()
                .execute(
                        "insert into madoguchi.income_on_file (member_no, annual_income, source, valid_from) values (?, ?, 'DECLARED', clock_timestamp())",
                        member.memberNo().value(),
                        yen);
    }

    private void certificate() {
        superuser().transaction(transaction -> {
            var db = transaction.dsl();
            db.execute("set local session_replication_role = replica");
            db.execute("""
                    insert into madoguchi.income_on_file (member_no, annual_income, source, valid_from, decision_ref, paper_on, renew_on, workplace_as_of)
                    values (?, 6000000, 'CERTIFICATE', clock_timestamp(), gen_random_uuid(), current_date - 300, current_date + 700, clock_timestamp())""", member.memberNo().value());
        });
    }

    private long lentElsewhere() {
        return (Long) superuser()
                .fetchValue(
                        "select balance::bigint from madoguchi.bureau_answer where member_no = ?",
                        member.memberNo().value());
    }

    private void late() {
        superuser()
                .execute(
                        "insert into madoguchi.delinquency (member_no, due_on, amount) values (?, current_date - 3, 8000)",
                        member.memberNo().value());
    }

    private void stop() {
        superuser()
                .execute(
                        "insert into madoguchi.borrowing_stop (member_no, reason, stopped_at) values (?, 'OTHER', clock_timestamp())",
                        member.memberNo().value());
    }

    /** A bureau answered some months before the end of the month. */
    private void answered(int monthsBefore) {
        superuser().transaction(transaction -> {
            var db = transaction.dsl();
            db.execute("set local session_replication_role = replica");
            var inquiry = UUID.randomUUID();
            var at = month.plusMonths(1).minusMonths(monthsBefore).atStartOfDay(jp.madoguchi.core.Tokyo.ZONE);
            db.execute(
                    "insert into madoguchi.bureau_inquiry (ref, member_no, purpose, occasion_ref, asked_by, asked_at) values (?, ?, 'LIMIT_CASE', gen_random_uuid(), ?, ?::timestamptz)",
                    inquiry,
                    member.memberNo().value(),
                    reviewer.staffNo().value(),
                    at.toOffsetDateTime());
            db.execute(
                    "insert into madoguchi.bureau_answer (inquiry_ref, member_no, outcome, balance, lenders, default_on_file, self_excluded, answered_at) values (?, ?, 'ANSWERED', 0, 0, false, false, ?::timestamptz)",
                    inquiry,
                    member.memberNo().value(),
                    at.toOffsetDateTime());
        });
    }

    private Object limit() {
        return superuser()
                .fetchValue(
                        "select credit_limit::bigint from madoguchi.contract where member_no = ?",
                        member.memberNo().value());
    }

    private void refused(Why why, Supplier<?> work) {
        assertThatThrownBy(() -> as(work))
                .isInstanceOfSatisfying(
                        PeriodicRefused.class,
                        refused -> assertThat(refused.why()).isEqualTo(why));
    }

    private <T> T as(Supplier<T> work) {
        return Counter.as(reviewer, work);
    }
}
