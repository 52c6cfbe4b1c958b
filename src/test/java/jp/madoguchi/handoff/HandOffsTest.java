package jp.madoguchi.handoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.contact.Closing;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.NewContact;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Refused;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.handoff.HandOff.Outcome;
import jp.madoguchi.handoff.HandOff.Purpose;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.operation.DatabaseTime;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class HandOffsTest extends ConsoleTest {

    @Autowired
    HandOffs handOffs;

    @Autowired
    Contacts contacts;

    @Autowired
    HandOffsCard card;

    @Autowired
    HandOffActions actions;

    @Autowired
    Announcements announcements;

    @Autowired
    DatabaseTime time;

    private Scene scene;
    private Workplace store;
    private Scene.Member member;
    private StaffMember clerk;
    private ContactNo call;

    @BeforeEach
    void a_call() {
        scene = scene();
        store = scene.store();
        member = scene.locked();
        clerk = scene.staff(store, Role.CLERK);
        Scene.signIn(scene.staff(scene.callCenter(), Role.AGENT));
        call = contacts.open(OperationId.make(), new NewContact(Channel.PHONE_IN, null, null, null, member.memberNo()));
    }

    @AfterEach
    void sign_out() {
        Scene.signOut();
    }

    // The number ------------------------------------------------------------------------------------------------------

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "79927398713, ''",
        "000018, 000018",
        "000-018, 000018",
        "０００ ０１８, 000018",
        "000ー018, 000018",
        "000019, ''",
        "000108, ''",
        "00018, ''",
        "受付000018, ''"
    })
    void a_number_is_read_as_it_is_said_and_a_wrong_digit_is_noticed(String typed, String read) {
        assertThat(HandOffNo.read(typed).map(HandOffNo::value).orElse("")).isEqualTo(read);
    }

    @Test
    void the_database_and_the_console_reckon_the_same_check_digit() {
        for (var i = 0; i < 50; i++) {
            var no = console.resultQuery("select madoguchi.new_hand_off_no()").fetchSingle(0, String.class);
            assertThat(new HandOffNo(no).spoken()).startsWith(no.substring(0, 3) + "-");
        }
        assertThat(console.resultQuery("select madoguchi.luhn_digit('7992739871')")
                        .fetchSingle(0, String.class))
                .isEqualTo("3");
    }

    // Made ------------------------------------------------------------------------------------------------------------

    @Test
    void it_is_made_by_phone_without_a_check_and_the_store_hears_of_it_at_once() {
        var told = new AtomicInteger();
        var end = announcements.listen(Announcements.Kind.HAND_OFF, told::incrementAndGet);
        var before = told.get();

        assertThat(handOffs.propose(member.memberNo()).purpose()).isEqualTo(Purpose.CLEAR_LOCK);
        var no = make(Purpose.CLEAR_LOCK);

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> told.get() > before);
        end.run();
        Scene.signIn(clerk);
        var due = handOffs.due().getFirst();
        assertThat(due.no()).isEqualTo(no);
        assertThat(due.overdue()).isFalse();
        assertThat(due.dueOn()).isEqualTo(Tokyo.date(time.now()).plusDays(7));
        var full = handOffs.list().getFirst();
        assertThat(full.memberName()).isEqualTo("髙橋 花子");
        assertThat(full.note()).isEqualTo("免許証を持参とのこと");
        assertThat(full.contactNo()).isEqualTo(call);
        assertThat(scene.trail(member.memberNo())).contains("HAND_OFF_MADE DONE");
    }

    @Test
    void another_store_does_not_see_it_but_the_place_that_made_it_does() {
        make(Purpose.CLEAR_LOCK);
        assertThat(handOffs.due()).hasSize(1);
        Scene.signIn(scene.staff(scene.store(), Role.CLERK));
        assertThat(handOffs.due()).isEmpty();
        Scene.signIn(scene.staff(scene.callCenter(), Role.OPERATOR));
        assertThat(handOffs.due()).extracting(HandOffDue::placeName).doesNotContain(store.name());
    }

    @Test
    void whoever_serves_machines_sees_who_is_to_come_to_one() {
        var machine = scene.machine();
        var no = handOffs.make(
                OperationId.make(),
                call,
                member.memberNo(),
                new NewHandOff(Purpose.CLEAR_LOCK, machine.placeNo(), null, null, false));
        Scene.signIn(scene.staff(scene.callCenter(), Role.OPERATOR));
        assertThat(handOffs.due()).extracting(HandOffDue::no).contains(no);
    }

    @Test
    void one_of_a_kind_is_open_at_a_time_and_the_refusal_keeps_nothing() {
        make(Purpose.CLEAR_LOCK);
        refused("HANDOFF-002", () -> make(Purpose.CLEAR_LOCK));
        make(Purpose.REISSUE_WEB_ID);
        assertThat(handOffs.propose(member.memberNo()).open()).hasSize(2);
    }

    @Test
    void a_place_that_serves_nobody_and_a_day_out_of_reach_are_refused() {
        var today = Tokyo.date(time.now());
        refused("HANDOFF-003", () -> make(new NewHandOff(Purpose.OTHER, null, null, null, false)));
        refused(
                "HANDOFF-003",
                () -> make(new NewHandOff(Purpose.OTHER, scene.callCenter().placeNo(), null, null, false)));
        refused(
                "HANDOFF-003",
                () -> make(new NewHandOff(Purpose.OTHER, store.placeNo(), today.minusDays(1), null, false)));
        refused(
                "HANDOFF-003",
                () -> make(new NewHandOff(Purpose.OTHER, store.placeNo(), today.plusDays(61), null, false)));
        make(new NewHandOff(Purpose.OTHER, store.placeNo(), today.plusDays(60), null, false));
    }

    @Test
    void the_same_click_twice_makes_one() {
        var id = OperationId.make();
        var form = new NewHandOff(Purpose.CLEAR_LOCK, store.placeNo(), null, null, false);
        var first = handOffs.make(id, call, member.memberNo(), form);
        assertThat(handOffs.make(id, call, member.memberNo(), form)).isEqualTo(first);
        assertThat(handOffs.due()).hasSize(1);
    }

    @Test
    void the_message_that_the_member_wished_names_number_and_place() {
        var no = make(new NewHandOff(Purpose.CLEAR_LOCK, store.placeNo(), null, null, true));
        assertThat(superuser()
                        .resultQuery(
                                "select payload::text from madoguchi.outbox where member_no = ? and kind = 'VISIT_GUIDE'",
                                member.memberNo().value())
                        .fetchSingle(0, String.class))
                .contains(no.value(), store.name());
    }

    // Taken up --------------------------------------------------------------------------------------------------------

    @Test
    void the_clerk_takes_it_up_by_its_number_and_has_contact_member_and_context_in_one_step() {
        var no = make(Purpose.CLEAR_LOCK);
        Scene.signIn(clerk);

        assertThat(handOffs.take(OperationId.make(), no)).isEqualTo(member.memberNo());

        var front = contacts.front().orElseThrow();
        assertThat(front.channel()).isEqualTo(Channel.STORE);
        assertThat(front.isWith(member.memberNo())).isTrue();
        assertThat(handOffs.due().getFirst().taken()).isTrue();
        assertThat(handOffs.takenIn(front.contactNo()).orElseThrow().contactNo())
                .isEqualTo(call);
        Scene.signIn(scene.staff(clerk.workplace(), Role.CLERK));
        assertThat(handOffs.takenIn(front.contactNo()))
                .as("the contact of a colleague")
                .isEmpty();
        Scene.signIn(clerk);
        handOffs.end(OperationId.make(), no, Outcome.DONE, null);
        assertThat(handOffs.due()).isEmpty();
        assertThat(scene.trail(member.memberNo())).contains("HAND_OFF_TAKEN DONE", "HAND_OFF_ENDED DONE");
    }

    @Test
    void any_store_may_take_it_up_into_the_contact_that_is_open_already() {
        var no = make(Purpose.CLEAR_LOCK);
        Scene.signIn(scene.staff(scene.store(), Role.CLERK));
        var open = contacts.open(OperationId.make(), new NewContact(Channel.STORE, null, null, null, null));

        handOffs.take(OperationId.make(), no);

        assertThat(contacts.front().orElseThrow().contactNo()).isEqualTo(open);
        assertThat(contacts.front().orElseThrow().isWith(member.memberNo())).isTrue();
    }

    @Test
    void a_second_clerk_is_told_that_the_member_is_being_served() {
        var no = make(Purpose.CLEAR_LOCK);
        Scene.signIn(clerk);
        handOffs.take(OperationId.make(), no);
        handOffs.take(OperationId.make(), no);
        Scene.signIn(scene.staff(store, Role.CLERK));
        refused("HANDOFF-001", () -> handOffs.take(OperationId.make(), no));
        assertThat(contacts.front()).isEmpty();
        refused("HANDOFF-001", () -> handOffs.end(OperationId.make(), no, Outcome.NOT_COME, null));
        refused("HANDOFF-004", () -> handOffs.end(OperationId.make(), no, Outcome.DONE, null));
    }

    @Test
    void a_contact_closed_without_an_end_leaves_it_to_the_next() {
        var no = make(Purpose.CLEAR_LOCK);
        Scene.signIn(clerk);
        handOffs.take(OperationId.make(), no);
        contacts.close(
                OperationId.make(),
                contacts.front().orElseThrow().contactNo(),
                new Closing(Closing.Category.LOGIN, Closing.Cause.LOCKED, Closing.Outcome.ABANDONED, null));
        assertThat(handOffs.due().getFirst().taken()).isFalse();
        handOffs.take(OperationId.make(), no);
    }

    @Test
    void nobody_takes_it_up_by_phone() {
        var no = make(Purpose.CLEAR_LOCK);
        refused("IN_PERSON_ONLY", () -> handOffs.take(OperationId.make(), no));
    }

    @Test
    void another_member_in_front_keeps_it_waiting() {
        var no = make(Purpose.CLEAR_LOCK);
        Scene.signIn(clerk);
        contacts.open(
                OperationId.make(),
                new NewContact(Channel.STORE, null, null, null, scene.member().memberNo()));
        refused("CONTACT-002", () -> handOffs.take(OperationId.make(), no));
        assertThat(handOffs.due().getFirst().taken()).isFalse();
    }

    // Its end ---------------------------------------------------------------------------------------------------------

    @Test
    void what_was_not_done_takes_a_reason() {
        var no = make(Purpose.CLEAR_LOCK);
        Scene.signIn(clerk);
        handOffs.take(OperationId.make(), no);
        refused("HANDOFF-003", () -> handOffs.end(OperationId.make(), no, Outcome.NOT_DONE, " "));
        handOffs.end(OperationId.make(), no, Outcome.NOT_DONE, "書類の期限切れ");
        refused("HANDOFF-001", () -> handOffs.end(OperationId.make(), no, Outcome.NOT_DONE, "もう一度"));
    }

    @Test
    void whoever_does_not_come_is_listed_as_overdue_and_ended_by_the_places_concerned_only() {
        var no = make(Purpose.CLEAR_LOCK);
        superuser()
                .execute("update madoguchi.hand_off set due_on = current_date - 2 where hand_off_no = ?", no.value());
        assertThat(handOffs.due().getFirst().overdue()).isTrue();
        Scene.signIn(scene.staff(scene.store(), Role.CLERK));
        refused("HANDOFF-001", () -> handOffs.end(OperationId.make(), no, Outcome.NOT_COME, null));
        Scene.signIn(clerk);
        assertThat(pieces(card.create())).anyMatch(words -> words.startsWith("期限"));
        handOffs.end(OperationId.make(), no, Outcome.NOT_COME, null);
        assertThat(handOffs.due()).isEmpty();
    }

    // Screens ---------------------------------------------------------------------------------------------------------

    @Test
    void the_dialog_proposes_the_lock_and_tells_the_number_to_read_out() {
        var button = (Button)
                actions.create(call, Channel.PHONE_IN, member.memberNo()).orElseThrow();
        UI.getCurrent().add(button);
        test(button).click();
        var dialog = find(HandOffDialog.class).single();
        assertThat(find(Select.class, dialog).single().getValue()).isEqualTo(Purpose.CLEAR_LOCK);
        assertThat(find(RadioButtonGroup.class, dialog).single().getValue()).isNotNull();

        test(find(Button.class, dialog).withText("受付番号を発行").single()).click();

        var no = superuser()
                .resultQuery(
                        "select hand_off_no from madoguchi.hand_off where member_no = ?",
                        member.memberNo().value())
                .fetchSingle(0, String.class);
        assertThat(pieces(dialog)).contains(new HandOffNo(no).spoken());
    }

    @Test
    void a_postal_code_of_nowhere_is_told_and_keeps_the_places() {
        var button = (Button)
                actions.create(call, Channel.PHONE_IN, member.memberNo()).orElseThrow();
        UI.getCurrent().add(button);
        test(button).click();
        var dialog = find(HandOffDialog.class).single();
        var code = find(TextField.class, dialog).all().stream()
                .filter(field -> field.getLabel().equals("近くの郵便番号"))
                .findFirst()
                .orElseThrow();
        test(code).setValue("0000000");
        assertThat(code.isInvalid()).isTrue();
        assertThat(find(RadioButtonGroup.class, dialog).single().getValue()).isNotNull();
    }

    @Test
    void at_the_counter_the_number_opens_everything_and_the_bar_ends_it() {
        var no = make(Purpose.CLEAR_LOCK);
        Scene.signIn(clerk);
        var home = card.create();
        UI.getCurrent().add(home);
        assertThat(pieces(home)).contains(no.spoken(), "ロック解除").doesNotContain("髙橋 花子");
        var field = find(TextField.class, home).single();
        test(field).setValue("123456");
        test(find(Button.class, home).withText("引き取る").single()).click();
        assertThat(field.isInvalid()).isTrue();
        test(field).setValue(no.spoken());
        test(find(Button.class, home).withText("引き取る").single()).click();

        var front = contacts.front().orElseThrow();
        var bar = (Button) actions.create(front.contactNo(), Channel.STORE, member.memberNo())
                .orElseThrow();
        UI.getCurrent().add(bar);
        test(bar).click();
        var dialog = find(VisitDialog.class).single();
        assertThat(pieces(dialog)).contains("免許証を持参とのこと", "ロック解除");
        @SuppressWarnings("unchecked")
        var outcome =
                (RadioButtonGroup<Outcome>) find(RadioButtonGroup.class, dialog).single();
        outcome.setValue(Outcome.DONE);
        test(find(Button.class, dialog).withText("結果を記録").single()).click();

        assertThat(handOffs.numberTakenIn(front.contactNo())).isEmpty();
        assertThat(actions.create(front.contactNo(), Channel.STORE, member.memberNo()))
                .isEmpty();
    }

    // Ground ----------------------------------------------------------------------------------------------------------

    private HandOffNo make(Purpose purpose) {
        return make(new NewHandOff(purpose, store.placeNo(), null, "免許証を持参とのこと", false));
    }

    private HandOffNo make(NewHandOff form) {
        return handOffs.make(OperationId.make(), call, member.memberNo(), form);
    }

    private static void refused(String code, ThrowingCallable use) {
        assertThatThrownBy(use)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(code));
    }
}
