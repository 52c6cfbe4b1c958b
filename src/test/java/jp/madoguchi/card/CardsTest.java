package jp.madoguchi.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import jp.madoguchi.Caller;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.approval.Decision;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.NewContact;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Reason;
import jp.madoguchi.policy.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

class CardsTest extends ConsoleTest {

    @Autowired
    ApplicationContext beans;

    @Autowired
    Cards cards;

    @Autowired
    CardStops stops;

    @Autowired
    CardOrders orders;

    @Autowired
    LossClearings clearings;

    @Autowired
    Approvals approvals;

    @Autowired
    Contacts contacts;

    @ParameterizedTest
    @CsvSource({"AGENT, PHONE_IN", "CLERK, STORE", "OPERATOR, MACHINE", "SUPERVISOR, STORE"})
    void whoever_serves_stops_a_card_without_a_check(Role role, Channel channel) {
        var scene = scene();
        var member = scene.member();
        var desk = desk(scene, role, channel, member);

        var stopped = stop(desk, Circumstance.STOLEN);

        assertThat(stopped.reportNo()).matches("L[0-9]{8}");
        assertThat(login(member, "CARD", "MEMBER_PAGE")).isEqualTo("LOCKED");
        assertThat(login(member, "CARD", "ATM")).isEqualTo("LOCKED");
        assertThat(login(member, "WEB_ID", "APP")).isEqualTo("SUCCESS");
        assertThat(scene.trail(member.memberNo())).contains("CARD_STOPPED DONE");
        assertThat(told(member)).containsExactly("CARD_STOPPED");
        Scene.signIn(desk.clerk());
        var state = cards.read(member.memberNo());
        assertThat(state.loss()).isNotNull();
        assertThat(state.loss().reportNo()).isEqualTo(stopped.reportNo());
        assertThat(state.loss().circumstance()).isEqualTo(Circumstance.STOLEN);
    }

    @Test
    void a_card_is_stopped_once_and_only_in_a_contact() {
        var scene = scene();
        var member = scene.member();
        var agent = Scene.signIn(scene.staff(scene.callCenter(), Role.AGENT));
        assertThat(cards.read(member.memberNo()).stopping()).isEqualTo(new Verdict.Forbidden(Reason.CONTACT_NEEDED));
        var desk = Counter.open(beans, agent, member, Channel.PHONE_IN);
        stop(desk, Circumstance.LOST);

        assertThatThrownBy(() -> stop(desk, Circumstance.LOST))
                .isInstanceOfSatisfying(
                        NotAllowed.class, refused -> assertThat(refused.rule()).isEqualTo(Reason.CARD_ALREADY_STOPPED));
        assertThat(told(member)).containsExactly("CARD_STOPPED");
    }

    @Test
    void another_card_retires_the_old_number_and_the_lock_stays_until_the_counter() {
        var scene = scene();
        var member = scene.member();
        var counter = Counter.open(beans, scene, scene.store(), member);
        stop(counter, Circumstance.LOST);
        assertThatThrownBy(() -> order(counter))
                .isInstanceOfSatisfying(
                        NotAllowed.class, refused -> assertThat(refused.rule()).isEqualTo(Reason.CHECK_NEEDED));
        counter.pass();

        var ordered = order(counter);

        assertThat(login(member, "CARD", "MEMBER_PAGE")).isEqualTo("RETIRED_ID");
        var number = newCard(member);
        assertThat(number)
                .endsWith(ordered.last4())
                .isNotEqualTo(member.cardNo().value());
        assertThat(login(number, "CARD", "APP")).isEqualTo("LOCKED");
        Scene.signIn(counter.clerk());
        assertThat(cards.read(member.memberNo()).replacing()).isEqualTo(new Verdict.Forbidden(Reason.CARD_NOT_STOPPED));

        assertThat(clear(counter).clearedAt()).isNotNull();

        assertThat(login(number, "CARD", "APP")).isEqualTo("SUCCESS");
        assertThat(login(member, "CARD", "APP")).isEqualTo("RETIRED_ID");
        assertThat(told(member)).containsExactly("CARD_STOPPED", "CARD_REPLACED", "LOCK_CLEARED");
        assertThat(clearReason(member)).isEqualTo("CARD_REPLACED");
        assertThatThrownBy(() -> superuser()
                        .execute(
                                "update madoguchi.card set ended_at = null, end_reason = null where card_no = ?",
                                member.cardNo().value()))
                .hasMessageContaining("has ended and stays so");
    }

    @Test
    void by_phone_another_card_is_ordered_and_stays_stopped() {
        var scene = scene();
        var member = scene.member();
        var caller = Caller.in(beans, scene, scene.staff(scene.callCenter(), Role.AGENT), member)
                .pass();
        var phone = new Counter(beans, caller.agent(), member, caller.contact());
        stop(phone, Circumstance.LOST);

        order(phone);

        assertThat(login(member, "CARD", "APP")).isEqualTo("RETIRED_ID");
        assertThat(login(newCard(member), "CARD", "APP")).isEqualTo("LOCKED");
        assertThat(login(member, "WEB_ID", "APP")).isEqualTo("SUCCESS");
        Scene.signIn(phone.clerk());
        assertThat(cards.read(member.memberNo()).clearing()).isEqualTo(new Verdict.Forbidden(Reason.NEVER_BY_PHONE));
    }

    @Test
    void a_found_card_works_again_after_a_clearing_in_person() {
        var scene = scene();
        var member = scene.member();
        stop(
                Counter.open(beans, scene.staff(scene.callCenter(), Role.AGENT), member, Channel.PHONE_IN),
                Circumstance.LOST);
        var counter = Counter.open(beans, scene, scene.store(), member).pass();

        clear(counter);

        assertThat(login(member, "CARD", "ATM")).isEqualTo("SUCCESS");
        assertThat(clearReason(member)).isEqualTo("CARD_FOUND");
    }

    @Test
    void nobody_clears_it_by_phone_or_without_a_check() {
        var scene = scene();
        var member = scene.member();
        var phone = Counter.open(beans, scene.staff(scene.callCenter(), Role.AGENT), member, Channel.PHONE_IN);
        stop(phone, Circumstance.LOST);
        Scene.signIn(phone.clerk());
        assertThat(cards.read(member.memberNo()).clearing()).isEqualTo(new Verdict.Forbidden(Reason.NEVER_BY_PHONE));
        var counter = Counter.open(beans, scene, scene.store(), member);

        assertThatThrownBy(() -> clear(counter))
                .isInstanceOfSatisfying(
                        NotAllowed.class, refused -> assertThat(refused.rule()).isEqualTo(Reason.CHECK_NEEDED));
    }

    @Test
    void after_a_failed_check_a_second_person_agrees_to_the_clearing() {
        var scene = scene();
        var member = scene.member();
        var store = scene.store();
        var counter = Counter.open(beans, scene, store, member).fail().pass();
        stop(counter, Circumstance.LOST);

        var request = clear(counter).request();

        assertThat(request).isNotNull();
        assertThat(login(member, "CARD", "ATM")).isEqualTo("LOCKED");
        Scene.signIn(scene.staff(store, Role.SUPERVISOR));
        approvals.decide(OperationId.make(), request, new Decision.Approve("確認しました"));
        assertThat(login(member, "CARD", "ATM")).isEqualTo("SUCCESS");
    }

    // -------------------------------------------------------------------------------------------------------------------

    private Counter desk(Scene scene, Role role, Channel channel, Scene.Member member) {
        return switch (channel) {
            case MACHINE -> {
                var machine = scene.machine();
                var operator = scene.staff(scene.callCenter(), role);
                var contact = Counter.as(
                        operator,
                        () -> contacts.open(
                                OperationId.make(),
                                new NewContact(channel, machine.placeNo(), 2, null, member.memberNo())));
                yield new Counter(beans, operator, member, contact);
            }
            case PHONE_IN -> Counter.open(beans, scene.staff(scene.callCenter(), role), member, channel);
            default -> Counter.open(beans, scene.staff(scene.store(), role), member, channel);
        };
    }

    private StoppedCard stop(Counter desk, Circumstance circumstance) {
        return desk.work(() ->
                stops.stop(OperationId.make(), desk.contact(), desk.member().memberNo(), circumstance));
    }

    private ReplacedCard order(Counter desk) {
        return desk.work(() ->
                orders.order(OperationId.make(), desk.contact(), desk.member().memberNo()));
    }

    private LossCleared clear(Counter desk) {
        return desk.work(() -> clearings.clear(
                OperationId.make(), desk.contact(), desk.member().memberNo()));
    }

    private String login(Scene.Member member, String kind, String channel) {
        return login(kind.equals("CARD") ? member.cardNo().value() : member.webId(), kind, channel);
    }

    private String login(String number, String kind, String channel) {
        return memberSite()
                .fetchSingle(
                        "select outcome from member_site.record_login_attempt(?, ?, true, ?)", kind, number, channel)
                .get(0, String.class);
    }

    private String newCard(Scene.Member member) {
        return superuser()
                .fetchSingle(
                        "select card_no from madoguchi.card where member_no = ? and ended_at is null",
                        member.memberNo().value())
                .get(0, String.class);
    }

    private String clearReason(Scene.Member member) {
        return superuser()
                .fetchSingle(
                        "select clear_reason from madoguchi.login_lock where member_no = ? and kind = 'LOSS'",
                        member.memberNo().value())
                .get(0, String.class);
    }

    private List<String> told(Scene.Member member) {
        return superuser()
                .resultQuery(
                        "select kind from madoguchi.outbox where member_no = ? order by id",
                        member.memberNo().value())
                .fetchInto(String.class);
    }
}
