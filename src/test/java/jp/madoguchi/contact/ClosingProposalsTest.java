package jp.madoguchi.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.approval.Decision;
import jp.madoguchi.card.CardOrders;
import jp.madoguchi.card.CardStops;
import jp.madoguchi.card.Circumstance;
import jp.madoguchi.contact.Closing.Category;
import jp.madoguchi.contact.Closing.Cause;
import jp.madoguchi.contact.Closing.Outcome;
import jp.madoguchi.contract.Cancellations;
import jp.madoguchi.contract.Certificates;
import jp.madoguchi.contract.Confirmed;
import jp.madoguchi.contract.Reactivations;
import jp.madoguchi.contract.Waivers;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.login.Clearing;
import jp.madoguchi.login.Reset;
import jp.madoguchi.login.Resets;
import jp.madoguchi.webid.Reissue;
import jp.madoguchi.webid.WebIdReissue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What the closing form proposes after something was carried out. */
class ClosingProposalsTest extends ConsoleTest {

    @Autowired
    ApplicationContext beans;

    private Scene scene;
    private Scene.Member member;
    private Counter counter;

    @BeforeEach
    void a_member_is_served() {
        scene = scene();
        member = scene.member();
        counter = Counter.open(beans, scene, scene.store(), member).pass();
    }

    @Test
    void the_last_of_several_is_proposed() {
        stopCard();
        assertThat(proposed())
                .containsExactly(Category.ACCOUNT, Cause.NOT_A_LOGIN_MATTER, Outcome.DONE, "CARD_STOPPED");

        counter.work(
                () -> beans.getBean(CardOrders.class).order(OperationId.make(), counter.contact(), member.memberNo()));
        assertThat(proposed())
                .containsExactly(Category.ACCOUNT, Cause.NOT_A_LOGIN_MATTER, Outcome.DONE, "CARD_ORDERED");
    }

    @Test
    void a_reactivated_member_who_then_logs_in_confirms_it() {
        change("started_on = current_date - 1500");
        counter.work(() -> beans.getBean(Reactivations.class)
                .reactivate(
                        OperationId.make(),
                        counter.contact(),
                        member.memberNo(),
                        new Confirmed(true, true, true, true)));
        assertThat(proposed()).containsExactly(Category.LOGIN, Cause.DORMANT, Outcome.DONE, "REACTIVATED");

        scene.attempt(member, true);
        assertThat(proposed()).containsExactly(Category.LOGIN, Cause.DORMANT, Outcome.LOGIN_CONFIRMED, "REACTIVATED");
    }

    @Test
    void a_cancellation_counts_once_the_second_person_agreed_and_the_certificate_after_it() {
        scene.owes(member.memberNo(), 0);
        var request = counter.work(() -> beans.getBean(Cancellations.class)
                        .request(OperationId.make(), counter.contact(), member.memberNo()))
                .request();
        assertThat(proposal()).isEmpty();
        approve(request);
        assertThat(proposed())
                .containsExactly(Category.ACCOUNT, Cause.NOT_A_LOGIN_MATTER, Outcome.DONE, "CONTRACT_CANCELLED");

        counter.work(
                () -> beans.getBean(Certificates.class).make(OperationId.make(), counter.contact(), member.memberNo()));
        assertThat(proposed())
                .containsExactly(Category.DOCUMENT, Cause.NOT_A_LOGIN_MATTER, Outcome.DONE, "PAID_OFF_CERTIFIED");
    }

    @Test
    void a_reissue_and_a_reset_are_about_the_login() {
        counter.work(() -> beans.getBean(WebIdReissue.class)
                .reissue(
                        OperationId.make(),
                        counter.contact(),
                        member.memberNo(),
                        new Reissue(Reissue.Delivery.SLIP, Reissue.Reason.FORGOTTEN)));
        assertThat(proposed())
                .containsExactly(Category.LOGIN, Cause.WRONG_CREDENTIALS, Outcome.DONE, "WEB_ID_REISSUED");

        approve(counter.work(() -> beans.getBean(Resets.class)
                        .start(
                                OperationId.make(),
                                counter.contact(),
                                member.memberNo(),
                                new Reset(Clearing.Secret.PIN, Reset.Delivery.MAIL, Reset.Reason.FORGOTTEN)))
                .request());
        assertThat(proposed()).containsExactly(Category.LOGIN, Cause.WRONG_CREDENTIALS, Outcome.DONE, "RESET_STARTED");
    }

    @Test
    void a_waived_late_charge_is_proposed() {
        change("moved_on = current_date - 40, due_counted_from = current_date - 40");
        superuser()
                .execute(
                        "insert into madoguchi.delinquency (member_no, due_on, amount) values (?, ?, 8000)",
                        member.memberNo().value(),
                        scene.today().minusDays(10));
        superuser().execute("""
                with posted as (
                  insert into madoguchi.notice (ref, kind, severity, title, body, shown_from, affected_from, affected_to)
                  values (gen_random_uuid(), 'OUTAGE', 'HIGH', '障害', '障害', clock_timestamp() - interval '10 days',
                          clock_timestamp() - interval '10 days', clock_timestamp() - interval '9 days')
                  returning id)
                insert into madoguchi.notice_service (notice_id, service) select id, 'MEMBER_PAGE' from posted""");
        try {
            approve(counter.work(() -> beans.getBean(Waivers.class)
                            .request(OperationId.make(), counter.contact(), member.memberNo()))
                    .request());
        } finally {
            superuser()
                    .execute("update madoguchi.notice set withdrawn_at = clock_timestamp() where withdrawn_at is null");
        }
        assertThat(proposed())
                .containsExactly(Category.ACCOUNT, Cause.NOT_A_LOGIN_MATTER, Outcome.DONE, "LATE_CHARGE_WAIVED");
    }

    @Test
    void it_can_be_closed_as_proposed() {
        stopCard();
        counter.work(() -> {
            var form = new Closing(Category.ACCOUNT, Cause.NOT_A_LOGIN_MATTER, Outcome.DONE, null);
            beans.getBean(Contacts.class).close(OperationId.make(), counter.contact(), form);
            return form;
        });

        assertThat(superuser()
                        .fetchValue(
                                "select outcome from madoguchi.contact where contact_no = ?",
                                counter.contact().value()))
                .isEqualTo("DONE");
    }

    private void stopCard() {
        counter.work(() -> beans.getBean(CardStops.class)
                .stop(OperationId.make(), counter.contact(), member.memberNo(), Circumstance.LOST));
    }

    private void change(String what) {
        superuser()
                .execute(
                        "update madoguchi.contract set " + what + " where member_no = ?",
                        member.memberNo().value());
    }

    private void approve(UUID request) {
        assertThat(request).isNotNull();
        Counter.as(
                scene.staff(scene.store(), Role.SUPERVISOR),
                () -> beans.getBean(Approvals.class)
                        .decide(OperationId.make(), request, new Decision.Approve("確認しました")));
    }

    private Optional<ClosingProposal> proposal() {
        return counter.work(() -> beans.getBean(ClosingProposals.class).of(counter.contact()));
    }

    private List<Object> proposed() {
        var proposal = proposal().orElseThrow();
        var because = proposal.because().key();
        return List.of(
                proposal.category(),
                proposal.cause(),
                proposal.outcome(),
                because.substring(because.lastIndexOf('.') + 1));
    }
}
