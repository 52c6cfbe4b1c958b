package jp.madoguchi.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.contact.Complaint.About;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Refused;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.operation.Announcements;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

class ComplaintsTest extends ConsoleTest {

    @Autowired
    Contacts contacts;

    @Autowired
    Complaints complaints;

    @Autowired
    ContactDesk desk;

    @Autowired
    ComplaintsCard card;

    @Autowired
    Announcements announcements;

    private Scene scene;
    private Workplace store;
    private Scene.Member member;
    private StaffMember supervisor;
    private ContactNo contact;

    @BeforeEach
    void a_contact() {
        scene = scene();
        store = scene.store();
        member = scene.member();
        supervisor = scene.staff(store, Role.SUPERVISOR);
        Scene.signIn(scene.staff(store, Role.CLERK));
        contact = contacts.open(OperationId.make(), new NewContact(Channel.STORE, null, null, null, member.memberNo()));
    }

    @ParameterizedTest(name = "{1} business days after {0}: {2}")
    @CsvSource({
        "2026-11-20, 1, 2026-11-24",
        "2026-11-21, 1, 2026-11-24",
        "2026-11-22, 1, 2026-11-24",
        "2026-11-24, 1, 2026-11-25",
        "2026-09-18, 1, 2026-09-24",
        "2026-12-30, 1, 2027-01-04",
        "2027-03-19, 1, 2027-03-23",
        "2028-05-02, 1, 2028-05-08",
        "2026-11-20, 2, 2026-11-25"
    })
    void business_days_pass_over_weekends_holidays_and_the_turn_of_the_year(
            LocalDate day, int days, LocalDate expected) {
        assertThat(console.resultQuery("select madoguchi.business_day_after(?, ?)", day, days)
                        .fetchSingle(0, LocalDate.class))
                .isEqualTo(expected);
    }

    @Test
    void it_is_raised_apart_with_its_two_days_and_told_at_once() {
        var told = new AtomicInteger();
        var end = announcements.listen(Announcements.Kind.COMPLAINT, told::incrementAndGet);
        var before = told.get();
        raise("担当者の説明が前回と違う。謝罪を求める。");
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> told.get() > before);
        end.run();

        Scene.signIn(supervisor);
        var complaint = complaints.open().getFirst();

        assertThat(complaint.memberName()).isEqualTo("髙橋 花子");
        assertThat(complaint.demanded()).contains("謝罪");
        var next = console.resultQuery("select madoguchi.business_day_after(?, 1)", Tokyo.date(complaint.raisedAt()))
                .fetchSingle(0, LocalDate.class);
        assertThat(complaint.answerDueAt()).isEqualTo(Tokyo.startOf(next.plusDays(1)));
        assertThat(ZonedDateTime.ofInstant(complaint.endDueAt(), Tokyo.ZONE).toLocalDate())
                .isEqualTo(Tokyo.date(complaint.raisedAt()).plusDays(15));
        assertThat(complaint.due().overdue()).isFalse();
        assertThat(complaints.due()).containsExactly(complaint.due());
        assertThat(scene.trail(member.memberNo())).contains("COMPLAINT_RAISED DONE");
    }

    @Test
    void somebody_unknown_may_complain_too() {
        contacts.park(OperationId.make(), contact);
        contact = contacts.open(OperationId.make(), new NewContact(Channel.PHONE_IN, null, null, null, null));
        raise("電話がつながらない。");

        assertThat(complaints.open().getFirst().memberNo()).isNull();
    }

    @Test
    void it_is_answered_once_and_ended_by_a_supervisor_only() {
        raise("手続きが遅い。");
        var ref = complaints.open().getFirst().ref();
        Scene.signIn(supervisor);
        refused("CONTACT-013", () -> end(ref));
        refused("CONTACT-012", () -> complaints.answer(OperationId.make(), ref, " ", true));
        complaints.answer(OperationId.make(), ref, "お詫びし、本日中に処理した。", true);
        refused("CONTACT-011", () -> complaints.answer(OperationId.make(), ref, "もう一度", false));
        Scene.signIn(scene.staff(store, Role.CLERK));
        assertThatThrownBy(() -> end(ref)).isInstanceOf(AccessDeniedException.class);
        Scene.signIn(supervisor);

        end(ref);

        assertThat(complaints.open()).isEmpty();
        refused("CONTACT-011", () -> end(ref));
        assertThat(scene.trail(member.memberNo()))
                .containsSubsequence("COMPLAINT_RAISED DONE", "COMPLAINT_ANSWERED DONE", "COMPLAINT_ENDED DONE");
    }

    @Test
    void complaints_of_another_place_are_absent() {
        raise("手続きが遅い。");
        var ref = complaints.open().getFirst().ref();
        Scene.signIn(scene.staff(scene.store(), Role.SUPERVISOR));

        assertThat(complaints.open()).isEmpty();
        assertThat(complaints.due()).isEmpty();
        refused("CONTACT-011", () -> complaints.answer(OperationId.make(), ref, "よそから", false));
    }

    @Test
    void an_overdue_one_is_loud_on_the_supervisors_home() {
        raise("手続きが遅い。");
        superuser()
                .execute(
                        "update madoguchi.complaint set raised_at = raised_at - interval '10 days', answer_due_at = raised_at - interval '9 days' where contact_no = ?",
                        contact.value());
        Scene.signIn(supervisor);

        assertThat(card.isFor(supervisor)).isTrue();
        assertThat(card.create().getElement().getTextRecursively()).contains("期限切れ: 最初の回答", "手続き", contact.value());
    }

    @Test
    @SuppressWarnings("unchecked")
    void it_is_taken_in_answered_and_ended_on_the_screen() {
        desk.complaint(contact);
        Select<About> about = find(Select.class).single();
        about.setValue(About.PROCEDURE);
        find(NoteField.class).single().setValue("手続きが遅い。");
        click("受け付ける");
        Scene.signIn(supervisor);
        navigate(ComplaintsView.class);
        assertThat(page()).contains("手続きが遅い。", "最初の回答の期限", "0570-051-051");
        click("回答を記録…");
        find(NoteField.class).single().setValue("お詫びした。");
        click("記録する");
        assertThat(page()).contains("お詫びした。", "終了の期限");
        click("苦情を終了…");
        RadioButtonGroup<Complaint.Outcome> outcome =
                find(RadioButtonGroup.class).single();
        outcome.setValue(Complaint.Outcome.EXPLAINED);
        find(NoteField.class).single().setValue("ご了承いただいた。");
        click("終了する");

        assertThat(page()).contains("対応中の苦情はありません。");
    }

    private String page() {
        return find(ComplaintsView.class).single().getElement().getTextRecursively();
    }

    private void click(String words) {
        test(find(Button.class).withText(words).single()).click();
    }

    private void raise(String demanded) {
        complaints.raise(OperationId.make(), contact, About.PROCEDURE, demanded);
    }

    private void end(UUID ref) {
        complaints.end(OperationId.make(), ref, Complaint.Outcome.EXPLAINED, "ご了承いただいた。");
    }

    private static void refused(String code, ThrowingCallable click) {
        assertThatThrownBy(click)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
