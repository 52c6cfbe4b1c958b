package jp.madoguchi.income;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.core.Message;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.core.Yen;
import jp.madoguchi.member.Members;
import jp.madoguchi.member.SearchPurpose;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.review.HeldByAnother;
import jp.madoguchi.review.NoLongerYours;
import jp.madoguchi.review.NoReasonGiven;
import jp.madoguchi.ui.Texts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ReviewsTest extends ConsoleTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Autowired
    ReviewQueue queue;

    @Autowired
    Reviews reviews;

    @Autowired
    CertificateDecision decisions;

    @Autowired
    SecondLooks looks;

    @Autowired
    IncomeOverview overview;

    @Autowired
    IncomeHistory history;

    @Autowired
    Members members;

    @Autowired
    Pages pages;

    private static final AtomicInteger TESTS = new AtomicInteger();

    private Scene scene;
    private Sendings papers;
    private Duration longAgo;
    private Workplace office;
    private StaffMember reviewer;
    private StaffMember colleague;
    private Scene.Member member;

    @BeforeEach
    void open_an_office() {
        scene = scene();
        papers = new Sendings(superuser());
        office = scene.callCenter();
        reviewer = scene.staff(office, Role.REVIEWER);
        colleague = scene.staff(office, Role.REVIEWER);
        member = scene.member();
        // Nothing is drawn for a second look.
        superuser()
                .execute(
                        "insert into madoguchi.setting (key, effective_from, value, made_by) values ('income.second_look_percent', '2020-01-01', '0', 'test') on conflict do nothing");
        // Longer ago than what any other test has left, so that it is the first.
        longAgo = Duration.ofDays(4000 + 10L * TESTS.incrementAndGet());
    }

    // The queue -------------------------------------------------------------------------------------------------------

    @Test
    void the_next_is_the_oldest_free_one_and_nobody_gets_it_twice() {
        var young = ready(1, longAgo);
        var old = ready(1, longAgo.plusDays(2));
        var middle = ready(1, longAgo.plusDays(1));

        assertThat(next(reviewer)).isEqualTo(old);
        assertThat(next(reviewer)).as("the one in front stays in front").isEqualTo(old);
        assertThat(next(colleague)).isEqualTo(middle);
        assertThat(next(scene.staff(office, Role.REVIEWER))).isEqualTo(young);
    }

    @Test
    void the_first_page_of_what_follows_is_fetched_ahead_and_that_is_recorded() {
        var young = ready(1, longAgo);
        var old = ready(1, longAgo.plusDays(1));
        take(reviewer, old);

        var following = as(reviewer, () -> queue.following()).orElseThrow();

        assertThat(following).isEqualTo(certificate(young));
        assertThat(as(reviewer, () -> pages.ahead(following))).isPresent();
        assertThat(superuser()
                        .resultQuery(
                                "select reason from madoguchi.audit_entry where action = 'INCOME_PAGES_READ' and member_no = ? order by id",
                                member.memberNo().value())
                        .fetchInto(String.class))
                .containsExactly("AHEAD");
        take(colleague, young);
        assertThat(as(reviewer, () -> queue.following())).isNotEqualTo(Optional.of(following));
    }

    @Test
    void what_follows_unmasked_is_not_fetched_ahead() {
        var raw = UUID.randomUUID();
        papers.add(raw, member.memberNo(), null, CertificateState.QUARANTINED, 1, longAgo);

        assertThat(as(reviewer, () -> queue.following())).isEmpty();
        take(colleague, raw);
    }

    @Test
    void the_queue_goes_by_priority_counts_each_sending_once_and_says_who_has_what() {
        var before = as(colleague, () -> queue.look());
        var old = ready(2, longAgo);
        var urgent = ready(1, longAgo);
        papers.add(urgent, member.memberNo(), CertificateKind.PAY_SLIP, CertificateState.READY, 1, HOUR);
        var unfinished = ready(1, longAgo);
        papers.add(unfinished, member.memberNo(), null, CertificateState.WAITING, 1, HOUR);
        take(reviewer, urgent);

        var state = as(colleague, () -> queue.look());

        assertThat(state.count()).isEqualTo(before.count() + 2);
        assertThat(old(state)).isEqualTo(old(before) + 2);
        var mine = state.lines().stream()
                .filter(line -> Set.of(old, urgent, unfinished).contains(line.sending()))
                .toList();
        assertThat(mine).extracting(QueueLine::sending).containsExactly(urgent, old);
        assertThat(mine.getFirst().papers()).isEqualTo(2);
        assertThat(mine.getFirst().holder().name()).isEqualTo(reviewer.name());
        assertThat(state.mine()).isNull();
        assertThat(as(reviewer, () -> queue.look()).mine().sending()).isEqualTo(urgent);
    }

    private static int old(QueueState state) {
        return state.countBy(QueueState.Group::age).getOrDefault(QueueState.Age.OLD, 0);
    }

    @Test
    void what_another_has_is_taken_over_with_a_reason_that_they_read() {
        var sending = ready(2, HOUR);
        take(reviewer, sending);

        assertThatThrownBy(() -> as(colleague, () -> queue.take(OperationId.make(), sending)))
                .isInstanceOf(HeldByAnother.class);
        assertThatThrownBy(() -> as(colleague, () -> queue.takeOver(OperationId.make(), sending, " ")))
                .isInstanceOf(NoReasonGiven.class);
        as(colleague, () -> queue.takeOver(OperationId.make(), sending, "お客さまがお待ちです"));

        assertThat(as(reviewer, () -> queue.renew(sending))).isEmpty();
        assertThatThrownBy(() -> as(reviewer, () -> reviews.read(sending))).isInstanceOf(NoLongerYours.class);
        var told = as(reviewer, () -> queue.takenFromMe());
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().by()).isEqualTo(colleague.name());
        assertThat(told.getFirst().note()).isEqualTo("お客さまがお待ちです");
        assertThat(as(colleague, () -> reviews.read(sending)).memberNo()).isEqualTo(member.memberNo());
    }

    @Test
    void when_the_tab_dies_the_next_reviewer_finds_what_was_typed() {
        var sending = ready(2, HOUR);
        take(reviewer, sending);
        var typed = typed("4213500");
        as(reviewer, () -> {
            reviews.keep(sending, typed);
            return true;
        });
        assertThatThrownBy(() -> take(colleague, sending)).isInstanceOf(HeldByAnother.class);

        papers.letRunOut(sending);

        assertThat(take(colleague, sending)).isEqualTo(sending);
        assertThat(as(colleague, () -> reviews.read(sending)).typed()).isEqualTo(typed);
        assertThat(as(reviewer, () -> queue.renew(sending))).isEmpty();
        assertThatThrownBy(() -> as(reviewer, () -> {
                    reviews.keep(sending, typed("1"));
                    return true;
                }))
                .isInstanceOf(NoLongerYours.class);
        assertThat(superuser()
                        .fetchValue(
                                "select end_reason from madoguchi.review_lease where item_ref = ? order by id limit 1",
                                sending))
                .isEqualTo("EXPIRED");
    }

    @Test
    void a_number_that_may_be_a_My_Number_is_not_kept() {
        var sending = ready(2, HOUR);
        take(reviewer, sending);

        as(reviewer, () -> {
            reviews.keep(sending, typed("983205673214"));
            return true;
        });

        assertThat(superuser()
                        .fetchValue("select figures from workspace.income_figures where sending_ref = ?", sending)
                        .toString())
                .doesNotContain("983205673214");
    }

    // Deciding --------------------------------------------------------------------------------------------------------

    @Test
    void an_acceptance_takes_effect_a_minute_later_with_its_message() {
        var sending = ready(2, HOUR);
        take(reviewer, sending);

        var decided = accept(reviewer, sending, "4213500");

        assertThat(decided.effectiveAt()).isNotNull();
        assertThat(income()).isNull();
        assertThat(superuser().fetchSingle("""
                                select d.annual_income::bigint, d.formula, d.effective_at = d.decided_at + interval '60 seconds', o.kind, o.state, o.due_at = d.effective_at
                                from madoguchi.income_decision d join madoguchi.outbox o on o.ref = d.message_ref where d.ref = ?""", decided.ref()).intoList())
                .isEqualTo(List.of(4213500L, "支払金額 4,213,500円", true, "INCOME_ACCEPTED", "DUE", true));
        papers.letTakeEffect(decided.ref());
        assertThat(income()).isEqualTo(4213500L);
        assertThat(scene.trail(member.memberNo()))
                .contains("INCOME_REVIEW_TAKEN DONE", "INCOME_CASE_READ DONE", "INCOME_DECIDED DONE");
        assertThatThrownBy(() -> take(colleague, sending)).isInstanceOf(NothingToReview.class);
    }

    @Test
    void it_is_undone_within_the_minute_and_the_member_hears_nothing() {
        var sending = ready(2, HOUR);
        take(reviewer, sending);
        var decided = accept(reviewer, sending, "4213500");

        assertThatThrownBy(() -> as(colleague, () -> decisions.undo(OperationId.make(), decided.ref())))
                .isInstanceOf(TooLateToUndo.class);
        assertThat(as(reviewer, () -> decisions.undo(OperationId.make(), decided.ref())))
                .isEqualTo(sending);

        assertThat(outbox()).isEqualTo("INCOME_ACCEPTED WITHHELD UNDONE");
        papers.letTakeEffect(decided.ref());
        assertThat(income()).isNull();
        assertThat(take(colleague, sending)).isEqualTo(sending);
    }

    @Test
    void afterwards_it_stands() {
        var sending = ready(2, HOUR);
        take(reviewer, sending);
        var decided = accept(reviewer, sending, "4213500");
        papers.letTakeEffect(decided.ref());

        assertThatThrownBy(() -> as(reviewer, () -> decisions.undo(OperationId.make(), decided.ref())))
                .isInstanceOf(TooLateToUndo.class);
    }

    @Test
    void papers_are_asked_for_again_in_words_that_say_exactly_what_to_send() {
        var sending = ready(2, HOUR);
        take(reviewer, sending);
        var file = as(reviewer, () -> reviews.read(sending));

        assertThatThrownBy(() -> decide(reviewer, sending, DecisionForm.Outcome.ASK_AGAIN, Set.of(), file))
                .isInstanceOf(NotDecidable.class);
        assertThatThrownBy(() ->
                        decide(reviewer, sending, DecisionForm.Outcome.ASK_AGAIN, Set.of(AskReason.OTHER_PERSON), file))
                .isInstanceOf(NotDecidable.class);
        decide(reviewer, sending, DecisionForm.Outcome.ASK_AGAIN, Set.of(AskReason.BLURRED, AskReason.TOO_OLD), file);

        assertThat(outbox()).isEqualTo("INCOME_ASKED_AGAIN DUE null");
        assertThat(superuser()
                        .fetchValue(
                                "select payload from madoguchi.outbox where member_no = ?",
                                member.memberNo().value())
                        .toString())
                .contains("ピント", "最新");
    }

    @Test
    void what_was_turned_down_is_kept_for_ninety_days_unless_that_is_undone() {
        var sending = ready(2, HOUR);
        take(reviewer, sending);
        var file = as(reviewer, () -> reviews.read(sending));

        var decided = decide(reviewer, sending, DecisionForm.Outcome.REFUSED, Set.of(AskReason.OTHER_PERSON), file);

        assertThat(keepUntil(sending))
                .as("midnight after the ninetieth day, the first not counted")
                .isEqualTo(Tokyo.startOf(Tokyo.date(decided.effectiveAt()).plusDays(91)));
        as(reviewer, () -> decisions.undo(OperationId.make(), decided.ref()));
        assertThat(keepUntil(sending)).isNull();
    }

    private Instant keepUntil(UUID sending) {
        return superuser()
                .resultQuery("select keep_until from madoguchi.income_certificate where sending_ref = ?", sending)
                .fetchSingle(0, Instant.class);
    }

    @Test
    void no_sentence_to_the_member_tells_of_lending() {
        for (var reason : AskReason.values()) {
            var sentence = Texts.inJapanese(Message.of("income.ask." + reason));
            assertThat(superuser().fetchValue("select madoguchi.tells_of_lending(?)", sentence))
                    .as(sentence)
                    .isEqualTo(false);
        }
    }

    @Test
    void nothing_is_accepted_while_a_check_fails() {
        var sending = ready(2, HOUR);
        take(reviewer, sending);
        var file = as(reviewer, () -> reviews.read(sending));
        var blurred =
                new Typed(CertificateKind.WITHHOLDING_SLIP, year(), "4213500", "", false, "", Set.of(Eye.READABLE));
        var old = new Typed(CertificateKind.WITHHOLDING_SLIP, "2015", "4213500", "", false, "", Set.of());

        for (var typed : new Typed[] {blurred, old, typed(""), Typed.of(null)}) {
            assertThatThrownBy(() -> as(
                            reviewer,
                            () -> decisions.decide(
                                    OperationId.make(),
                                    sending,
                                    new DecisionForm(
                                            DecisionForm.Outcome.ACCEPTED, typed, Set.of(), file.fingerprint()))))
                    .isInstanceOf(NotDecidable.class);
        }
    }

    @Test
    void what_arrived_meanwhile_is_looked_at_first() {
        var sending = ready(2, HOUR);
        take(reviewer, sending);
        var file = as(reviewer, () -> reviews.read(sending));
        ready(2, Duration.ZERO);

        assertThatThrownBy(
                        () -> decide(reviewer, sending, DecisionForm.Outcome.REFUSED, Set.of(AskReason.DOUBLE), file))
                .isInstanceOf(SomethingNewer.class);
    }

    @Test
    void a_paper_that_is_not_masked_cannot_be_decided() {
        var sending = ready(2, HOUR);
        papers.add(sending, member.memberNo(), null, CertificateState.QUARANTINED, 2, HOUR);
        take(reviewer, sending);
        var file = as(reviewer, () -> reviews.read(sending));

        assertThat(Check.of(file, typed("4213500"), rules()).getFirst().state()).isEqualTo(Check.State.FAILS);
        assertThatThrownBy(() -> as(
                        reviewer,
                        () -> decisions.decide(
                                OperationId.make(),
                                sending,
                                new DecisionForm(
                                        DecisionForm.Outcome.ACCEPTED,
                                        typed("4213500"),
                                        Set.of(),
                                        file.fingerprint()))))
                .isInstanceOf(NotDecidable.class);
    }

    // The second person -----------------------------------------------------------------------------------------------

    @Test
    void a_big_jump_waits_for_a_second_person() {
        onFile(4000000);
        var sending = ready(2, HOUR);
        take(reviewer, sending);

        var decided = accept(reviewer, sending, "6000001");

        assertThat(decided.effectiveAt()).isNull();
        assertThat(decided.secondLook()).containsExactly(SecondLookCause.JUMP);
        assertThat(outbox()).isNull();
        var supervisor = scene.staff(office, Role.SUPERVISOR);
        var look = as(supervisor, () -> looks.read(decided.ref()));
        assertThat(look.annualIncome()).isEqualTo(new Yen(6000001));
        var agreed = as(
                supervisor,
                () -> looks.look(OperationId.make(), decided.ref(), look.file().fingerprint(), null));
        assertThat(agreed.effectiveAt()).isNotNull();
        assertThat(outbox()).isEqualTo("INCOME_ACCEPTED DUE null");
        assertThatThrownBy(() -> as(supervisor, () -> looks.read(decided.ref())))
                .isInstanceOf(NoLookWaiting.class);
        papers.letTakeEffect(decided.ref());
        assertThat(income()).isEqualTo(6000001L);
    }

    @Test
    void half_more_is_no_jump_and_what_is_not_agreed_goes_back() {
        onFile(4000000);
        var first = ready(2, HOUR);
        take(reviewer, first);
        assertThat(accept(reviewer, first, "6000000").effectiveAt()).isNotNull();
        var second = ready(2, HOUR);
        take(reviewer, second);
        var decided = accept(reviewer, second, "1999999");
        var supervisor = scene.staff(office, Role.SUPERVISOR);
        var look = as(supervisor, () -> looks.read(decided.ref()));

        as(
                supervisor,
                () -> looks.look(
                        OperationId.make(), decided.ref(), look.file().fingerprint(), SecondLooks.Objection.FIGURES));

        assertThat(take(colleague, second)).isEqualTo(second);
    }

    @Test
    void nobody_looks_at_the_own_decision_and_the_database_says_so_too() {
        onFile(1000000);
        var sending = ready(2, HOUR);
        var both = scene.staff(office, Role.REVIEWER);
        take(both, sending);
        var decided = accept(both, sending, "4213500");

        assertThatThrownBy(() -> console.execute(
                        "insert into madoguchi.income_second_look (decision_ref, agreed, reason, looked_by, looked_at) values (?, false, 'PAPER', ?, clock_timestamp())",
                        decided.ref(),
                        both.staffNo().value()))
                .hasStackTraceContaining("a second look is for another");
    }

    // What follows ----------------------------------------------------------------------------------------------------

    @Test
    void a_change_of_workplace_reopens_the_check() {
        superuser()
                .execute(
                        "update madoguchi.contract set credit_limit = 800000 where member_no = ?",
                        member.memberNo().value());
        var days = as(reviewer, () -> overview.days());
        assertThat(standing(days)).isEqualTo("MISSING");
        var sending = ready(2, HOUR);
        assertThat(standing(days)).isEqualTo("IN_REVIEW");
        take(reviewer, sending);
        papers.letTakeEffect(accept(reviewer, sending, "4213500").ref());
        assertThat(standing(days)).isNull();

        superuser()
                .execute(
                        "update madoguchi.member_employer set valid_to = clock_timestamp() - interval '1 hour' where member_no = ?",
                        member.memberNo().value());
        superuser()
                .execute(
                        "insert into madoguchi.member_employer (member_no, name, valid_from) values (?, '次の商事', clock_timestamp() - interval '1 hour')",
                        member.memberNo().value());

        assertThat(standing(days)).isEqualTo("REOPENED");
    }

    @Test
    void a_workplace_confirmed_in_the_third_year_makes_the_certificate_good_for_five() {
        var sending = ready(2, HOUR);
        take(reviewer, sending);
        papers.letTakeEffect(accept(reviewer, sending, "4213500").ref());
        superuser().transaction(transaction -> {
            var db = transaction.dsl();
            db.execute("set local session_replication_role = replica");
            db.execute(
                    "update madoguchi.income_on_file set paper_on = current_date - 800, renew_on = current_date - 800 + 1096 where member_no = ?",
                    member.memberNo().value());
        });
        assertThat(daysOfCertificate()).isEqualTo(1096);

        confirmWorkplace("NOT_REACHED");
        assertThat(daysOfCertificate()).isEqualTo(1096);
        confirmWorkplace("CONFIRMED");

        assertThat(daysOfCertificate()).isBetween(1826, 1827);
    }

    private void confirmWorkplace(String result) {
        superuser()
                .execute(
                        """
                        insert into madoguchi.workplace_check (ref, member_no, employer_id, way, result, checked_by, checked_at)
                        select gen_random_uuid(), member_no, id, 'PHONE', ?, ?, clock_timestamp() from madoguchi.member_employer
                        where member_no = ? and valid_to is null""",
                        result,
                        reviewer.staffNo().value(),
                        member.memberNo().value());
    }

    private int daysOfCertificate() {
        return superuser()
                .resultQuery(
                        "select renew_on - paper_on from madoguchi.income_in_force(?, clock_timestamp())",
                        member.memberNo().value())
                .fetchSingle(0, Integer.class);
    }

    @Test
    void the_story_of_a_paper_has_its_figures_for_who_may_see_them() {
        var sending = ready(2, HOUR);
        take(reviewer, sending);
        accept(reviewer, sending, "4213500");

        var story = as(reviewer, () -> history.of(member.memberNo()));
        var clerk = as(scene.staff(scene.store(), Role.CLERK), () -> history.of(member.memberNo()));

        assertThat(story.papers().getFirst().events())
                .extracting(IncomeHistory.Event::what)
                .contains(
                        IncomeHistory.Happening.MASKED,
                        IncomeHistory.Happening.TAKEN,
                        IncomeHistory.Happening.ACCEPTED);
        assertThat(story.toString()).contains("4213500");
        assertThat(clerk.figuresShown()).isFalse();
        assertThat(clerk.toString()).doesNotContain("4213500");
    }

    @Test
    void a_reviewer_opens_a_member_within_the_case_and_not_after_it() {
        var sending = ready(2, HOUR);
        assertThatThrownBy(() -> as(reviewer, () -> members.open(member.memberNo(), SearchPurpose.DOCUMENT_ARRIVED)))
                .isInstanceOf(NotAllowed.class);
        take(reviewer, sending);

        assertThat(as(reviewer, () -> members.open(member.memberNo(), null)).checked())
                .isFalse();

        as(reviewer, () -> {
            queue.release(sending);
            return sending;
        });
        assertThatThrownBy(() -> as(reviewer, () -> members.open(member.memberNo(), SearchPurpose.DOCUMENT_ARRIVED)))
                .isInstanceOf(NotAllowed.class);
    }

    // -----------------------------------------------------------------------------------------------------------------

    private UUID ready(int priority, Duration ago) {
        return papers.ready(member.memberNo(), CertificateKind.WITHHOLDING_SLIP, priority, ago);
    }

    private UUID next(StaffMember staff) {
        return as(staff, () -> queue.next(OperationId.make())).orElse(null);
    }

    private UUID take(StaffMember staff, UUID sending) {
        return as(staff, () -> queue.take(OperationId.make(), sending));
    }

    private Decided accept(StaffMember staff, UUID sending, String amount) {
        var file = as(staff, () -> reviews.read(sending));
        return as(
                staff,
                () -> decisions.decide(
                        OperationId.make(),
                        sending,
                        new DecisionForm(DecisionForm.Outcome.ACCEPTED, typed(amount), Set.of(), file.fingerprint())));
    }

    private Decided decide(
            StaffMember staff, UUID sending, DecisionForm.Outcome outcome, Set<AskReason> reasons, ReviewCase file) {
        return as(
                staff,
                () -> decisions.decide(
                        OperationId.make(),
                        sending,
                        new DecisionForm(outcome, file.typed(), reasons, file.fingerprint())));
    }

    private Typed typed(String amount) {
        return new Typed(CertificateKind.WITHHOLDING_SLIP, year(), amount, "", false, "", Set.of());
    }

    private String year() {
        return String.valueOf(scene.today().getYear() - 1);
    }

    private static Validity.Rules rules() {
        return new Validity.Rules(12, 2, 3, 6, 2, 3, 12, 6, 6, 3);
    }

    private UUID certificate(UUID sending) {
        return superuser()
                .resultQuery("select ref from madoguchi.income_certificate where sending_ref = ?", sending)
                .fetchSingle(0, UUID.class);
    }

    private void onFile(long income) {
        superuser()
                .execute(
                        "insert into madoguchi.income_on_file (member_no, annual_income, source, valid_from) values (?, ?, 'DECLARED', clock_timestamp() - interval '100 days')",
                        member.memberNo().value(),
                        income);
    }

    private Object income() {
        return superuser()
                .resultQuery(
                        "select annual_income::bigint from madoguchi.income_in_force(?, clock_timestamp())",
                        member.memberNo().value())
                .fetchOne(0);
    }

    private Object outbox() {
        return superuser()
                .resultQuery(
                        "select kind || ' ' || state || ' ' || coalesce(code, 'null') from madoguchi.outbox where member_no = ? order by id desc limit 1",
                        member.memberNo().value())
                .fetchOne(0);
    }

    private Object standing(int days) {
        return superuser()
                .resultQuery(
                        "select standing from madoguchi.income_overview(clock_timestamp(), ?) where member_no = ?",
                        days,
                        member.memberNo().value())
                .fetchOne(0);
    }

    private static <T> T as(StaffMember staff, Supplier<T> work) {
        return Counter.as(staff, work);
    }
}
