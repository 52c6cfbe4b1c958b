package jp.madoguchi.webid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Printed;
import jp.madoguchi.Scene;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.approval.Decision;
import jp.madoguchi.approval.FactsChanged;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.login.Clearing;
import jp.madoguchi.login.Locks;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Reason;
import jp.madoguchi.slip.Slip;
import jp.madoguchi.slip.SlipIsOver;
import jp.madoguchi.slip.Slips;
import jp.madoguchi.slip.TooManyCopies;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.security.access.AccessDeniedException;

class WebIdReissueTest extends ConsoleTest {

    private static final Reissue BY_SLIP = new Reissue(Reissue.Delivery.SLIP, Reissue.Reason.FORGOTTEN);
    private static final Reissue BY_MAIL = new Reissue(Reissue.Delivery.MAIL, Reissue.Reason.KNOWN_TO_OTHERS);

    @Autowired
    ApplicationContext beans;

    @Autowired
    WebIds webIds;

    @Autowired
    WebIdReissue reissue;

    @Autowired
    Slips slips;

    @Autowired
    Approvals approvals;

    private Scene scene;
    private Workplace store;
    private Scene.Member member;

    @BeforeEach
    void open_a_store() {
        scene = scene();
        store = scene.store();
        member = scene.member();
    }

    @Test
    void at_a_store_the_new_one_is_on_the_slip_and_nowhere_else() throws IOException {
        var counter = counter().pass();

        var outcome = reissue(counter, BY_SLIP);

        assertThat(outcome.issuedAt()).isNotNull();
        assertThat(outcome.request()).isNull();
        var pdf = counter.work(() -> slips.print(counter.contact(), outcome.slipNo()));
        assertThat(Printed.pages(pdf)).isEqualTo(1);
        var words = Printed.text(pdf);
        assertThat(letters(words)).contains(current());
        assertThat(words).contains("髙橋 花子 さま").contains(outcome.slipNo()).contains(store.name());
        assertThat((Boolean) superuser().fetchValue("select madoguchi.tells_of_lending(?)", words))
                .isFalse();
        var state = counter.work(() -> webIds.read(member.memberNo()));
        assertThat(state.toString()).doesNotContain(current());
        assertThat(state.current().orElseThrow().shown()).isEqualTo(current().substring(0, 2) + "**********");
        assertThat(state.slip().printedAt()).isNotNull();
        assertThat(state.ledger()).hasSize(2);
        assertThat(scene.outbox(member.memberNo())).containsExactly("WEB_ID_REISSUED MAIL");
        assertThat(scene.trail(member.memberNo()))
                .containsSubsequence("WEB_ID_REISSUED DONE", "SLIP_PRINTED DONE", "WEB_IDS_READ DONE");
        assertThat(superuser()
                        .fetchValue(
                                "select count(*) from madoguchi.audit_entry where member_no = ? and details like '%' || ? || '%'",
                                member.memberNo().value(), current()))
                .isEqualTo(0L);
    }

    @Test
    void the_old_one_stops_at_once_and_is_never_given_again() {
        var counter = counter().pass();
        assertThat(scene.attempt(member, true)).isEqualTo("SUCCESS");

        reissue(counter, BY_SLIP);

        assertThat(scene.attempt(member, true)).isEqualTo("RETIRED_ID");
        assertThat(attempt(current())).isEqualTo("SUCCESS");
        assertThat(attempt("Nobody12345")).isEqualTo("UNKNOWN_ID");
        assertThatThrownBy(() -> superuser()
                        .execute(
                                "insert into madoguchi.web_id (web_id, member_no, issued_at) values (?, ?, now())",
                                member.webId(),
                                scene.member().memberNo().value()))
                .hasStackTraceContaining("web_id_web_id_key");
    }

    @Test
    void the_same_click_twice_gives_one() {
        var counter = counter().pass();
        var id = OperationId.make();

        var first = counter.work(() -> reissue.reissue(id, counter.contact(), member.memberNo(), BY_SLIP));
        var second = counter.work(() -> reissue.reissue(id, counter.contact(), member.memberNo(), BY_SLIP));

        assertThat(second).isEqualTo(first);
        assertThat(ledgerRows()).isEqualTo(2);
    }

    @Test
    void by_phone_it_goes_to_the_registered_email_and_a_mobile_hears_of_it() {
        var agent = phone();
        passByPhone(agent);

        var outcome = reissue(agent, BY_MAIL);

        assertThat(outcome.slipNo()).isNull();
        assertThat(scene.outbox(member.memberNo())).containsExactly("WEB_ID_SENT MAIL", "WEB_ID_REISSUED SMS");
        assertThat((String) superuser()
                        .fetchValue(
                                "select payload from madoguchi.outbox where member_no = ? and kind = 'WEB_ID_SENT'",
                                member.memberNo().value()))
                .contains(current());
        assertThat(agent.work(() -> webIds.read(member.memberNo())).toString()).doesNotContain(current());
    }

    @Test
    void by_phone_there_is_no_slip_and_nothing_without_a_check_or_an_email() {
        var agent = phone();
        refused(Reason.CHECK_NEEDED, agent, BY_MAIL);
        passByPhone(agent);
        refused(Reason.SLIP_AT_STORE_ONLY, agent, BY_SLIP);
        superuser()
                .execute(
                        "update madoguchi.member_email set valid_to = now() where member_no = ?",
                        member.memberNo().value());
        refused(Reason.NO_EMAIL, agent, BY_MAIL);
        assertThat(ledgerRows()).isEqualTo(1);
        assertThat(scene.trail(member.memberNo())).contains("OPERATION_REFUSED REFUSED");
    }

    @Test
    void an_ended_contract_a_missing_web_id_and_a_lawyers_notice_are_refused_as_such() {
        var counter = counter().pass();
        superuser().execute("""
                insert into madoguchi.contact_restriction (member_no, kind, source, valid_from) values (?, 'LAWYER_NOTICE', 'LAWYER', now() - interval '1 day')""", member.memberNo().value());
        refused(Reason.MESSAGES_WITHHELD, counter, BY_MAIL);
        superuser()
                .execute(
                        "update madoguchi.web_id set ended_at = now(), end_reason = 'CONTRACT_ENDED' where member_no = ?",
                        member.memberNo().value());
        refused(Reason.NO_WEB_ID, counter, BY_SLIP);
        scene.owes(member.memberNo(), 0);
        superuser().execute("""
                update madoguchi.contract set state = 'CANCELLED_BY_MEMBER', ended_on = current_date, end_reason = 'MEMBER_REQUEST' where member_no = ?""", member.memberNo().value());
        refused(Reason.CONTRACT_ENDED, counter, BY_SLIP);
    }

    @Test
    void a_second_one_within_thirty_days_waits_for_a_second_person() {
        var counter = counter().pass();
        reissue(counter, BY_SLIP);

        var outcome = reissue(counter, BY_MAIL);

        assertThat(outcome.request()).isNotNull();
        assertThat(ledgerRows()).isEqualTo(2);
        refused(Reason.ALREADY_WAITING, counter, BY_MAIL);
        var supervisor = scene.staff(scene.callCenter(), Role.SUPERVISOR);
        Counter.as(
                supervisor,
                () -> approvals.decide(OperationId.make(), outcome.request(), new Decision.Approve("確認しました")));
        assertThat(ledgerRows()).isEqualTo(3);
        var entry = counter.work(() -> webIds.read(member.memberNo())).current().orElseThrow();
        assertThat(entry.delivery()).isEqualTo("MAIL");
        assertThat(entry.staffName()).isEqualTo(counter.clerk().name());
        assertThat(entry.checkerName()).isEqualTo(supervisor.name());
    }

    @Test
    void what_the_second_person_agreed_to_is_not_done_when_the_web_id_changed_meanwhile() {
        var counter = counter().pass();
        reissue(counter, BY_SLIP);
        var outcome = reissue(counter, BY_MAIL);
        cardSession();
        assertThat(own("reissue_web_id")).isEqualTo("REISSUED");

        assertThatThrownBy(() -> Counter.as(
                        scene.staff(scene.callCenter(), Role.SUPERVISOR),
                        () -> approvals.decide(OperationId.make(), outcome.request(), new Decision.Approve(null))))
                .isInstanceOf(FactsChanged.class);
    }

    @Test
    void a_new_email_or_a_reset_secret_of_the_last_three_days_wants_a_second_person() {
        superuser()
                .execute(
                        "update madoguchi.member_email set valid_to = now() - interval '71 hours' where member_no = ?",
                        member.memberNo().value());
        assertThat(reissue(counter().pass(), BY_SLIP).request()).isNotNull();

        member = scene.locked();
        var counter = counter().pass();
        counter.work(() -> beans.getBean(Locks.class)
                .clear(
                        OperationId.make(),
                        counter.contact(),
                        member.memberNo(),
                        new Clearing(Clearing.Reason.FORGOT_SECRET, Clearing.Secret.PASSWORD)));
        assertThat(reissue(counter, BY_SLIP).request()).isNotNull();

        member = scene.member();
        superuser().execute("""
                insert into madoguchi.secret_change (member_no, secret, after_reset, channel, at) values (?, 'PASSWORD', true, 'APP', now() - interval '71 hours')""", member.memberNo().value());
        assertThat(reissue(counter().pass(), BY_SLIP).request()).isNotNull();
    }

    @Test
    void a_reset_within_three_days_of_a_reissue_wants_a_second_person_too() {
        scene.lock(member);
        var counter = counter().pass();
        reissue(counter, BY_SLIP);
        var form = new Clearing(Clearing.Reason.FORGOT_SECRET, Clearing.Secret.PIN);

        var outcome = counter.work(
                () -> beans.getBean(Locks.class).clear(OperationId.make(), counter.contact(), member.memberNo(), form));

        assertThat(outcome.request()).isNotNull();
        assertThat(outcome.clearedAt()).isNull();
    }

    @Test
    void a_slip_is_given_out_once_handed_over_once_and_final() {
        var counter = counter().pass();
        var slipNo = reissue(counter, BY_SLIP).slipNo();
        assertOver(() -> counter.work(() -> slips.handOver(OperationId.make(), counter.contact(), slipNo)));
        counter.work(() -> slips.print(counter.contact(), slipNo));
        assertOver(() -> counter.work(() -> slips.print(counter.contact(), slipNo)));
        assertThat(counter.work(slips::openHere)).extracting(Slip::slipNo).containsExactly(slipNo);
        assertThat(readings(slipNo)).isOne();

        counter.work(() -> slips.handOver(OperationId.make(), counter.contact(), slipNo));

        assertThat(counter.work(slips::openHere)).isEmpty();
        assertThat(readings(slipNo)).as("nothing was shown").isOne();
        assertOver(() -> counter.work(() -> slips.declareVoid(OperationId.make(), slipNo, Slip.VoidReason.NOT_TAKEN)));
        assertThat(scene.trail(member.memberNo())).contains("SLIP_HANDED_OVER DONE");
    }

    private int readings(String slipNo) {
        return superuser()
                .fetchSingle(
                        "select count(*) from madoguchi.audit_entry where action = 'SLIPS_READ' and details::jsonb->'slips' @> to_jsonb(?::text)",
                        slipNo)
                .get(0, Integer.class);
    }

    @Test
    void a_spoilt_slip_is_replaced_by_a_counted_copy_three_at_most() {
        var counter = counter().pass();
        var first = reissue(counter, BY_SLIP).slipNo();
        counter.work(() -> slips.print(counter.contact(), first));

        var second = another(counter, first);
        assertThat(second.copyNo()).isEqualTo(2);
        assertOver(() -> counter.work(() -> slips.print(counter.contact(), first)));
        var third = another(counter, second.slipNo());

        assertThatThrownBy(() -> another(counter, third.slipNo())).isInstanceOf(TooManyCopies.class);
        assertThat(counter.work(slips::openHere)).extracting(Slip::copyNo).containsExactly(3);
    }

    @Test
    void another_store_and_another_contact_have_no_hand_in_a_slip() {
        var counter = counter().pass();
        var slipNo = reissue(counter, BY_SLIP).slipNo();
        var elsewhere = Counter.open(beans, scene, scene.store(), member).pass();

        assertOver(() -> elsewhere.work(() -> slips.print(elsewhere.contact(), slipNo)));
        assertOver(() -> elsewhere.work(() -> slips.declareVoid(OperationId.make(), slipNo, Slip.VoidReason.LOST)));
        assertThat(elsewhere.work(slips::openHere)).isEmpty();
    }

    @Test
    void who_has_no_right_to_it_is_turned_away() {
        var counter = counter().pass();
        assertThatThrownBy(() -> Counter.as(
                        scene.staff(store, Role.SUPERVISOR),
                        () -> reissue.reissue(OperationId.make(), counter.contact(), member.memberNo(), BY_SLIP)))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void the_members_own_issue_needs_a_session_begun_with_the_card_number() {
        assertThat(own("reissue_web_id")).isEqualTo("NO_CARD_SESSION");
        cardSession();
        assertThat(own("issue_web_id")).isEqualTo("ALREADY_ISSUED");
        var answer = memberSite()
                .fetchSingle(
                        "select outcome, web_id from member_site.reissue_web_id(?, 'MEMBER_PAGE')",
                        member.cardNo().value());
        assertThat(answer.get(0)).isEqualTo("REISSUED");
        assertThat(answer.get(1)).isEqualTo(current());
        assertThat(scene.attempt(member, true)).isEqualTo("RETIRED_ID");
        assertThat(scene.trail(member.memberNo())).contains("WEB_ID_REISSUED DONE");
        superuser()
                .execute(
                        "update madoguchi.web_id set ended_at = now(), end_reason = 'REISSUED' where member_no = ? and ended_at is null",
                        member.memberNo().value());
        assertThat(own("reissue_web_id")).isEqualTo("NOT_ISSUED");
        assertThat(own("issue_web_id")).isEqualTo("ISSUED");
    }

    @Test
    void after_a_reset_the_members_own_reissue_is_sent_to_the_counter() {
        cardSession();
        assertThat(memberSite()
                        .fetchValue(
                                "select member_site.record_password_changed(?, 'PASSWORD', true, 'APP')",
                                member.memberNo().value()))
                .isEqualTo("RECORDED");

        assertThat(own("reissue_web_id")).isEqualTo("COUNTER_NEEDED");
        assertThat(scene.trail(member.memberNo())).contains("SECRET_CHANGED DONE");
    }

    @Test
    void the_contract_names_what_it_declines() {
        assertThat(own("issue_web_id", "1234567890", "MEMBER_PAGE")).isEqualTo("UNKNOWN_ID");
        assertThat(own("issue_web_id", member.cardNo().value(), "ATM")).isEqualTo("INVALID");
        cardSession();
        superuser()
                .execute(
                        "update madoguchi.member_email set valid_to = now() where member_no = ?",
                        member.memberNo().value());
        assertThat(own("reissue_web_id")).isEqualTo("NO_EMAIL");
        scene.lock(member);
        assertThat(own("reissue_web_id")).isEqualTo("LOCKED");
        assertThat(memberSite()
                        .fetchValue("select member_site.record_password_changed('000000000', 'PIN', false, 'APP')"))
                .isEqualTo("UNKNOWN_MEMBER");
        assertThat(memberSite()
                        .fetchValue(
                                "select member_site.record_password_changed(?, 'NONE', false, 'APP')",
                                member.memberNo().value()))
                .isEqualTo("INVALID");
    }

    private Counter counter() {
        return Counter.open(beans, scene, store, member);
    }

    private Counter phone() {
        return Counter.open(beans, scene.staff(scene.callCenter(), Role.AGENT), member, Channel.PHONE_IN);
    }

    private void passByPhone(Counter phone) {
        superuser().execute("""
                insert into madoguchi.identity_check (ref, contact_no, member_no, method, result, staff_no, place_no, at, valid_until)
                select gen_random_uuid(), contact_no, member_no, 'PHONE', 'PASSED', staff_no, place_no, clock_timestamp(), clock_timestamp() + interval '59 minutes'
                from madoguchi.contact where contact_no = ?""", phone.contact().value());
    }

    private ReissueOutcome reissue(Counter counter, Reissue form) {
        return counter.work(() -> reissue.reissue(OperationId.make(), counter.contact(), member.memberNo(), form));
    }

    private Slip another(Counter counter, String slipNo) {
        return counter.work(() -> slips.another(OperationId.make(), counter.contact(), slipNo, Slip.VoidReason.SPOILT));
    }

    private void refused(Reason reason, Counter counter, Reissue form) {
        assertThatThrownBy(() -> reissue(counter, form))
                .isInstanceOfSatisfying(
                        NotAllowed.class, refused -> assertThat(refused.rule()).isEqualTo(reason));
    }

    private static void assertOver(Runnable work) {
        assertThatThrownBy(work::run).isInstanceOf(SlipIsOver.class);
    }

    private void cardSession() {
        assertThat(memberSite()
                        .fetchValue(
                                "select outcome from member_site.record_login_attempt('CARD', ?, true, 'MEMBER_PAGE')",
                                member.cardNo().value()))
                .isEqualTo("SUCCESS");
    }

    private String own(String function) {
        return own(function, member.cardNo().value(), "MEMBER_PAGE");
    }

    private String own(String function, String cardNo, String channel) {
        return memberSite()
                .fetchSingle("select outcome from member_site." + function + "(?, ?)", cardNo, channel)
                .get(0, String.class);
    }

    private String attempt(String webId) {
        return memberSite()
                .fetchSingle(
                        "select outcome from member_site.record_login_attempt('WEB_ID', ?, true, 'MEMBER_PAGE')", webId)
                .get(0, String.class);
    }

    private String current() {
        return (String) superuser()
                .fetchValue(
                        "select web_id from madoguchi.web_id where member_no = ? and ended_at is null",
                        member.memberNo().value());
    }

    private long ledgerRows() {
        return (Long) superuser()
                .fetchValue(
                        "select count(*) from madoguchi.web_id where member_no = ?",
                        member.memberNo().value());
    }

    /** The Web-ID stands in groups; the words below its characters stand on a line of their own. */
    private static String letters(String words) {
        return words.replaceAll("\\s", "");
    }
}
