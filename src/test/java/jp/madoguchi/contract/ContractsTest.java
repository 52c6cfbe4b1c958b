package jp.madoguchi.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import jp.madoguchi.Caller;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.approval.Decision;
import jp.madoguchi.approval.FactsChanged;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.core.Yen;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Reason;
import jp.madoguchi.policy.Verdict;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

class ContractsTest extends ConsoleTest {

    @Autowired
    ApplicationContext beans;

    @Autowired
    ContractDesk desk;

    @Autowired
    Reactivations reactivations;

    @Autowired
    Cancellations cancellations;

    @Autowired
    Certificates certificates;

    @Autowired
    Approvals approvals;

    // What is read
    // ------------------------------------------------------------------------------------------------------

    @Test
    void figures_are_read_after_a_passed_check_only() {
        var scene = scene();
        var member = scene.member();
        var counter = Counter.open(beans, scene, scene.store(), member);
        assertThat(read(counter).reckoned()).isNull();

        counter.pass();

        var state = read(counter);
        assertThat(state.reckoned()).isNotNull();
        assertThat(state.reckoned().balance()).isEqualTo(new Yen(120_000));
        assertThat(state.reckoned().minimum()).isEqualTo(new Yen(8_000));
        assertThat(scene.trail(member.memberNo())).contains("CONTRACT_READ DONE");
    }

    // Re-activation
    // -----------------------------------------------------------------------------------------------------

    @Test
    void a_dormant_member_is_reactivated_at_the_counter_and_logs_in() {
        var scene = scene();
        var member = dormant(scene);
        assertThat(scene.attempt(member, true)).isEqualTo("DORMANT");
        var counter = Counter.open(beans, scene, scene.store(), member).pass();

        var outcome = reactivate(counter, Confirmed.ALL);

        assertThat(outcome.at()).isNotNull();
        assertThat(scene.attempt(member, true)).isEqualTo("SUCCESS");
        assertThat(told(member)).containsExactly("REACTIVATED");
        assertThat(scene.trail(member.memberNo())).contains("REACTIVATED DONE");
        assertThat(superuser()
                        .fetchValue(
                                "select contact_data from madoguchi.reactivation where member_no = ?",
                                member.memberNo().value()))
                .isEqualTo("CONFIRMED");
    }

    @Test
    void nobody_is_reactivated_before_all_contact_data_are_confirmed() {
        var scene = scene();
        var member = dormant(scene);
        var counter = Counter.open(beans, scene, scene.store(), member).pass();

        assertThatThrownBy(() -> reactivate(counter, new Confirmed(true, true, false, true)))
                .isInstanceOf(UnconfirmedData.class);
        assertThat(scene.attempt(member, true)).isEqualTo("DORMANT");
    }

    @Test
    void who_is_not_dormant_needs_no_reactivation() {
        var scene = scene();
        var counter = Counter.open(beans, scene, scene.store(), scene.member()).pass();

        refused(Reason.NOT_DORMANT, () -> reactivate(counter, Confirmed.ALL));
    }

    @Test
    void by_phone_only_a_call_back_to_a_registered_number_reactivates() {
        var scene = scene();
        var member = dormant(scene);
        var caller = Caller.in(beans, scene, scene.staff(scene.callCenter(), Role.AGENT), member)
                .pass();
        var inbound = new Counter(beans, caller.agent(), member, caller.contact());
        refused(Reason.CALL_BACK_NEEDED, () -> reactivate(inbound, Confirmed.ALL));
        assertThatThrownBy(() -> console.fetch(
                        "select madoguchi.reactivate_in_contact(?, madoguchi.valid_identity_check(?, clock_timestamp()), ?, null)",
                        caller.contact().value(),
                        caller.contact().value(),
                        caller.agent().staffNo().value()))
                .hasStackTraceContaining("only after a call-back");

        var back = Caller.back(beans, scene, scene.staff(scene.callCenter(), Role.AGENT), member)
                .pass();
        var outcome = reactivate(new Counter(beans, back.agent(), member, back.contact()), Confirmed.ALL);

        assertThat(outcome.at()).isNotNull();
        assertThat(scene.attempt(member, true)).isEqualTo("SUCCESS");
    }

    @Test
    void after_a_change_of_contact_data_in_the_contact_a_second_person_agrees() {
        var scene = scene();
        var member = dormant(scene);
        var store = scene.store();
        var counter = Counter.open(beans, scene, store, member).pass();
        changeEmail(member);

        var request = reactivate(counter, Confirmed.ALL).request();

        assertThat(request).isNotNull();
        assertThat(scene.attempt(member, true)).isEqualTo("DORMANT");
        Counter.as(
                scene.staff(store, Role.SUPERVISOR),
                () -> approvals.decide(OperationId.make(), request, new Decision.Approve("確認しました")));
        assertThat(scene.attempt(member, true)).isEqualTo("SUCCESS");
        assertThat(superuser()
                        .fetchValue(
                                "select contact_data from madoguchi.reactivation where member_no = ?",
                                member.memberNo().value()))
                .isEqualTo("CHANGED");
    }

    // Cancellation
    // ------------------------------------------------------------------------------------------------------

    @Test
    void a_contract_with_nothing_owed_ends_once_a_second_person_agrees() {
        var scene = scene();
        var member = owing(scene, 0);
        var store = scene.store();
        var counter = Counter.open(beans, scene, store, member).pass();
        assertThat(scene.attempt(member, true)).isEqualTo("SUCCESS");

        var request = cancel(counter).request();

        assertThat(request).isNotNull();
        assertThat(scene.attempt(member, true)).isEqualTo("SUCCESS");
        approve(scene, store, request);
        assertThat(scene.attempt(member, true)).isEqualTo("CANCELLED");
        assertThat(told(member)).containsExactly("CONTRACT_ENDED");
        assertThat(scene.trail(member.memberNo())).contains("CONTRACT_CANCELLED DONE");
        assertThat(read(counter).state()).isEqualTo("CANCELLED_BY_MEMBER");
    }

    @Test
    void one_yen_left_blocks_it() {
        var scene = scene();
        var counter = Counter.open(beans, scene, scene.store(), owing(scene, 1)).pass();

        refused(Reason.DEBT_REMAINS, () -> cancel(counter));
        var state = read(counter);
        assertThat(state.cancelling()).isEqualTo(new Verdict.Forbidden(Reason.DEBT_REMAINS));
        assertThat(state.reckoned()).isNotNull();
        assertThat(state.reckoned().payoff()).isEqualTo(new Yen(1));
    }

    @Test
    void an_agreement_comes_to_nothing_when_something_is_owed_by_then() {
        var scene = scene();
        var member = owing(scene, 0);
        var store = scene.store();
        var counter = Counter.open(beans, scene, store, member).pass();
        var request = cancel(counter).request();
        scene.owes(member.memberNo(), 10_000);

        assertThat(request).isNotNull();
        assertThatThrownBy(() -> approve(scene, store, request)).isInstanceOf(FactsChanged.class);
        assertThat(scene.attempt(member, true)).isEqualTo("SUCCESS");
    }

    @Test
    void nobody_cancels_without_a_check() {
        var scene = scene();
        var phone = Counter.open(beans, scene.staff(scene.callCenter(), Role.AGENT), owing(scene, 0), Channel.PHONE_IN);

        refused(Reason.CHECK_NEEDED, () -> cancel(phone));
    }

    // Certificate
    // -------------------------------------------------------------------------------------------------------

    @Test
    void a_certificate_has_its_number_and_is_printed_in_its_contact() throws IOException {
        var scene = scene();
        var member = owing(scene, 0);
        var counter = Counter.open(beans, scene, scene.store(), member).pass();

        var made = counter.work(() -> certificates.make(OperationId.make(), counter.contact(), member.memberNo()));
        var another = counter.work(() -> certificates.make(OperationId.make(), counter.contact(), member.memberNo()));

        assertThat(made.certificateNo()).matches("K[0-9]{8}").isNotEqualTo(another.certificateNo());
        var pdf = counter.work(() -> certificates.print(counter.contact(), made.certificateNo()));
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("完済証明書", "まどぐちファイナンス")
                    .contains(made.certificateNo())
                    .contains("髙橋 花子 さま")
                    .contains("タカハシ ハナコ")
                    .contains(member.memberNo().value())
                    .contains("残高が0円");
        }
        assertThat(scene.trail(member.memberNo())).contains("CERTIFICATE_MADE DONE", "CERTIFICATE_PRINTED DONE");
        var elsewhere = Counter.open(beans, scene, scene.store(), member).pass();
        assertThatThrownBy(() -> elsewhere.work(() -> certificates.print(elsewhere.contact(), made.certificateNo())))
                .isInstanceOf(NoSuchCertificate.class);
    }

    @Test
    void no_certificate_while_a_yen_is_owed() {
        var scene = scene();
        var member = owing(scene, 1);
        var counter = Counter.open(beans, scene, scene.store(), member).pass();

        refused(
                Reason.DEBT_REMAINS,
                () -> counter.work(() -> certificates.make(OperationId.make(), counter.contact(), member.memberNo())));
    }

    // -------------------------------------------------------------------------------------------------------------------

    private static void refused(Reason reason, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        NotAllowed.class, refused -> assertThat(refused.rule()).isEqualTo(reason));
    }

    private ContractState read(Counter counter) {
        return counter.work(() -> desk.read(counter.member().memberNo()));
    }

    private CareOutcome reactivate(Counter counter, Confirmed confirmed) {
        return counter.work(() -> reactivations.reactivate(
                OperationId.make(), counter.contact(), counter.member().memberNo(), confirmed));
    }

    private CareOutcome cancel(Counter counter) {
        return counter.work(() -> cancellations.request(
                OperationId.make(), counter.contact(), counter.member().memberNo()));
    }

    private void approve(Scene scene, Workplace store, UUID request) {
        Counter.as(
                scene.staff(store, Role.SUPERVISOR),
                () -> approvals.decide(OperationId.make(), request, new Decision.Approve("確認しました")));
    }

    private Scene.Member owing(Scene scene, long balance) {
        var member = scene.member();
        scene.owes(member.memberNo(), balance);
        return member;
    }

    private Scene.Member dormant(Scene scene) {
        var member = scene.member();
        superuser()
                .execute(
                        "update madoguchi.contract set started_on = current_date - 1500 where member_no = ?",
                        member.memberNo().value());
        return member;
    }

    private void changeEmail(Scene.Member member) {
        superuser()
                .execute(
                        "update madoguchi.member_email set valid_to = clock_timestamp() where member_no = ?",
                        member.memberNo().value());
    }

    private List<String> told(Scene.Member member) {
        return superuser()
                .resultQuery(
                        "select kind from madoguchi.outbox where member_no = ? order by id",
                        member.memberNo().value())
                .fetchInto(String.class);
    }
}
