package jp.madoguchi.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import jp.madoguchi.Caller;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.contact.Closing;
import jp.madoguchi.contact.ContactHistory;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.policy.CheckState;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Reason;
import jp.madoguchi.webid.Reissue;
import jp.madoguchi.webid.WebIdReissue;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.security.access.AccessDeniedException;

class PhoneChecksTest extends ConsoleTest {

    @Autowired
    ApplicationContext beans;

    @Autowired
    PhoneChecks checks;

    @Autowired
    Contacts contacts;

    private Scene scene;
    private StaffMember agent;
    private Scene.Member member;

    @BeforeEach
    void a_call_center() {
        scene = scene();
        agent = scene.staff(scene.callCenter(), Role.AGENT);
        member = scene.member();
    }

    @Test
    void three_questions_are_drawn_one_of_them_about_dealings_and_a_caller_who_knows_passes() {
        var caller = Caller.in(beans, scene, agent, member);

        var asked = caller.begin();
        assertThat(asked.questions()).hasSize(3);
        assertThat(asked.questions().stream().map(PhoneStep.Question::question))
                .doesNotHaveDuplicates()
                .anyMatch(PhoneQuestion::isDealing);
        var result = caller.answer(asked, caller::right).result();

        assertThat(result.passed()).isTrue();
        var open = front();
        assertThat(open.check()).isEqualTo(CheckState.PASSED);
        assertThat(open.calledBack()).isFalse();
        assertThat(Duration.between(open.openedAt(), open.checkedUntil()))
                .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(62));
        assertThat(superuser()
                        .fetchValue(
                                "select method from madoguchi.identity_check where contact_no = ?",
                                caller.contact().value()))
                .isEqualTo("PHONE");
    }

    @Test
    void what_was_asked_and_matched_is_kept_and_neither_answer_nor_what_was_said() {
        var caller = Caller.in(beans, scene, agent, member);
        var asked = caller.begin();
        caller.answer(asked, question -> question.isDealing() ? caller.right(question) : "この答えは残らない");

        var rows = superuser()
                .resultQuery(
                        "select question || ' ' || outcome from madoguchi.phone_question q join madoguchi.phone_check p on p.id = q.check_id where contact_no = ? order by position",
                        caller.contact().value())
                .fetchInto(String.class);
        assertThat(rows)
                .containsExactlyElementsOf(asked.questions().stream()
                        .map(PhoneStep.Question::question)
                        .map(question -> question + (question.isDealing() ? " MATCHED" : " DIFFERED"))
                        .toList());
        var kept = superuser()
                        .fetch(
                                "select * from madoguchi.audit_entry where contact_no = ?",
                                caller.contact().value())
                        .formatCSV()
                + superuser()
                        .fetch(
                                "select * from madoguchi.operation where staff_no = ?",
                                agent.staffNo().value())
                        .formatCSV();
        assertThat(kept)
                .contains("IDENTITY_CHECKED")
                .doesNotContain("この答えは残らない")
                .doesNotContain("みずほ")
                .doesNotContain("11,000")
                .doesNotContain("丸の内");
    }

    @Test
    void two_answers_about_contact_data_are_not_enough_without_dealings() {
        var caller = Caller.in(beans, scene, agent, member);
        var result = caller.answer(
                        caller.begin(),
                        question -> question.isDealing() ? Caller.wrong(question) : caller.right(question))
                .result();

        assertThat(result.passed()).isFalse();
        assertThat(result.reason()).isEqualTo(CheckResult.FailReason.ANSWERS_DIFFER);
        assertThat(result.triesLeft()).isEqualTo(1);
    }

    @Test
    void a_name_or_birth_date_that_differs_fails_before_anything_is_asked() {
        var caller = Caller.in(beans, scene, agent, member);

        var name = caller.begin(false, member.birthDate()).result();
        var birth = caller.begin(true, member.birthDate().plusDays(1)).result();

        assertThat(name.reason()).isEqualTo(CheckResult.FailReason.NAME_DIFFERS);
        assertThat(birth.reason()).isEqualTo(CheckResult.FailReason.BIRTH_DATE_DIFFERS);
        assertThat(front().check()).isEqualTo(CheckState.NO_TRIES_LEFT);
        refused(Reason.CHECK_NO_TRIES_LEFT, caller::begin);
    }

    @Test
    void whoever_opens_the_form_again_gets_the_same_questions() {
        var caller = Caller.in(beans, scene, agent, member);

        var first = caller.begin();

        assertThat(caller.begin()).isEqualTo(first);
        assertThat(caller.asked()).contains(first);
    }

    @Test
    void a_caller_who_does_not_know_gets_another_question_once() {
        var caller = Caller.in(beans, scene, agent, member);
        var first = caller.begin();
        var unknown = first.questions().getFirst();

        var second = caller.other(unknown.position());

        assertThat(second.questions()).hasSize(3);
        assertThat(second.questions().stream().map(PhoneStep.Question::question))
                .doesNotContain(unknown.question())
                .anyMatch(PhoneQuestion::isDealing);
        assertThat(second.othersLeft()).isZero();
        assertThatThrownBy(() -> caller.other(second.questions().getFirst().position()))
                .isInstanceOfSatisfying(
                        PhoneCheckRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo("IDENTITY-014"));
        assertThat(caller.answer(second, caller::right).result().passed()).isTrue();
    }

    @Test
    void not_to_know_is_no_match() {
        var caller = Caller.in(beans, scene, agent, member);
        assertThat(caller.answer(caller.begin(), question -> null).result().passed())
                .isFalse();
    }

    @Test
    void a_question_without_an_answer_is_refused_and_nothing_counts() {
        var caller = Caller.in(beans, scene, agent, member);
        caller.begin();

        assertThatThrownBy(() -> caller.answer(List.of()))
                .isInstanceOfSatisfying(
                        PhoneCheckRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo("IDENTITY-016"));
        assertThat(front().failedChecks()).isZero();
    }

    @Test
    void what_the_agent_has_seen_or_typed_to_find_the_member_is_never_asked() {
        superuser().execute("""
                insert into madoguchi.delinquency (member_no, due_on, amount) values (?, current_date - 10, 11000)""", member.memberNo().value());
        var digits = (String) superuser()
                .fetchValue(
                        "select digits from madoguchi.member_phone where member_no = ?",
                        member.memberNo().value());
        var earlier = Caller.in(beans, scene, agent, member);
        close(earlier);
        var caller = Caller.in(beans, scene, agent, member);
        Counter.as(agent, () -> beans.getBean(ContactHistory.class).of(member.memberNo(), null));
        superuser().execute("""
                insert into madoguchi.audit_entry (application, action, outcome, staff_no, details)
                values ('CONSOLE', 'MEMBERS_SEARCHED', 'DONE', ?, ?)""", agent.staffNo().value(), "{\"terms\":\"" + digits + "\"}");

        var askable = EnumSet.noneOf(PhoneQuestion.class);
        for (var i = 0; i < 60; i++) {
            var other = i == 0 ? caller : Caller.in(beans, scene, agent, member);
            other.begin().questions().forEach(question -> askable.add(question.question()));
            close(other);
        }
        assertThat(askable)
                .containsExactlyInAnyOrder(
                        PhoneQuestion.ADDRESS,
                        PhoneQuestion.EMAIL,
                        PhoneQuestion.EMPLOYER,
                        PhoneQuestion.REPAYMENT_DAY,
                        PhoneQuestion.REPAYMENT_AMOUNT,
                        PhoneQuestion.DEBIT_BANK);
    }

    @Test
    void with_nothing_about_dealings_on_file_nobody_is_checked_by_phone() {
        scene.neverRepaid(member.memberNo());
        superuser()
                .execute(
                        "delete from madoguchi.bank_account where member_no = ?",
                        member.memberNo().value());
        scene.owes(member.memberNo(), 0);
        superuser().execute("""
                update madoguchi.contract set state = 'CANCELLED_BY_MEMBER', ended_on = current_date, end_reason = 'MEMBER_REQUEST' where member_no = ?""", member.memberNo().value());
        var caller = Caller.in(beans, scene, agent, member);

        assertThatThrownBy(caller::begin)
                .isInstanceOfSatisfying(
                        PhoneCheckRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo("IDENTITY-012"));
    }

    @Test
    void a_passed_check_is_renewed_by_one_question_and_a_wrong_answer_ends_it() {
        var caller = Caller.in(beans, scene, agent, member);
        assertThatThrownBy(caller::renew)
                .isInstanceOfSatisfying(
                        PhoneCheckRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo("IDENTITY-015"));
        caller.pass();

        var asked = caller.renew();
        assertThat(asked.questions()).hasSize(1);
        assertThat(asked.renewal()).isTrue();
        assertThat(caller.answer(asked, caller::right).result().passed()).isTrue();
        assertThat(front().isChecked()).isTrue();

        assertThat(caller.answer(caller.renew(), Caller::wrong).result().passed())
                .isFalse();
        assertThat(front().check()).isEqualTo(CheckState.FAILED);
        assertThatThrownBy(caller::renew).isInstanceOf(PhoneCheckRefused.class);
    }

    @Test
    void questions_drawn_before_a_long_park_are_void() {
        var caller = Caller.in(beans, scene, agent, member);
        var before = caller.begin();
        Counter.as(agent, () -> {
            contacts.park(OperationId.make(), caller.contact());
            return before;
        });
        superuser()
                .execute(
                        "update madoguchi.contact set parked_at = parked_at - interval '11 minutes' where contact_no = ?",
                        caller.contact().value());
        Counter.as(agent, () -> {
            contacts.resume(OperationId.make(), caller.contact());
            return before;
        });

        assertThat(caller.asked()).isEmpty();
        assertThat(caller.begin().questions()).hasSize(3);
        assertThat(superuser()
                        .fetchValue(
                                "select count(*) from madoguchi.phone_check where contact_no = ?",
                                caller.contact().value()))
                .isEqualTo(2L);
    }

    @Test
    void a_call_back_to_a_number_registered_long_enough_is_the_stronger_proof() {
        var first = Caller.in(beans, scene, agent, member).fail().fail();
        close(first);
        var back = Caller.back(beans, scene, agent, member);
        assertThat(front().calledBack()).isFalse();

        back.pass();

        assertThat(front().calledBack()).isTrue();
        assertThat(superuser()
                        .fetchValue(
                                "select answers_contact_no::text from madoguchi.contact where contact_no = ?",
                                back.contact().value()))
                .isEqualTo(first.contact().value());
    }

    @Test
    void a_call_back_to_a_number_of_last_week_proves_no_more_than_questions() {
        superuser()
                .execute(
                        "update madoguchi.member_phone set valid_from = now() - interval '29 days' where member_no = ?",
                        member.memberNo().value());
        Caller.back(beans, scene, agent, member).pass();

        assertThat(front().isChecked()).isTrue();
        assertThat(front().calledBack()).isFalse();
    }

    @Test
    void after_it_the_web_id_is_reissued_to_the_registered_email() {
        var caller = Caller.in(beans, scene, agent, member).pass();
        var form = new Reissue(Reissue.Delivery.MAIL, Reissue.Reason.FORGOTTEN);

        var outcome = Counter.as(
                agent,
                () -> beans.getBean(WebIdReissue.class)
                        .reissue(OperationId.make(), caller.contact(), member.memberNo(), form));

        assertThat(outcome.issuedAt()).isNotNull();
        assertThat(scene.attempt(member, true)).isEqualTo("RETIRED_ID");
    }

    @Test
    void a_counter_has_no_questions_and_a_clerk_no_right_to_them() {
        var clerk = scene.staff(scene.store(), Role.CLERK);
        var counter = Counter.open(beans, clerk, member, Channel.STORE);
        assertThatThrownBy(() -> counter.work(() -> checks.begin(
                        OperationId.make(), counter.contact(), member.memberNo(), true, member.birthDate())))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> superuser().execute("""
                insert into madoguchi.identity_check (ref, contact_no, member_no, method, result, staff_no, place_no, at, valid_until)
                select gen_random_uuid(), contact_no, member_no, 'PHONE', 'PASSED', staff_no, place_no, now(), now() + interval '1 minute'
                from madoguchi.contact where contact_no = ?""", counter.contact().value()))
                .hasStackTraceContaining("phone contact");
    }

    private OpenContact front() {
        return Counter.as(agent, () -> contacts.front().orElseThrow());
    }

    private void close(Caller caller) {
        Counter.as(agent, () -> {
            contacts.close(
                    OperationId.make(),
                    caller.contact(),
                    new Closing(Closing.Category.LOGIN, Closing.Cause.UNKNOWN, Closing.Outcome.ABANDONED, null));
            return caller;
        });
    }

    private static void refused(Reason reason, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        NotAllowed.class, refused -> assertThat(refused.rule()).isEqualTo(reason));
    }
}
