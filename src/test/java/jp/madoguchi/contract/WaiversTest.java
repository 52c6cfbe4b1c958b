package jp.madoguchi.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import java.util.UUID;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.approval.Decision;
import jp.madoguchi.approval.FactsChanged;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.core.Yen;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The late charge of a member whom an outage of ours kept from paying in time; always with a second person. */
class WaiversTest extends ConsoleTest {

    @Autowired
    ApplicationContext beans;

    @Autowired
    Waivers waivers;

    @Autowired
    Reckonings reckonings;

    @Autowired
    Approvals approvals;

    private Scene scene;
    private Workplace store;
    private Scene.Member member;
    private StaffMember supervisor;

    @BeforeEach
    void a_member_ten_days_late() {
        scene = scene();
        store = scene.store();
        member = scene.member();
        supervisor = scene.staff(store, Role.SUPERVISOR);
        superuser()
                .execute(
                        "update madoguchi.contract set moved_on = ?, due_counted_from = ? where member_no = ?",
                        scene.today().minusDays(40),
                        scene.today().minusDays(40),
                        member.memberNo().value());
        superuser()
                .execute(
                        "insert into madoguchi.delinquency (member_no, due_on, amount) values (?, ?, 8000)",
                        member.memberNo().value(),
                        scene.today().minusDays(10));
    }

    @AfterEach
    void the_notice_is_taken_back() {
        superuser().execute("update madoguchi.notice set withdrawn_at = clock_timestamp() where withdrawn_at is null");
    }

    @Test
    void what_was_asked_for_is_waived_once_a_second_person_agreed() {
        outage(10);
        var before = today();
        assertThat(before.lateCharge()).isGreaterThan(Yen.ZERO);
        var counter = checked();

        var request = ask(counter);
        assertThat(today()).isEqualTo(before);
        Counter.as(supervisor, () -> approvals.decide(OperationId.make(), request, new Decision.Approve(null)));

        assertThat(today().lateCharge()).isEqualTo(Yen.ZERO);
        assertThat(today().dueNow()).isEqualTo(before.dueNow().minus(before.lateCharge()));
        assertThat(today().payoff()).isEqualTo(before.payoff().minus(before.lateCharge()));
        assertThat(scene.trail(member.memberNo())).contains("LATE_CHARGE_WAIVED DONE");
        assertThat(counter.work(() -> waivers.offer(member.memberNo()))).isEmpty();
    }

    @Test
    void without_an_outage_since_the_due_date_nothing_is_asked_for() {
        outage(12, 11);
        var counter = checked();

        assertThat(counter.work(() -> waivers.offer(member.memberNo()))).isEmpty();
        refused(counter, Reason.NO_OUTAGE_OF_OURS);
    }

    @Test
    void who_is_not_late_has_nothing_to_be_waived() {
        outage(10);
        superuser()
                .execute(
                        "delete from madoguchi.delinquency where member_no = ?",
                        member.memberNo().value());
        superuser()
                .execute(
                        "update madoguchi.contract set moved_on = ?, due_counted_from = ? where member_no = ?",
                        scene.today(),
                        scene.today(),
                        member.memberNo().value());
        refused(checked(), Reason.NO_LATE_CHARGE);
    }

    @Test
    void before_a_passed_check_nothing_is_offered_or_asked_for() {
        outage(10);
        var counter = Counter.open(beans, scene, store, member);

        assertThat(counter.work(() -> waivers.offer(member.memberNo()))).isEmpty();
        refused(counter, Reason.CHECK_NEEDED);
    }

    @Test
    void a_repayment_in_between_makes_the_request_void() {
        outage(10);
        var request = ask(checked());
        memberSite()
                .fetch(
                        "select * from member_site.repay(gen_random_uuid(), ?, 1000, 'ATM', (clock_timestamp() at time zone 'Asia/Tokyo')::date)",
                        member.memberNo().value());

        assertThatThrownBy(() -> Counter.as(
                        supervisor, () -> approvals.decide(OperationId.make(), request, new Decision.Approve(null))))
                .isInstanceOf(FactsChanged.class);
    }

    @Test
    void the_card_offers_it_and_then_waits_for_the_second_person() {
        outage(10);
        var counter = checked();
        Scene.signIn(counter.clerk());
        var card = beans.getBean(WaiverCard.class).of(member.memberNo());
        UI.getCurrent().add(card);

        assertThat(card.getElement().getTextRecursively()).contains("当社の障害「返済できない状況」", "責任者", "免除を申請");
        test(find(Button.class, card).withText("免除を申請").single()).click();

        assertThat(card.getElement().getTextRecursively()).contains("申請を取下げ");
        assertThat(find(Button.class, card).withText("免除を申請").exists()).isFalse();
    }

    private void refused(Counter counter, Reason reason) {
        assertThatThrownBy(() -> ask(counter))
                .isInstanceOfSatisfying(
                        NotAllowed.class, refused -> assertThat(refused.rule()).isEqualTo(reason));
    }

    private Counter checked() {
        return Counter.open(beans, scene, store, member).pass();
    }

    private UUID ask(Counter counter) {
        return counter.work(() -> waivers.request(OperationId.make(), counter.contact(), member.memberNo()))
                .request();
    }

    private Reckoned today() {
        return reckonings.of(member.memberNo(), scene.today()).orElseThrow();
    }

    private void outage(int fromDaysAgo) {
        outage(fromDaysAgo, fromDaysAgo - 1);
    }

    private void outage(int fromDaysAgo, int toDaysAgo) {
        superuser()
                .execute(
                        """
                with posted as (
                  insert into madoguchi.notice (ref, kind, severity, title, body, shown_from, affected_from, affected_to)
                  select gen_random_uuid(), 'OUTAGE', 'HIGH', '返済できない状況', 'お詫び申し上げます。', f, f, t
                  from (select ?::timestamp at time zone 'Asia/Tokyo' as f, ?::timestamp at time zone 'Asia/Tokyo' as t) w
                  returning id)
                insert into madoguchi.notice_service (notice_id, service) select id, 'REPAYMENT' from posted""",
                        scene.today().minusDays(fromDaysAgo).atStartOfDay().toString(),
                        scene.today().minusDays(toDaysAgo).atStartOfDay().toString());
    }
}
