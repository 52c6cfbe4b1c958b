package jp.madoguchi.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.approval.Decision;
import jp.madoguchi.approval.FactsChanged;
import jp.madoguchi.approval.NoLongerWaiting;
import jp.madoguchi.approval.OwnRequest;
import jp.madoguchi.contact.Closing;
import jp.madoguchi.contact.ContactIsOver;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.NewContact;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.identity.CheckResult;
import jp.madoguchi.identity.DocumentKind;
import jp.madoguchi.identity.IdentityChecks;
import jp.madoguchi.identity.ShownDocument;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Reason;
import jp.madoguchi.policy.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

class LocksTest extends ConsoleTest {

    private static final Clearing MISTYPED = new Clearing(Clearing.Reason.MISTYPED, null);

    @Autowired
    Locks locks;

    @Autowired
    LoginStates states;

    @Autowired
    Contacts contacts;

    @Autowired
    IdentityChecks checks;

    @Autowired
    Approvals approvals;

    private Scene scene;
    private Workplace store;

    @BeforeEach
    void open_a_store() {
        scene = scene();
        store = scene.store();
    }

    @AfterEach
    void sign_out() {
        Scene.signOut();
    }

    @Test
    void a_clerk_clears_the_lock_of_a_person_at_the_counter_and_the_trail_tells_it() {
        var member = scene.locked();
        clerk();
        var contact = serve(member, Channel.STORE);
        assertThat(states.read(member.memberNo()).clearing()).isEqualTo(new Verdict.Forbidden(Reason.CHECK_NEEDED));
        pass(contact, member);

        var outcome = locks.clear(OperationId.make(), contact, member.memberNo(), MISTYPED);

        assertThat(outcome.clearedAt()).isNotNull();
        assertThat(scene.attempt(member, true)).isEqualTo("SUCCESS");
        var state = states.read(member.memberNo());
        assertThat(state.isLocked()).isFalse();
        assertThat(state.clearedHere()).isPresent();
        assertThat(state.attempts().getFirst().outcome()).isEqualTo(Attempt.Outcome.SUCCESS);
        assertThat(scene.trail(member.memberNo()))
                .containsSubsequence(
                        "LOGIN_LOCKED DONE",
                        "CONTACT_OPENED DONE",
                        "LOGIN_STATE_READ DONE",
                        "IDENTITY_CHECKED DONE",
                        "LOCK_CLEARED DONE");
        assertThat(outbox(member)).containsExactly("LOGIN_LOCKED", "LOCK_CLEARED");
    }

    @Test
    void the_same_click_twice_clears_once() {
        var member = scene.locked();
        clerk();
        var contact = serve(member, Channel.STORE);
        pass(contact, member);
        var id = OperationId.make();

        var first = locks.clear(id, contact, member.memberNo(), MISTYPED);
        var second = locks.clear(id, contact, member.memberNo(), MISTYPED);

        assertThat(second).isEqualTo(first);
        assertThat(outbox(member)).containsExactly("LOGIN_LOCKED", "LOCK_CLEARED");
    }

    @Test
    void a_member_who_forgot_the_password_gets_the_reset_from_the_same_check() {
        var member = scene.locked();
        clerk();
        var contact = serve(member, Channel.STORE);
        pass(contact, member);

        var outcome = locks.clear(
                OperationId.make(),
                contact,
                member.memberNo(),
                new Clearing(Clearing.Reason.FORGOT_SECRET, Clearing.Secret.PASSWORD));

        assertThat(outcome.resetRecorded()).isTrue();
        assertThat(console.fetchValue(
                        "select secret from madoguchi.credential_reset where member_no = ?",
                        member.memberNo().value()))
                .isEqualTo("PASSWORD");
        assertThat(scene.trail(member.memberNo())).contains("RESET_REQUESTED DONE");
    }

    @Test
    void an_operator_clears_it_at_a_contract_machine_by_video() {
        var member = scene.locked();
        var machine = scene.machine();
        Scene.signIn(scene.staff(store, Role.OPERATOR));
        var contact = contacts.open(
                OperationId.make(), new NewContact(Channel.MACHINE, machine.placeNo(), 2, null, member.memberNo()));
        pass(contact, member);

        locks.clear(OperationId.make(), contact, member.memberNo(), MISTYPED);

        assertThat(console.fetchValue(
                        "select method from madoguchi.identity_check where member_no = ?",
                        member.memberNo().value()))
                .isEqualTo("VIDEO");
        assertThat(scene.attempt(member, true)).isEqualTo("SUCCESS");
    }

    @Test
    void an_agent_has_no_right_to_clear_and_the_refusal_is_recorded() {
        var member = scene.locked();
        Scene.signIn(scene.staff(scene.callCenter(), Role.AGENT));
        var contact = serve(member, Channel.PHONE_IN);

        assertThatThrownBy(() -> locks.clear(OperationId.make(), contact, member.memberNo(), MISTYPED))
                .isInstanceOf(AccessDeniedException.class);

        assertThat(states.read(member.memberNo()).clearing()).isEqualTo(new Verdict.Forbidden(Reason.NEVER_BY_PHONE));
        assertThat(scene.trail(member.memberNo())).contains("OPERATION_REFUSED REFUSED");
        assertThat(states.read(member.memberNo()).isLocked()).isTrue();
    }

    @Test
    void a_clerk_does_not_clear_it_in_a_phone_contact() {
        var member = scene.locked();
        clerk();
        var contact = serve(member, Channel.PHONE_IN);

        refused(Reason.NEVER_BY_PHONE, contact, member);
    }

    @Test
    void nobody_clears_it_without_a_check_or_after_a_failed_one() {
        var member = scene.locked();
        clerk();
        var contact = serve(member, Channel.STORE);
        refused(Reason.CHECK_NEEDED, contact, member);
        fail(contact, member);
        refused(Reason.CHECK_FAILED, contact, member);
        fail(contact, member);
        refused(Reason.CHECK_NO_TRIES_LEFT, contact, member);
        assertThat(scene.attempt(member, true)).isEqualTo("LOCKED");
    }

    @Test
    void a_contact_of_another_place_or_person_is_absent() {
        var member = scene.locked();
        clerk();
        var contact = serve(member, Channel.STORE);
        pass(contact, member);
        clerk();

        assertThatThrownBy(() -> locks.clear(OperationId.make(), contact, member.memberNo(), MISTYPED))
                .isInstanceOf(ContactIsOver.class);
    }

    @Test
    void a_check_of_one_member_clears_no_other() {
        var member = scene.locked();
        var other = scene.locked();
        clerk();
        var contact = serve(member, Channel.STORE);
        pass(contact, member);

        refused(Reason.ANOTHER_MEMBER, contact, other);
        assertThat(scene.attempt(other, true)).isEqualTo("LOCKED");
    }

    @Test
    void two_clerks_at_once_one_clears_and_the_other_is_told_who() throws Exception {
        var member = scene.locked();
        var first = new Counter(member);
        var second = new Counter(member);

        List<Object> outcomes;
        try (var both = Executors.newFixedThreadPool(2)) {
            outcomes = both.invokeAll(List.of(first, second)).stream()
                    .map(LocksTest::outcome)
                    .toList();
        }

        assertThat(outcomes).hasAtLeastOneElementOfType(ClearingOutcome.class);
        assertThat(outcomes).hasAtLeastOneElementOfType(AlreadyCleared.class);
        assertThat(console.fetchCount(console.selectFrom("madoguchi.login_lock")
                        .where(
                                "member_no = ? and cleared_at is not null",
                                member.memberNo().value())))
                .isEqualTo(1);
    }

    @Test
    void after_a_failed_check_a_second_person_must_agree() {
        var member = scene.locked();
        var clerk = clerk();
        var contact = serve(member, Channel.STORE);
        fail(contact, member);
        pass(contact, member);

        var outcome = locks.clear(OperationId.make(), contact, member.memberNo(), MISTYPED);

        assertThat(outcome.clearedAt()).isNull();
        assertThat(scene.attempt(member, true)).isEqualTo("LOCKED");
        refused(Reason.ALREADY_WAITING, contact, member);
        supervisor();
        assertThat(approvals.waiting()).anyMatch(line -> line.ref().equals(outcome.request()));
        assertThat(approvals.read(outcome.request()).changes()).isNotEmpty();
        approvals.decide(OperationId.make(), outcome.request(), new Decision.Approve("よく確かめました"));

        assertThat(scene.attempt(member, true)).isEqualTo("SUCCESS");
        Scene.signIn(clerk);
        assertThat(approvals.latestOf(contact, ClearLockWithSecondPerson.CODE))
                .hasValueSatisfying(line -> assertThat(line.decision()).isEqualTo("APPROVED"));
        assertThatThrownBy(() -> decide(supervisor(), outcome)).isInstanceOf(NoLongerWaiting.class);
    }

    @Test
    void a_supervisor_who_is_also_a_clerk_does_not_decide_an_own_request() {
        var member = scene.locked();
        var both = scene.staff(store, Role.SUPERVISOR);
        Scene.signIn(scene.staff(store, Role.CLERK));
        var contact = serve(member, Channel.STORE);
        fail(contact, member);
        pass(contact, member);
        var outcome = locks.clear(OperationId.make(), contact, member.memberNo(), MISTYPED);
        superuser().execute("alter table madoguchi.approval disable trigger guard_approval");
        superuser()
                .execute(
                        "update madoguchi.approval set maker = ? where ref = ?",
                        both.staffNo().value(),
                        outcome.request());
        superuser().execute("alter table madoguchi.approval enable trigger guard_approval");

        assertThatThrownBy(() -> decide(Scene.signIn(both), outcome)).isInstanceOf(OwnRequest.class);
    }

    @Test
    void a_request_whose_facts_changed_is_refused() {
        var member = scene.locked();
        clerk();
        var contact = serve(member, Channel.STORE);
        fail(contact, member);
        pass(contact, member);
        var outcome = locks.clear(OperationId.make(), contact, member.memberNo(), MISTYPED);
        pass(contact, member);

        assertThatThrownBy(() -> decide(supervisor(), outcome)).isInstanceOf(FactsChanged.class);
        assertThat(scene.attempt(member, true)).isEqualTo("LOCKED");
    }

    @Test
    void a_closed_contact_clears_nothing() {
        var member = scene.locked();
        clerk();
        var contact = serve(member, Channel.STORE);
        pass(contact, member);
        contacts.close(
                OperationId.make(),
                contact,
                new Closing(Closing.Category.LOGIN, Closing.Cause.LOCKED, Closing.Outcome.ABANDONED, null));

        assertThatThrownBy(() -> locks.clear(OperationId.make(), contact, member.memberNo(), MISTYPED))
                .isInstanceOf(ContactIsOver.class);
    }

    private String decide(StaffMember staff, ClearingOutcome outcome) {
        return approvals.decide(OperationId.make(), outcome.request(), new Decision.Approve(null));
    }

    private static Object outcome(Future<Object> future) {
        try {
            return future.get();
        } catch (ExecutionException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    /** A clerk at a counter of their own who clears on a thread of their own. */
    private final class Counter implements Callable<Object> {

        private final Scene.Member member;
        private final StaffMember clerk;
        private final ContactNo contact;

        Counter(Scene.Member member) {
            this.member = member;
            this.clerk = clerk();
            this.contact = serve(member, Channel.STORE);
            pass(contact, member);
        }

        @Override
        public Object call() {
            Scene.signIn(clerk);
            try {
                return locks.clear(OperationId.make(), contact, member.memberNo(), MISTYPED);
            } catch (AlreadyCleared told) {
                return told;
            } finally {
                Scene.signOut();
            }
        }
    }

    private StaffMember clerk() {
        return Scene.signIn(scene.staff(store, Role.CLERK));
    }

    private StaffMember supervisor() {
        return Scene.signIn(scene.staff(scene.callCenter(), Role.SUPERVISOR));
    }

    private ContactNo serve(Scene.Member member, Channel channel) {
        return contacts.open(OperationId.make(), new NewContact(channel, null, null, null, member.memberNo()));
    }

    private void pass(ContactNo contact, Scene.Member member) {
        assertThat(check(contact, member, member.birthDate()).passed()).isTrue();
    }

    private void fail(ContactNo contact, Scene.Member member) {
        assertThat(check(contact, member, member.birthDate().plusDays(1)).passed())
                .isFalse();
    }

    private CheckResult check(ContactNo contact, Scene.Member member, LocalDate birth) {
        var licence = new ShownDocument(
                DocumentKind.DRIVERS_LICENCE,
                "東京都公安委員会",
                null,
                LocalDate.now().plusYears(1),
                "1234",
                true,
                birth,
                member.address(),
                true,
                false);
        return checks.check(OperationId.make(), contact, member.memberNo(), List.of(licence), false);
    }

    private void refused(Reason reason, ContactNo contact, Scene.Member member) {
        assertThatThrownBy(() -> locks.clear(OperationId.make(), contact, member.memberNo(), MISTYPED))
                .isInstanceOfSatisfying(
                        NotAllowed.class, refused -> assertThat(refused.rule()).isEqualTo(reason));
    }

    private List<String> outbox(Scene.Member member) {
        return console.resultQuery(
                        "select kind from madoguchi.outbox where member_no = ? order by id",
                        member.memberNo().value())
                .fetchInto(String.class);
    }
}
