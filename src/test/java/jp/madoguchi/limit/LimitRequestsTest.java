package jp.madoguchi.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import jp.madoguchi.Caller;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.approval.Decision;
import jp.madoguchi.approval.FactsChanged;
import jp.madoguchi.core.Message;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Yen;
import jp.madoguchi.lending.BureauInquiries;
import jp.madoguchi.lending.ContactDataConfirmations;
import jp.madoguchi.lending.WorkplaceChecks;
import jp.madoguchi.limit.LimitRefused.Why;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Reason;
import jp.madoguchi.review.HeldByAnother;
import jp.madoguchi.review.NoLongerYours;
import jp.madoguchi.ui.Work;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** A request for a higher limit from the counter to the paper, and everything that must not happen on the way. */
class LimitRequestsTest extends ConsoleTest {

    private static final BigDecimal APR = new BigDecimal("17.8");
    private static final Yen LIMIT = new Yen(400_000);
    private static final Yen HIGH = new Yen(800_000);

    @Autowired
    BeanFactory beans;

    @Autowired
    LimitRequests requests;

    @Autowired
    LimitQueue queue;

    @Autowired
    LimitCases cases;

    @Autowired
    LimitDecisions decisions;

    @Autowired
    LimitOffers offers;

    @Autowired
    LimitFigures figures;

    @Autowired
    Approvals approvals;

    private Scene scene;
    private Scene.Member member;
    private Counter counter;
    private StaffMember reviewer;

    @BeforeEach
    void a_member_stands_at_the_counter() {
        scene = scene();
        member = LimitDesk.member(scene);
        counter = Counter.open(beans, scene, scene.store(), member).pass();
        reviewer = scene.staff(scene.callCenter(), Role.REVIEWER);
    }

    @Test
    void an_approval_becomes_an_offer_and_the_acceptance_changes_limit_ledger_and_paper_together() {
        var request = ready(LIMIT);
        var seen = take(request);
        assertThat(seen.judgement().carriesApproval()).isTrue();
        assertThat(seen.declaredIncome()).isEqualTo(new Yen(6_000_000));

        var decided = as(reviewer, () -> decisions.decide(OperationId.make(), request, approval(LIMIT, seen)));

        assertThat(decided.approvalRequest()).isNull();
        assertThat(state(request)).isEqualTo("OFFERED");
        assertThat(limit()).as("nothing changes before the acceptance").isEqualTo(300_000L);
        var offer = counter.work(() -> offers.open(counter.contact(), member.memberNo()))
                .orElseThrow();
        assertThat(offer.ref()).isEqualTo(decided.offer());
        assertThat(offer.minimum()).isEqualTo(new Yen(11_000));

        var click = OperationId.make();
        var answer = counter.work(() -> offers.accept(click, counter.contact(), member.memberNo(), offer.ref()));

        assertThat(answer.paperNo()).matches("K[0-9]{8}");
        assertThat(counter.work(() -> offers.accept(click, counter.contact(), member.memberNo(), offer.ref())))
                .isEqualTo(answer);
        assertThat(limit()).isEqualTo(400_000L);
        assertThat(state(request)).isEqualTo("ACCEPTED");
        assertThat(superuser()
                        .fetchValue(
                                "select why || ' ' || old_limit || ' ' || new_limit from madoguchi.limit_change where member_no = ?",
                                member.memberNo().value()))
                .isEqualTo("OFFER 300000 400000");
        assertThat(superuser()
                        .fetchValue(
                                "select delivery || ' ' || credit_limit || ' ' || minimum_repayment from madoguchi.contract_paper where paper_no = ?",
                                answer.paperNo()))
                .isEqualTo("POST 400000 11000");
        assertThat(scene.outbox(member.memberNo())).contains("LIMIT_ANSWERED MAIL", "LIMIT_CHANGED MAIL");
        assertThat(scene.trail(member.memberNo()))
                .contains(
                        "LIMIT_REQUESTED DONE",
                        "LIMIT_CASE_READ DONE",
                        "LIMIT_DECIDED DONE",
                        "LIMIT_OFFER_ANSWERED DONE");
    }

    @Test
    void while_a_task_is_open_nothing_is_approved_neither_by_the_use_case_nor_by_the_database() {
        var request = takeIn(LIMIT);
        var seen = take(request);

        refused(Why.NOT_CARRIED, () -> decisions.decide(OperationId.make(), request, approval(LIMIT, seen)));

        assertThatThrownBy(() -> console.fetch(
                        "select madoguchi.decide_limit_request(gen_random_uuid(), ?, (select id from madoguchi.review_lease where item_ref = ? and ended_at is null), 'APPROVED', 400000, 17.8, 11000, '{}', null, null, ?, ?, null)",
                        request,
                        request,
                        seen.judgement().fingerprint(),
                        reviewer.staffNo().value()))
                .hasMessageContaining("do not carry");
        assertThat(state(request)).isEqualTo("OPEN");
    }

    @Test
    void nobody_approves_more_than_was_asked_for_and_less_is_possible() {
        var request = ready(LIMIT);
        var seen = take(request);

        refused(Why.NOT_CARRIED, () -> decisions.decide(OperationId.make(), request, approval(new Yen(410_000), seen)));
        as(reviewer, () -> decisions.decide(OperationId.make(), request, approval(new Yen(350_000), seen)));

        assertThat(counter.work(() -> offers.open(counter.contact(), member.memberNo()))
                        .orElseThrow()
                        .limit())
                .isEqualTo(new Yen(350_000));
    }

    @Test
    void what_was_consented_to_with_the_request_is_accepted_in_advance() {
        counter.work(() -> beans.getBean(ContactDataConfirmations.class)
                .confirm(OperationId.make(), counter.contact(), member.memberNo()));
        var request = UUID.randomUUID();
        assertThat(fromTheSite(request, LIMIT, APR)).isEqualTo("RECEIVED");
        assertThat(fromTheSite(request, LIMIT, APR)).as("once by its ref").isEqualTo("RECEIVED");
        assertThat(fromTheSite(UUID.randomUUID(), LIMIT, null)).isEqualTo("ANOTHER_OPEN");
        take(request);
        research(request);
        var seen = as(reviewer, () -> cases.read(request));
        assertThat(seen.consented()).isTrue();

        as(reviewer, () -> decisions.decide(OperationId.make(), request, approval(LIMIT, seen)));

        assertThat(state(request)).isEqualTo("ACCEPTED");
        assertThat(limit()).isEqualTo(400_000L);
    }

    @Test
    void above_the_reviewers_own_amount_a_supervisor_agrees_to_exactly_these_figures() {
        certificate();
        var request = ready(HIGH);
        var seen = take(request);

        var decided = as(reviewer, () -> decisions.decide(OperationId.make(), request, approval(HIGH, seen)));

        assertThat(decided.offer()).isNull();
        assertThat(state(request)).isEqualTo("OPEN");
        var asking = decided.approvalRequest();
        var supervisor = scene.staff(scene.store(), Role.SUPERVISOR);
        var shown = as(supervisor, () -> approvals.read(asking));
        assertThat(shown.changes()).hasSize(9);
        assertThatThrownBy(() -> as(reviewer, () -> approvals.decide(OperationId.make(), asking, agreed())))
                .isInstanceOf(RuntimeException.class);
        as(supervisor, () -> approvals.decide(OperationId.make(), asking, agreed()));

        assertThat(state(request)).isEqualTo("OFFERED");
        assertThat(counter.work(() -> offers.open(counter.contact(), member.memberNo()))
                        .orElseThrow()
                        .limit())
                .isEqualTo(HIGH);
    }

    @Test
    void what_changed_between_maker_and_checker_is_not_approved() {
        certificate();
        var request = ready(HIGH);
        var seen = take(request);
        var asking = as(reviewer, () -> decisions.decide(OperationId.make(), request, approval(HIGH, seen)))
                .approvalRequest();
        late();

        var supervisor = scene.staff(scene.store(), Role.SUPERVISOR);
        assertThatThrownBy(() -> as(supervisor, () -> approvals.decide(OperationId.make(), asking, agreed())))
                .isInstanceOfSatisfying(
                        FactsChanged.class,
                        changed -> assertThat(changed.what().arguments())
                                .containsExactly(List.of(Message.of("lending.fact.delinquentSince"))));
        assertThat(state(request)).isEqualTo("OPEN");
        assertThat(limit()).isEqualTo(300_000L);
    }

    @Test
    void what_changed_since_it_was_shown_is_looked_at_again() {
        var request = ready(LIMIT);
        var seen = take(request);
        late();

        refused(Why.FACTS_CHANGED, () -> decisions.decide(OperationId.make(), request, approval(LIMIT, seen)));
    }

    @Test
    void an_offer_whose_facts_changed_lapses_and_its_request_is_back_at_the_desk() {
        var request = ready(LIMIT);
        var seen = take(request);
        var offer = as(reviewer, () -> decisions.decide(OperationId.make(), request, approval(LIMIT, seen)))
                .offer();
        late();

        assertThat(counter.work(() -> offers.accept(OperationId.make(), counter.contact(), member.memberNo(), offer))
                        .paperNo())
                .isNull();
        assertThat(limit()).isEqualTo(300_000L);
        assertThat(state(request)).isEqualTo("OPEN");
        assertThat(memberSite()
                        .fetchValue(
                                "select member_site.accept_limit_offer(?, ?)",
                                offer,
                                member.memberNo().value()))
                .isEqualTo("TOO_LATE");
    }

    @Test
    void by_phone_the_words_that_were_read_out_are_kept_with_the_acceptance() {
        var request = ready(LIMIT);
        var seen = take(request);
        var offer = as(reviewer, () -> decisions.decide(OperationId.make(), request, approval(LIMIT, seen)))
                .offer();
        var agent = scene.staff(scene.callCenter(), Role.AGENT);
        var caller = Caller.in(beans, scene, agent, member).pass();
        var shown = as(agent, () -> offers.open(caller.contact(), member.memberNo()))
                .orElseThrow();
        assertThat(shown.words()).contains("300,000円から400,000円に", "17.8%", "11,000円", "承諾されますか。");

        assertThat(as(agent, () -> offers.accept(OperationId.make(), caller.contact(), member.memberNo(), offer))
                        .paperNo())
                .isNotNull();

        assertThat(console.fetchOne(
                                "select words, contact_no::text, staff_no::text from madoguchi.limit_offer_reading where offer_ref = ?",
                                offer)
                        .intoArray())
                .containsExactly(
                        shown.words(), caller.contact().value(), agent.staffNo().value());
    }

    @Test
    void what_papers_were_asked_for_comes_back_when_they_are_accepted() {
        var request = takeIn(LIMIT);
        var print = take(request).judgement().fingerprint();
        as(
                reviewer,
                () -> decide(
                        request, LimitForm.Outcome.PAPERS_ASKED, Set.of(LimitReason.CERTIFICATE_MISSING), null, print));
        assertThat(papersCame(request)).isFalse();

        certificate();

        assertThat(papersCame(request)).isTrue();
    }

    private boolean papersCame(UUID request) {
        return as(reviewer, () -> queue.look()).lines().stream()
                .filter(line -> line.request().equals(request))
                .findFirst()
                .orElseThrow()
                .papersCame();
    }

    @Test
    void an_offer_that_waits_is_listed_with_its_decision_and_taken_back_from_there() {
        var request = ready(LIMIT);
        var seen = take(request);
        var decided = as(reviewer, () -> decisions.decide(OperationId.make(), request, approval(LIMIT, seen)));
        var which = new LimitFigures.Which(scene.today(), scene.today(), null, null, null, true);
        assertThat(as(reviewer, () -> figures.list(which)))
                .extracting(LimitFigures.Line::decision)
                .contains(decided.decision());
        var waiting = as(reviewer, () -> queue.look()).offered();
        Scene.signIn(reviewer);
        var view = new LimitDecisionView(figures, offers, beans.getBean(Work.class));
        UI.getCurrent().add(view);
        view.read(decided.decision());

        test(find(Button.class, view).withText("提案を撤回").single()).click();

        assertThat(as(reviewer, () -> figures.open(decided.decision()))
                        .orElseThrow()
                        .fate())
                .isEqualTo("WITHDRAWN");
        assertThat(find(Button.class, view).withText("提案を撤回").exists()).isFalse();
        assertThat(as(reviewer, () -> queue.look()).offered()).isEqualTo(waiting - 1);
    }

    @Test
    void an_offer_is_taken_back_until_it_is_accepted() {
        var request = ready(LIMIT);
        var seen = take(request);
        var offer = as(reviewer, () -> decisions.decide(OperationId.make(), request, approval(LIMIT, seen)))
                .offer();

        as(reviewer, () -> {
            offers.withdraw(OperationId.make(), member.memberNo(), offer);
            return offer;
        });

        assertThat(state(request)).isEqualTo("OPEN");
        assertThatThrownBy(() -> counter.work(
                        () -> offers.accept(OperationId.make(), counter.contact(), member.memberNo(), offer)))
                .isInstanceOfSatisfying(
                        LimitRefused.class, why -> assertThat(why.why()).isEqualTo(Why.OFFER_ENDED));
    }

    @Test
    void it_is_declined_put_aside_or_papers_are_asked_for_with_reasons() {
        var request = takeIn(LIMIT);
        var seen = take(request);
        var print = seen.judgement().fingerprint();
        refused(Why.REASON_MISSING, () -> decide(request, LimitForm.Outcome.DECLINED, Set.of(), null, print));
        refused(
                Why.REASON_MISSING,
                () -> decide(request, LimitForm.Outcome.HELD, Set.of(LimitReason.OVERALL), scene.today(), print));

        as(
                reviewer,
                () -> decide(
                        request,
                        LimitForm.Outcome.HELD,
                        Set.of(LimitReason.BUREAU_NOT_REACHED),
                        scene.today().plusDays(3),
                        print));
        assertThat(state(request)).isEqualTo("HELD");
        assertThat(as(reviewer, () -> queue.look()).lines())
                .filteredOn(line -> line.request().equals(request))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.waiting().reasons()).containsExactly("BUREAU_NOT_REACHED");
                    assertThat(line.waiting().by()).contains(reviewer.staffNo().value());
                });
        var again = take(request).judgement().fingerprint();
        as(
                reviewer,
                () -> decide(
                        request, LimitForm.Outcome.PAPERS_ASKED, Set.of(LimitReason.CERTIFICATE_MISSING), null, again));
        assertThat(state(request)).isEqualTo("AT_MEMBER");
        take(request);
        as(reviewer, () -> decide(request, LimitForm.Outcome.DECLINED, Set.of(LimitReason.OVERALL), null, again));

        assertThat(state(request)).isEqualTo("DECLINED");
        assertThat(scene.outbox(member.memberNo())).contains("LIMIT_PAPERS_ASKED MAIL", "LIMIT_ANSWERED MAIL");
        assertThatThrownBy(() -> as(reviewer, () -> queue.take(OperationId.make(), request)))
                .isInstanceOfSatisfying(
                        LimitDecidedBefore.class,
                        late -> assertThat(late.what().arguments().getFirst().toString())
                                .as("who was quicker")
                                .contains(reviewer.staffNo().value()));
    }

    @Test
    void one_request_is_open_and_the_member_may_take_it_back() {
        var request = takeIn(LIMIT);
        assertThatThrownBy(() -> takeIn(LIMIT))
                .isInstanceOfSatisfying(
                        LimitRefused.class, why -> assertThat(why.why()).isEqualTo(Why.ANOTHER_OPEN));

        counter.work(() -> {
            requests.withdraw(OperationId.make(), counter.contact(), member.memberNo(), request);
            return request;
        });

        assertThat(state(request)).isEqualTo("WITHDRAWN");
        assertThat(takeIn(LIMIT)).isNotEqualTo(request);
    }

    @Test
    void what_nobody_answers_in_time_ends_by_itself() {
        var request = takeIn(LIMIT);
        superuser()
                .execute(
                        "update madoguchi.limit_request set received_at = received_at - interval '61 days' where ref = ?",
                        request);

        beans.getBean(LimitExpiry.class).end();

        assertThat(state(request)).isEqualTo("EXPIRED");
        assertThat(takeIn(LIMIT)).as("and another may be made").isNotEqualTo(request);
    }

    @Test
    void who_agreed_to_read_papers_on_the_site_gets_none_by_post() {
        for (var chosen : new boolean[] {true, true, false, true}) {
            assertThat(memberSite()
                            .fetchValue(
                                    "select member_site.choose_electronic_papers(?, ?)",
                                    member.memberNo().value(),
                                    chosen))
                    .isEqualTo("CHOSEN");
        }
        var request = ready(LIMIT);
        var seen = take(request);
        var offer = as(reviewer, () -> decisions.decide(OperationId.make(), request, approval(LIMIT, seen)))
                .offer();
        counter.work(() -> offers.accept(OperationId.make(), counter.contact(), member.memberNo(), offer));

        assertThat(superuser()
                        .fetchValue(
                                "select delivery from madoguchi.contract_paper where member_no = ?",
                                member.memberNo().value()))
                .isEqualTo("ELECTRONIC");
        assertThat(scene.trail(member.memberNo())).contains("ELECTRONIC_PAPERS_CHOSEN DONE");
    }

    @Test
    void no_raise_and_nothing_above_the_product_is_taken_in() {
        for (var limit : new long[] {300_000, 5_010_000}) {
            assertThatThrownBy(() -> takeIn(new Yen(limit)))
                    .isInstanceOfSatisfying(
                            LimitRefused.class, why -> assertThat(why.why()).isEqualTo(Why.OUT_OF_BOUNDS));
        }
        assertThatThrownBy(() -> takeIn(new Yen(405_000)))
                .isInstanceOfSatisfying(
                        LimitRefused.class, why -> assertThat(why.why()).isEqualTo(Why.INCOMPLETE));
    }

    @Test
    void without_a_check_nothing_is_taken_in() {
        var stranger = Counter.open(beans, scene, scene.store(), scene.member());

        assertThatThrownBy(() -> stranger.work(() -> requests.takeIn(
                        OperationId.make(),
                        stranger.contact(),
                        stranger.member().memberNo(),
                        form(LIMIT))))
                .isInstanceOfSatisfying(
                        NotAllowed.class, why -> assertThat(why.rule()).isEqualTo(Reason.CHECK_NEEDED));
    }

    @Test
    void one_reviewer_has_it_and_another_takes_it_over_with_a_reason() {
        var request = takeIn(LIMIT);
        take(request);
        var colleague = scene.staff(scene.callCenter(), Role.REVIEWER);
        assertThatThrownBy(() -> as(colleague, () -> queue.take(OperationId.make(), request)))
                .isInstanceOf(HeldByAnother.class);

        as(colleague, () -> queue.takeOver(OperationId.make(), request, "お客さまがお待ちのため"));

        assertThatThrownBy(() -> as(reviewer, () -> cases.read(request))).isInstanceOf(NoLongerYours.class);
        assertThat(as(reviewer, () -> queue.takenFromMe()).getFirst().note()).isEqualTo("お客さまがお待ちのため");
        assertThat(as(colleague, () -> queue.look()).lines())
                .filteredOn(line -> line.request().equals(request))
                .singleElement()
                .satisfies(line ->
                        assertThat(line.holder()).contains(colleague.staffNo().value()));
    }

    // Helpers
    // -----------------------------------------------------------------------------------------------------------

    private UUID takeIn(Yen limit) {
        return counter.work(
                () -> requests.takeIn(OperationId.make(), counter.contact(), member.memberNo(), form(limit)));
    }

    /** Taken in, with everything done that a reviewer does before the decision. */
    private UUID ready(Yen limit) {
        counter.work(() -> beans.getBean(ContactDataConfirmations.class)
                .confirm(OperationId.make(), counter.contact(), member.memberNo()));
        var request = takeIn(limit);
        research(request);
        return request;
    }

    private void research(UUID request) {
        as(reviewer, () -> {
            queue.take(OperationId.make(), request);
            beans.getBean(WorkplaceChecks.class)
                    .record(
                            OperationId.make(),
                            request,
                            member.memberNo(),
                            WorkplaceChecks.Way.PHONE,
                            WorkplaceChecks.Result.CONFIRMED);
            return beans.getBean(BureauInquiries.class)
                    .ask(OperationId.make(), BureauInquiries.Purpose.LIMIT_CASE, request, member.memberNo());
        });
    }

    private LimitCase take(UUID request) {
        return as(reviewer, () -> {
            queue.take(OperationId.make(), request);
            return cases.read(request);
        });
    }

    private static NewLimitRequest form(Yen limit) {
        return new NewLimitRequest(limit, RequestPurpose.LIVING, new Yen(6_000_000), "試験商事", Yen.ZERO, 0);
    }

    private static LimitForm approval(Yen limit, LimitCase seen) {
        return new LimitForm(
                LimitForm.Outcome.APPROVED,
                limit,
                APR,
                Set.of(),
                null,
                null,
                seen.judgement().fingerprint());
    }

    private LimitDecided decide(
            UUID request, LimitForm.Outcome outcome, Set<LimitReason> reasons, LocalDate until, String print) {
        return decisions.decide(
                OperationId.make(), request, new LimitForm(outcome, null, null, reasons, null, until, print));
    }

    private static Decision agreed() {
        return new Decision.Approve("確認しました");
    }

    private String fromTheSite(UUID ref, Yen limit, BigDecimal apr) {
        return (String) memberSite()
                .fetchValue(
                        "select member_site.request_limit_increase(?, ?, ?, 'LIVING', 6000000, '試験商事', 0, 0, ?)",
                        ref,
                        member.memberNo().value(),
                        limit.amount(),
                        apr);
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

    private void late() {
        superuser()
                .execute(
                        "insert into madoguchi.delinquency (member_no, due_on, amount) values (?, current_date - 3, 8000)",
                        member.memberNo().value());
    }

    private Object limit() {
        return superuser()
                .fetchValue(
                        "select credit_limit::bigint from madoguchi.contract where member_no = ?",
                        member.memberNo().value());
    }

    private Object state(UUID request) {
        return superuser().fetchValue("select state from madoguchi.limit_request where ref = ?", request);
    }

    private void refused(Why why, Supplier<?> work) {
        assertThatThrownBy(() -> as(reviewer, work))
                .isInstanceOfSatisfying(
                        LimitRefused.class, refused -> assertThat(refused.why()).isEqualTo(why));
    }

    private static <T> T as(StaffMember staff, Supplier<T> work) {
        return Counter.as(staff, work);
    }
}
