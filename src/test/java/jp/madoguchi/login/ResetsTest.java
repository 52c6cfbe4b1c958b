package jp.madoguchi.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Printed;
import jp.madoguchi.Scene;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.approval.Decision;
import jp.madoguchi.approval.FactsChanged;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.NewContact;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Reason;
import jp.madoguchi.slip.Slip;
import jp.madoguchi.slip.SlipIsOver;
import jp.madoguchi.slip.Slips;
import jp.madoguchi.webid.Reissue;
import jp.madoguchi.webid.WebIdReissue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.security.access.AccessDeniedException;

class ResetsTest extends ConsoleTest {

    private static final Reset BY_MAIL =
            new Reset(Clearing.Secret.PASSWORD, Reset.Delivery.MAIL, Reset.Reason.FORGOTTEN);
    private static final Reset BY_SLIP =
            new Reset(Clearing.Secret.PASSWORD, Reset.Delivery.SLIP, Reset.Reason.FORGOTTEN);
    private static final Reset BY_SMS = new Reset(Clearing.Secret.PIN, Reset.Delivery.SMS, Reset.Reason.OTHER);

    @Autowired
    ApplicationContext beans;

    @Autowired
    Resets resets;

    @Autowired
    LoginStates states;

    @Autowired
    Approvals approvals;

    @Autowired
    Slips slips;

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
    void the_link_is_in_the_message_alone_and_the_other_address_hears_of_it() {
        var counter = counter().pass();

        var outcome = start(counter, BY_MAIL);

        assertThat(outcome.request()).isNull();
        assertThat(scene.outbox(member.memberNo()))
                .containsExactly("CREDENTIAL_RESET_LINK MAIL", "CREDENTIAL_RESET SMS");
        var code = code();
        assertThat(code).matches("[A-Za-z0-9_-]{43}");
        assertThat(superuser()
                        .fetchValue(
                                "select expires_at = requested_at + interval '30 minutes' and token_digest = sha256(convert_to(?, 'UTF8')) from madoguchi.credential_reset where member_no = ?",
                                code,
                                member.memberNo().value()))
                .isEqualTo(true);
        var state = counter.work(() -> states.read(member.memberNo())).reset();
        assertThat(state.latest().secret()).isEqualTo(Clearing.Secret.PASSWORD);
        assertThat(state.latest().usedAt()).isNull();
        assertThat(state.toString() + outcome).doesNotContain(code);
        assertThat(superuser()
                        .fetchValue(
                                "select count(*) from madoguchi.audit_entry where member_no = ? and details like '%' || ? || '%'",
                                member.memberNo().value(), code))
                .isEqualTo(0L);
        assertThat(scene.trail(member.memberNo())).contains("RESET_REQUESTED DONE");
    }

    @Test
    void the_member_site_redeems_it_once_and_reports_the_change() {
        start(counter().pass(), BY_SMS);
        assertThat(scene.outbox(member.memberNo()))
                .containsExactly("CREDENTIAL_RESET_LINK SMS", "CREDENTIAL_RESET MAIL");
        var code = code();

        assertThat(redeem(code)).containsExactly("REDEEMED", member.memberNo().value(), "PIN");
        assertThat(redeem(code)).containsExactly("USED", null, null);
        assertThat(redeem(code + "x")).containsExactly("UNKNOWN", null, null);
        assertThat(redeem(null)).containsExactly("UNKNOWN", null, null);

        assertThat(memberSite()
                        .fetchValue(
                                "select member_site.record_password_changed(?, 'PIN', true, 'APP')",
                                member.memberNo().value()))
                .isEqualTo("RECORDED");
        assertThat(scene.trail(member.memberNo()))
                .containsSubsequence("RESET_REDEEMED DONE", "RESET_REDEEMED REFUSED", "SECRET_CHANGED DONE");
    }

    @Test
    void it_ends_after_thirty_minutes() {
        start(counter().pass(), BY_MAIL);
        var late = "select outcome from madoguchi.redeem_reset(?, clock_timestamp() + interval '31 minutes')";

        assertThat(superuser().fetchValue(late, code())).isEqualTo("EXPIRED");
    }

    @Test
    void it_ends_with_the_next_one_for_the_same_secret() {
        var counter = counter().pass();
        start(counter, BY_MAIL);
        var first = code();
        start(counter, BY_SMS);
        var pin = code();
        start(counter, BY_MAIL);

        assertThat(redeem(first)).containsExactly("EXPIRED", null, null);
        assertThat(redeem(pin)).containsExactly("REDEEMED", member.memberNo().value(), "PIN");
        assertThat(redeem(code())).containsExactly("REDEEMED", member.memberNo().value(), "PASSWORD");
    }

    @Test
    void it_ends_when_an_address_changes() {
        start(counter().pass(), BY_SMS);
        endEmail();

        assertThat(redeem(code())).containsExactly("EXPIRED", null, null);
    }

    @Test
    void the_same_click_twice_sends_one() {
        var counter = counter().pass();
        var id = OperationId.make();

        var first = counter.work(() -> resets.start(id, counter.contact(), member.memberNo(), BY_MAIL));
        var second = counter.work(() -> resets.start(id, counter.contact(), member.memberNo(), BY_MAIL));

        assertThat(second).isEqualTo(first);
        assertThat(scene.outbox(member.memberNo())).hasSize(2);
    }

    @Test
    void only_what_is_registered_for_more_than_thirty_days_takes_a_link() {
        var counter = counter().pass();
        superuser()
                .execute(
                        "update madoguchi.member_phone set valid_from = now() - interval '29 days' where member_no = ?",
                        member.memberNo().value());

        assertThat(counter.work(() -> states.read(member.memberNo())).reset().deliveries())
                .containsExactly(Reset.Delivery.MAIL);
        refused(Reason.NO_RESET_ADDRESS, counter, BY_SMS);
        endEmail();
        refused(Reason.NO_RESET_ADDRESS, counter, BY_MAIL);
        assertThat(started()).isZero();
    }

    @Test
    void not_by_phone_not_without_a_check_and_not_after_a_lawyers_notice() {
        var phone = Counter.open(beans, scene.staff(store, Role.CLERK), member, Channel.PHONE_IN);
        refused(Reason.RESET_IN_PERSON_ONLY, phone, BY_MAIL);
        var counter = counter();
        refused(Reason.CHECK_NEEDED, counter, BY_MAIL);
        counter.pass();
        superuser().execute("""
                insert into madoguchi.contact_restriction (member_no, kind, source, valid_from) values (?, 'LAWYER_NOTICE', 'LAWYER', now() - interval '1 day')""", member.memberNo().value());
        refused(Reason.MESSAGES_WITHHELD, counter, BY_MAIL);
        assertThat(started()).isZero();
    }

    @Test
    void an_agent_is_turned_away() {
        var counter = counter().pass();
        assertThatThrownBy(() -> Counter.as(
                        scene.staff(scene.callCenter(), Role.AGENT),
                        () -> resets.start(OperationId.make(), counter.contact(), member.memberNo(), BY_MAIL)))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void soon_after_a_reissue_a_second_person_agrees_first() {
        var counter = counter().pass();
        reissue(counter);

        var request = start(counter, BY_MAIL).request();

        assertThat(request).isNotNull();
        assertThat(started()).isZero();
        refused(Reason.ALREADY_WAITING, counter, BY_MAIL);
        approve(request);
        assertThat(started()).isEqualTo(1);
        assertThat(superuser()
                        .fetchValue(
                                "select approval_ref from madoguchi.credential_reset where member_no = ?",
                                member.memberNo().value()))
                .isEqualTo(request);
        assertThat(redeem(code())).containsExactly("REDEEMED", member.memberNo().value(), "PASSWORD");
    }

    @Test
    void what_the_second_person_agreed_to_is_not_done_when_an_address_changed_meanwhile() {
        var counter = counter().pass();
        reissue(counter);
        var request = start(counter, BY_SMS).request();
        endEmail();

        assertThatThrownBy(() -> approve(request)).isInstanceOf(FactsChanged.class);
        assertThat(started()).isZero();
    }

    @Test
    void a_clearing_with_a_reset_sends_the_same_link() {
        member = scene.locked();
        var counter = counter().pass();

        counter.work(() -> beans.getBean(Locks.class)
                .clear(
                        OperationId.make(),
                        counter.contact(),
                        member.memberNo(),
                        new Clearing(Clearing.Reason.FORGOT_SECRET, Clearing.Secret.PASSWORD)));

        assertThat(scene.outbox(member.memberNo()))
                .containsExactly(
                        "LOGIN_LOCKED MAIL", "LOCK_CLEARED MAIL", "CREDENTIAL_RESET_LINK MAIL", "CREDENTIAL_RESET SMS");
        assertThat(redeem(code())).containsExactly("REDEEMED", member.memberNo().value(), "PASSWORD");
    }

    @Test
    void where_no_link_can_be_sent_the_code_is_on_a_slip_after_a_second_person() throws IOException {
        scene.newlyRegistered(member);
        var counter = counter().pass();

        var request = start(counter, BY_SLIP).request();
        assertThat(request).isNotNull();
        assertThat(started()).isZero();
        approve(request);

        assertThat(scene.outbox(member.memberNo())).containsExactly("CREDENTIAL_RESET MAIL", "CREDENTIAL_RESET SMS");
        var slip = slip(counter);
        assertThat(slip.printedAt()).isNull();
        var sheet = Printed.text(counter.work(() -> slips.print(counter.contact(), slip.slipNo())));
        assertThat(sheet)
                .contains("髙橋 花子 さま")
                .contains(slip.slipNo())
                .contains("パスワードの再設定コードです。")
                .doesNotContain(member.webId())
                .doesNotContain("Web-ID");
        assertThat((Boolean) superuser().fetchValue("select madoguchi.tells_of_lending(?)", sheet))
                .isFalse();
        var code = codeOn(sheet);
        assertThat(superuser()
                        .fetchValue(
                                "select expires_at = printed_at + interval '30 minutes' and code_digest = sha256(convert_to(?, 'UTF8')) from madoguchi.slip where slip_no = ?",
                                code,
                                slip.slipNo()))
                .isEqualTo(true);
        assertThat(counter.work(() -> states.read(member.memberNo())).toString())
                .doesNotContain(code);
        assertThat(superuser()
                        .fetchValue(
                                "select count(*) from madoguchi.audit_entry where member_no = ? and details like '%' || ? || '%'",
                                member.memberNo().value(), code))
                .isEqualTo(0L);
        assertThatThrownBy(() -> counter.work(() -> slips.print(counter.contact(), slip.slipNo())))
                .isInstanceOf(SlipIsOver.class);

        var typed = code.toLowerCase(Locale.ROOT).replaceAll("(.{4})", "$1 ").strip();
        assertThat(redeem(typed)).containsExactly("REDEEMED", member.memberNo().value(), "PASSWORD");
        assertThat(redeem(code)).containsExactly("USED", null, null);
        assertThat(scene.trail(member.memberNo()))
                .containsSubsequence("RESET_REQUESTED DONE", "SLIP_PRINTED DONE", "RESET_REDEEMED DONE");
    }

    @Test
    void a_void_slip_carries_a_dead_code_and_its_copy_another_one() throws IOException {
        scene.newlyRegistered(member);
        var counter = counter().pass();
        approve(start(counter, BY_SLIP).request());
        var first = slip(counter);
        var spoilt = codeOn(Printed.text(counter.work(() -> slips.print(counter.contact(), first.slipNo()))));
        assertThat(counter.work(slips::openHere)).extracting(Slip::slipNo).containsExactly(first.slipNo());

        var second = counter.work(
                () -> slips.another(OperationId.make(), counter.contact(), first.slipNo(), Slip.VoidReason.SPOILT));
        var code = codeOn(Printed.text(counter.work(() -> slips.print(counter.contact(), second.slipNo()))));
        counter.work(() -> slips.handOver(OperationId.make(), counter.contact(), second.slipNo()));

        assertThat(second.copyNo()).isEqualTo(2);
        assertThat(counter.work(slips::openHere)).isEmpty();
        assertThat(redeem(spoilt)).containsExactly("EXPIRED", null, null);
        assertThat(superuser()
                        .fetchValue(
                                "select outcome from madoguchi.redeem_reset(?, clock_timestamp() + interval '31 minutes')",
                                code))
                .isEqualTo("EXPIRED");
        assertThat(redeem(code)).containsExactly("REDEEMED", member.memberNo().value(), "PASSWORD");
    }

    @Test
    void a_slip_is_refused_where_a_link_can_be_sent_and_away_from_a_store() {
        refused(Reason.NO_RESET_ADDRESS, counter().pass(), BY_SLIP);

        scene.newlyRegistered(member);
        var operator = scene.staff(scene.callCenter(), Role.OPERATOR);
        var atMachine = new NewContact(Channel.MACHINE, scene.machine().placeNo(), 1, null, member.memberNo());
        var video = new Counter(
                        beans,
                        operator,
                        member,
                        Counter.as(operator, () -> beans.getBean(Contacts.class).open(OperationId.make(), atMachine)))
                .pass();
        refused(Reason.NO_RESET_ADDRESS, video, BY_SLIP);
        assertThat(started()).isZero();
    }

    private Slip slip(Counter counter) {
        return Objects.requireNonNull(
                counter.work(() -> states.read(member.memberNo())).reset().slip());
    }

    /** The two lines between the sentence above the code and the advice. */
    private static String codeOn(String sheet) {
        var code = Pattern.compile("((?:[A-HJ-NP-Z2-9] ?){16})\\s+((?:[A-HJ-NP-Z2-9] ?){12})")
                .matcher(sheet);
        assertThat(code.find()).as(sheet).isTrue();
        return (code.group(1) + code.group(2)).replaceAll("\\s", "");
    }

    private Counter counter() {
        return Counter.open(beans, scene, store, member);
    }

    private ResetOutcome start(Counter counter, Reset form) {
        return counter.work(() -> resets.start(OperationId.make(), counter.contact(), member.memberNo(), form));
    }

    private void reissue(Counter counter) {
        counter.work(() -> beans.getBean(WebIdReissue.class)
                .reissue(
                        OperationId.make(),
                        counter.contact(),
                        member.memberNo(),
                        new Reissue(Reissue.Delivery.MAIL, Reissue.Reason.FORGOTTEN)));
    }

    private void approve(UUID request) {
        Counter.as(
                scene.staff(scene.callCenter(), Role.SUPERVISOR),
                () -> approvals.decide(OperationId.make(), request, new Decision.Approve("確認しました")));
    }

    private void refused(Reason reason, Counter counter, Reset form) {
        assertThatThrownBy(() -> start(counter, form))
                .isInstanceOfSatisfying(
                        NotAllowed.class, refused -> assertThat(refused.rule()).isEqualTo(reason));
    }

    private void endEmail() {
        superuser()
                .execute(
                        "update madoguchi.member_email set valid_to = now() where member_no = ?",
                        member.memberNo().value());
    }

    private List<Object> redeem(String code) {
        return memberSite()
                .fetchSingle("select outcome, member_no, secret from member_site.redeem_reset(?::text)", code)
                .intoList();
    }

    private String code() {
        return (String) superuser()
                .fetchValue(
                        "select payload::jsonb ->> 'code' from madoguchi.outbox where member_no = ? and kind = 'CREDENTIAL_RESET_LINK' order by id desc limit 1",
                        member.memberNo().value());
    }

    private long started() {
        return (Long) superuser()
                .fetchValue(
                        "select count(*) from madoguchi.credential_reset where member_no = ?",
                        member.memberNo().value());
    }
}
