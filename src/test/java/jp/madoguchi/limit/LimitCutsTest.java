package jp.madoguchi.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Set;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.approval.Decision;
import jp.madoguchi.approval.FactsChanged;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Yen;
import jp.madoguchi.lending.BureauInquiries;
import jp.madoguchi.lending.ContactDataConfirmations;
import jp.madoguchi.lending.NoOccasion;
import jp.madoguchi.lending.WorkplaceChecks;
import jp.madoguchi.limit.LimitRefused.Why;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

/** A limit that is lowered, a borrowing stop by whoever may and whoever asks, and lending again after it. */
class LimitCutsTest extends ConsoleTest {

    private static final BigDecimal APR = new BigDecimal("17.8");

    @Autowired
    BeanFactory beans;

    @Autowired
    LimitCuts cuts;

    @Autowired
    LimitQueue queue;

    @Autowired
    LimitHistories histories;

    @Autowired
    Approvals approvals;

    private Scene scene;
    private Scene.Member member;
    private StaffMember supervisor;

    @BeforeEach
    void a_member_may_borrow() {
        scene = scene();
        member = LimitDesk.member(scene);
        supervisor = scene.staff(scene.callCenter(), Role.SUPERVISOR);
    }

    @Test
    void a_supervisor_lowers_a_limit_with_ledger_message_and_trail() {
        var click = OperationId.make();
        var outcome = Counter.as(supervisor, () -> cuts.cut(click, member.memberNo(), form(200_000)));

        assertThat(Counter.as(supervisor, () -> cuts.cut(click, member.memberNo(), form(200_000))))
                .as("a second click changes nothing")
                .isEqualTo(outcome);
        assertThat(outcome.approvalRequest()).isNull();
        assertThat(limit()).isEqualTo(200_000L);
        assertThat(change()).isEqualTo("REDUCED REVIEW 300000 200000 " + supervisor.staffNo());
        assertThat(stops()).isZero();
        assertThat(scene.outbox(member.memberNo())).contains("LIMIT_CHANGED MAIL");
        assertThat(scene.trail(member.memberNo())).contains("LIMIT_CUT DONE");
    }

    @Test
    void a_stop_sets_the_limit_to_0_and_leaves_the_login_alone() {
        Counter.as(supervisor, () -> cuts.cut(OperationId.make(), member.memberNo(), form(0)));

        assertThat(limit()).isEqualTo(0L);
        assertThat(stops()).isEqualTo(1);
        assertThat(scene.attempt(member, true)).isEqualTo("SUCCESS");
        assertThat(Counter.as(supervisor, () -> histories.read(member.memberNo()))
                        .stops())
                .singleElement()
                .satisfies(stop ->
                        assertThat(stop.by()).contains(supervisor.staffNo().value()));
        assertThatThrownBy(() -> Counter.as(
                        supervisor, () -> cuts.cut(OperationId.make(), member.memberNo(), form(0, version()))))
                .isInstanceOfSatisfying(
                        NotAllowed.class, why -> assertThat(why.rule()).isEqualTo(Reason.BORROWING_STOPPED_ALREADY));
    }

    @Test
    void nothing_but_a_lower_limit_in_steps_and_of_the_contract_that_was_seen() {
        for (var limit : new long[] {300_000, 310_000, 205_000}) {
            refused(Why.NOT_LOWER, form(limit));
        }
        refused(Why.FACTS_CHANGED, form(200_000, version() + 1));
        assertThat(limit()).isEqualTo(300_000L);
    }

    @Test
    void an_agent_asks_for_a_stop_and_a_supervisor_agrees() {
        var agent = Counter.open(beans, scene, scene.store(), member);
        var outcome = agent.work(() -> cuts.cut(OperationId.make(), member.memberNo(), form(0)));

        assertThat(outcome.change()).isNull();
        assertThat(limit()).as("nothing happens before").isEqualTo(300_000L);
        assertThatThrownBy(() -> agent.work(() -> cuts.cut(OperationId.make(), member.memberNo(), form(0))))
                .isInstanceOfSatisfying(
                        NotAllowed.class, why -> assertThat(why.rule()).isEqualTo(Reason.ALREADY_WAITING));
        Counter.as(
                supervisor,
                () -> approvals.decide(OperationId.make(), outcome.approvalRequest(), new Decision.Approve("確認しました")));

        assertThat(limit()).isEqualTo(0L);
        assertThat(change())
                .startsWith("STOPPED REVIEW 300000 0 " + agent.clerk().staffNo());
    }

    @Test
    void a_contract_that_changed_meanwhile_is_not_stopped_by_an_old_request() {
        var agent = Counter.open(beans, scene, scene.store(), member);
        var outcome = agent.work(() -> cuts.cut(OperationId.make(), member.memberNo(), form(0)));
        Counter.as(supervisor, () -> cuts.cut(OperationId.make(), member.memberNo(), form(200_000)));

        assertThatThrownBy(() -> Counter.as(
                        supervisor,
                        () -> approvals.decide(
                                OperationId.make(), outcome.approvalRequest(), new Decision.Approve("確認しました"))))
                .isInstanceOf(FactsChanged.class);
        assertThat(limit()).isEqualTo(200_000L);
    }

    @Test
    void a_clerk_never_lowers_and_without_a_contact_does_not_even_ask() {
        var agent = Counter.open(beans, scene, scene.store(), member).pass();
        assertThatThrownBy(() -> agent.work(() -> cuts.cut(OperationId.make(), member.memberNo(), form(200_000))))
                .isInstanceOfSatisfying(
                        NotAllowed.class, why -> assertThat(why.rule()).isEqualTo(Reason.ONLY_ON_REQUEST));
        agent.close();
        assertThatThrownBy(() -> agent.work(() -> cuts.cut(OperationId.make(), member.memberNo(), form(0))))
                .isInstanceOfSatisfying(
                        NotAllowed.class, why -> assertThat(why.rule()).isEqualTo(Reason.CONTACT_NEEDED));
        for (var role : new Role[] {Role.ADMIN, Role.AUDITOR}) {
            var other = scene.staff(scene.callCenter(), role);
            assertThatThrownBy(() -> Counter.as(other, () -> cuts.cut(OperationId.make(), member.memberNo(), form(0))))
                    .isInstanceOf(AccessDeniedException.class);
        }
        assertThat(limit()).isEqualTo(300_000L);
    }

    @Test
    void the_database_itself_refuses_who_may_not_and_what_is_no_cut() {
        var clerk = scene.staff(scene.store(), Role.CLERK);
        for (var refused : new Object[][] {
            {0L, clerk, "may not cut"}, {310_000L, supervisor, "no lower limit"}, {205_000L, supervisor, "no lower"}
        }) {
            assertThatThrownBy(() -> console.fetch(
                            "select madoguchi.cut_limit(gen_random_uuid(), ?, ?, ?, 'OTHER', null, ?, null)",
                            member.memberNo().value(),
                            refused[0],
                            version(),
                            ((StaffMember) refused[1]).staffNo().value()))
                    .hasMessageContaining((String) refused[2]);
        }
    }

    @Test
    void a_cut_ends_an_offer_that_stood_on_the_old_limit() {
        var desk = LimitDesk.ready(beans, scene, new Yen(6_000_000));
        var offer = desk.approve(desk.read()).offer();
        member = desk.counter().member();

        Counter.as(supervisor, () -> cuts.cut(OperationId.make(), member.memberNo(), form(200_000)));

        assertThat(superuser().fetchValue("select end_reason from madoguchi.limit_offer where ref = ?", offer))
                .isEqualTo("LAPSED");
        assertThat(superuser().fetchValue("select state from madoguchi.limit_request where ref = ?", desk.request()))
                .isEqualTo("OPEN");
    }

    @Test
    void lending_again_is_a_request_that_a_reviewer_decides_with_a_bureau_of_its_own_purpose() {
        Counter.as(supervisor, () -> cuts.cut(OperationId.make(), member.memberNo(), form(0)));
        var counter = Counter.open(beans, scene, scene.store(), member).pass();
        var request = counter.work(() -> {
            beans.getBean(ContactDataConfirmations.class)
                    .confirm(OperationId.make(), counter.contact(), member.memberNo());
            return beans.getBean(LimitRequests.class)
                    .takeIn(
                            OperationId.make(),
                            counter.contact(),
                            member.memberNo(),
                            new NewLimitRequest(
                                    new Yen(300_000), RequestPurpose.LIVING, new Yen(6_000_000), "試験商事", Yen.ZERO, 0));
        });
        var reviewer = scene.staff(scene.callCenter(), Role.REVIEWER);
        var bureau = beans.getBean(BureauInquiries.class);
        var offer = Counter.as(reviewer, () -> {
            queue.take(OperationId.make(), request);
            beans.getBean(WorkplaceChecks.class)
                    .record(
                            OperationId.make(),
                            request,
                            member.memberNo(),
                            WorkplaceChecks.Way.PHONE,
                            WorkplaceChecks.Result.CONFIRMED);
            assertThatThrownBy(() -> bureau.ask(
                            OperationId.make(), BureauInquiries.Purpose.LIMIT_CASE, request, member.memberNo()))
                    .isInstanceOf(NoOccasion.class);
            bureau.ask(OperationId.make(), BureauInquiries.Purpose.LIFT_STOP, request, member.memberNo());
            var seen = beans.getBean(LimitCases.class).read(request);
            assertThat(seen.kind()).isEqualTo(RequestKind.LIFT_STOP);
            assertThat(seen.judgement().carriesApproval()).isTrue();
            return beans.getBean(LimitDecisions.class)
                    .decide(
                            OperationId.make(),
                            request,
                            new LimitForm(
                                    LimitForm.Outcome.APPROVED,
                                    new Yen(300_000),
                                    APR,
                                    Set.of(),
                                    null,
                                    null,
                                    seen.judgement().fingerprint()))
                    .offer();
        });
        assertThat(stops()).as("until the member accepts, the stop stands").isEqualTo(1);

        counter.work(() -> beans.getBean(LimitOffers.class)
                .accept(OperationId.make(), counter.contact(), member.memberNo(), offer));

        assertThat(limit()).isEqualTo(300_000L);
        assertThat(stops()).isZero();
    }

    @Test
    void figures_are_shown_after_a_check_or_in_the_case_and_to_nobody_else() {
        assertThat(Counter.as(supervisor, () -> histories.read(member.memberNo()))
                        .figures())
                .isNull();
        var counter = Counter.open(beans, scene, scene.store(), member);
        assertThat(counter.work(() -> histories.read(member.memberNo())).figures())
                .isNull();
        counter.pass();
        assertThat(counter.work(() -> histories.read(member.memberNo())).figures())
                .satisfies(figures -> assertThat(figures.limit()).isEqualTo(new Yen(300_000)));
        assertThat(scene.trail(member.memberNo())).contains("LIMIT_READ DONE");
    }

    // Helpers
    // -----------------------------------------------------------------------------------------------------------

    private CutForm form(long limit) {
        return form(limit, version());
    }

    private static CutForm form(long limit, int version) {
        return new CutForm(new Yen(limit), CutReason.REVIEW, "途上与信による", version);
    }

    private int version() {
        return (Integer) superuser()
                .fetchValue(
                        "select version from madoguchi.contract where member_no = ?",
                        member.memberNo().value());
    }

    private Object limit() {
        return superuser()
                .fetchValue(
                        "select credit_limit::bigint from madoguchi.contract where member_no = ?",
                        member.memberNo().value());
    }

    private Integer stops() {
        return ((Number) superuser()
                        .fetchValue(
                                "select count(*) from madoguchi.borrowing_stop where member_no = ? and lifted_at is null",
                                member.memberNo().value()))
                .intValue();
    }

    private String change() {
        return (String) superuser()
                .fetchValue(
                        "select concat_ws(' ', why, reason, old_limit, new_limit, staff_no) from madoguchi.limit_change where member_no = ? order by id desc limit 1",
                        member.memberNo().value());
    }

    private void refused(Why why, CutForm form) {
        assertThatThrownBy(() -> Counter.as(supervisor, () -> cuts.cut(OperationId.make(), member.memberNo(), form)))
                .isInstanceOfSatisfying(
                        LimitRefused.class, refused -> assertThat(refused.why()).isEqualTo(why));
    }
}
