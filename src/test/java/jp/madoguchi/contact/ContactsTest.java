package jp.madoguchi.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.contact.Closing.Category;
import jp.madoguchi.contact.Closing.Cause;
import jp.madoguchi.contact.Closing.Outcome;
import jp.madoguchi.core.BadText;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.core.Yen;
import jp.madoguchi.operation.Drafts;
import jp.madoguchi.policy.CheckState;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;

class ContactsTest extends ConsoleTest {

    private static final Closing EXPLAINED =
            new Closing(Category.LOGIN, Cause.WRONG_CREDENTIALS, Outcome.EXPLAINED, "ご案内しました。");

    @Autowired
    CallBacks callBacks;

    @Autowired
    ClosingTemplates templates;

    @Autowired
    Contacts contacts;

    @Autowired
    ContactRecords records;

    @Autowired
    ContactHistory history;

    @Autowired
    ClosingProposals proposals;

    @Autowired
    Machines machines;

    @Autowired
    Drafts drafts;

    private Scene scene;
    private Workplace store;
    private StaffMember clerk;

    @BeforeEach
    void open_a_store() {
        scene = scene();
        store = scene.store();
        clerk = Scene.signIn(scene.staff(store, Role.CLERK));
    }

    @AfterEach
    void sign_out() {
        Scene.signOut();
    }

    // Opening ----------------------------------------------------------------------------------------------------

    @Test
    void a_contact_is_opened_and_stands_in_front() {
        var member = scene.member();

        var contactNo = open(Channel.STORE, member.memberNo());

        var front = contacts.front().orElseThrow();
        assertThat(front.contactNo()).isEqualTo(contactNo);
        assertThat(front.memberName()).isEqualTo("髙橋 花子");
        assertThat(front.placeName()).isEqualTo(store.name());
        assertThat(front.check()).isEqualTo(CheckState.NONE);
        assertThat(scene.trail(member.memberNo())).containsExactly("CONTACT_OPENED DONE");
    }

    @Test
    void one_is_in_front_and_two_are_parked() {
        var first = open(Channel.STORE, null);
        contacts.park(OperationId.make(), first);
        var second = open(Channel.PHONE_IN, null);
        contacts.park(OperationId.make(), second);
        var third = open(Channel.STORE, null);

        assertThat(contacts.front().orElseThrow().contactNo()).isEqualTo(third);
        assertThat(contacts.parked()).extracting(OpenContact::contactNo).containsExactly(first, second);
        assertThatThrownBy(() -> contacts.resume(OperationId.make(), first))
                .isInstanceOfSatisfying(
                        NotAllowed.class,
                        refused -> assertThat(refused.rule()).isEqualTo(Reason.ANOTHER_CONTACT_IN_FRONT));
        assertThatThrownBy(() -> open(Channel.STORE, null))
                .isInstanceOfSatisfying(
                        NotAllowed.class,
                        refused -> assertThat(refused.rule()).isEqualTo(Reason.ANOTHER_CONTACT_IN_FRONT));
    }

    @Test
    void the_same_click_twice_opens_one_contact() {
        var id = OperationId.make();
        var form = new NewContact(Channel.STORE, null, null, null, null);

        assertThat(contacts.open(id, form)).isEqualTo(contacts.open(id, form));
    }

    @Test
    void two_tabs_open_one_contact_and_the_other_is_refused() throws Exception {
        var context = SecurityContextHolder.getContext();
        try (var two = Executors.newFixedThreadPool(2)) {
            var clicks = List.of(1, 2).stream()
                    .map(click -> two.submit(() -> {
                        SecurityContextHolder.setContext(context);
                        try {
                            open(Channel.STORE, null);
                            return "OPENED";
                        } catch (NotAllowed refused) {
                            return refused.reason();
                        }
                    }))
                    .toList();

            assertThat(List.of(clicks.getFirst().get(), clicks.getLast().get()))
                    .containsExactlyInAnyOrder("OPENED", "ANOTHER_CONTACT_IN_FRONT");
        }
    }

    @Test
    void resuming_in_one_tab_and_opening_in_another_leaves_one_in_front() throws Exception {
        var parked = open(Channel.STORE, null);
        contacts.park(OperationId.make(), parked);
        var context = SecurityContextHolder.getContext();
        try (var two = Executors.newFixedThreadPool(2)) {
            var clicks = List.<Runnable>of(
                            () -> contacts.resume(OperationId.make(), parked), () -> open(Channel.STORE, null))
                    .stream()
                    .map(click -> two.submit(() -> {
                        SecurityContextHolder.setContext(context);
                        try {
                            click.run();
                            return "DONE";
                        } catch (NotAllowed refused) {
                            return refused.reason();
                        }
                    }))
                    .toList();

            assertThat(List.of(clicks.getFirst().get(), clicks.getLast().get()))
                    .containsExactlyInAnyOrder("DONE", "ANOTHER_CONTACT_IN_FRONT");
        }
    }

    @Test
    void a_machine_contact_needs_the_machine_and_a_booth_that_it_has() {
        var machine = scene.machine();
        Scene.signIn(scene.staff(store, Role.OPERATOR));

        refused("CONTACT-003", new NewContact(Channel.MACHINE, null, null, null, null));
        refused("CONTACT-003", new NewContact(Channel.MACHINE, machine.placeNo(), 3, null, null));
        refused("CONTACT-003", new NewContact(Channel.MACHINE, store.placeNo(), 1, null, null));
        refused("CONTACT-003", new NewContact(Channel.PHONE_IN, machine.placeNo(), 1, null, null));
        contacts.open(OperationId.make(), new NewContact(Channel.MACHINE, machine.placeNo(), 2, null, null));

        assertThat(contacts.front().orElseThrow().machineName()).isEqualTo(machine.name());
        assertThat(contacts.front().orElseThrow().booth()).isEqualTo(2);
        assertThat(machines.inService()).extracting(Machine::placeNo).contains(machine.placeNo());
    }

    @Test
    void a_number_that_is_none_and_a_member_that_is_none_are_refused() {
        refused("CONTACT-004", new NewContact(Channel.PHONE_IN, null, null, "非通知", null));
        refused("CONTACT-005", new NewContact(Channel.STORE, null, null, null, new MemberNo("000000001")));
    }

    @Test
    void a_channel_that_is_not_served_here_is_refused() {
        assertThatThrownBy(() -> open(Channel.MACHINE, null))
                .isInstanceOfSatisfying(
                        NotAllowed.class,
                        refused -> assertThat(refused.rule()).isEqualTo(Reason.CHANNEL_NOT_SERVED_HERE));
    }

    @Test
    void an_auditor_has_no_contacts() {
        Scene.signIn(scene.staff(store, Role.AUDITOR));

        assertThatThrownBy(() -> contacts.front()).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> open(Channel.STORE, null)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> records.closedToday()).isInstanceOf(AccessDeniedException.class);
    }

    // The member -------------------------------------------------------------------------------------------------

    @Test
    void the_member_is_set_once() {
        var contactNo = open(Channel.STORE, null);
        var member = scene.member();

        contacts.setMember(OperationId.make(), contactNo, member.memberNo());
        contacts.setMember(OperationId.make(), contactNo, member.memberNo());

        assertThat(scene.trail(member.memberNo())).containsOnlyOnce("CONTACT_MEMBER_SET DONE");
        assertThatThrownBy(() -> contacts.setMember(
                        OperationId.make(), contactNo, scene.member().memberNo()))
                .isInstanceOf(OtherMemberInContact.class);
    }

    // Parking ----------------------------------------------------------------------------------------------------

    @Test
    void parked_for_less_than_ten_minutes_the_check_holds() {
        var contactNo = checkedContact();
        contacts.park(OperationId.make(), contactNo);
        parkedSince(contactNo, Duration.ofMinutes(9));

        contacts.resume(OperationId.make(), contactNo);

        assertThat(contacts.front().orElseThrow().check()).isEqualTo(CheckState.PASSED);
    }

    @Test
    void parked_for_ten_minutes_the_check_is_void_and_stays_so_after_resuming() {
        var contactNo = checkedContact();
        contacts.park(OperationId.make(), contactNo);
        parkedSince(contactNo, Duration.ofMinutes(10));

        assertThat(contacts.parked().getFirst().check()).isEqualTo(CheckState.EXPIRED);
        contacts.resume(OperationId.make(), contactNo);

        assertThat(contacts.front().orElseThrow().check()).isEqualTo(CheckState.EXPIRED);
        assertThat(contacts.checksOutlastParking()).isEqualTo(Duration.ofMinutes(10));
    }

    // Notes ------------------------------------------------------------------------------------------------------

    @Test
    void a_note_is_added_in_front_and_while_parked_and_never_changed() {
        var contactNo = open(Channel.STORE, null);
        contacts.note(OperationId.make(), contactNo, "一つ目\n二行目");
        contacts.park(OperationId.make(), contactNo);
        contacts.note(OperationId.make(), contactNo, "二つ目 𠮷野 👩‍👧");

        assertThat(records.read(contactNo).orElseThrow().notes())
                .extracting(ContactLine.Note::text)
                .containsExactly("一つ目\n二行目", "二つ目 𠮷野 👩‍👧");
    }

    @Test
    void a_note_has_2000_characters_however_many_units_they_take() {
        var contactNo = open(Channel.STORE, null);

        contacts.note(OperationId.make(), contactNo, "𠮷".repeat(2000));

        assertThatThrownBy(() -> contacts.note(OperationId.make(), contactNo, "𠮷".repeat(2001)))
                .isInstanceOfSatisfying(
                        BadText.class, refused -> assertThat(refused.code()).isEqualTo("CORE-002"));
    }

    @Test
    void a_note_with_a_control_character_is_refused_with_its_place() {
        var contactNo = open(Channel.STORE, null);

        assertThatThrownBy(() -> contacts.note(OperationId.make(), contactNo, "𠮷a\u0007b"))
                .isInstanceOfSatisfying(
                        BadText.class,
                        refused -> assertThat(refused.what().arguments()).containsExactly(3));
    }

    @Test
    void a_draft_outlives_the_session_and_belongs_to_one_person() {
        drafts.keep("contact.note:C0000000001", "書きかけ");
        Scene.signOut();
        Scene.signIn(scene.staff(store, Role.CLERK));
        assertThat(drafts.find("contact.note:C0000000001")).isEmpty();
        Scene.signIn(clerk);

        assertThat(drafts.find("contact.note:C0000000001")).contains("書きかけ");
    }

    // Closing ----------------------------------------------------------------------------------------------------

    @Test
    void a_closed_contact_is_final() {
        var contactNo = open(Channel.STORE, null);

        contacts.close(OperationId.make(), contactNo, EXPLAINED);

        assertThat(contacts.front()).isEmpty();
        assertThatThrownBy(() -> contacts.note(OperationId.make(), contactNo, "追記"))
                .isInstanceOf(ContactIsOver.class);
        assertThatThrownBy(() -> contacts.park(OperationId.make(), contactNo)).isInstanceOf(ContactIsOver.class);
        assertThatThrownBy(() -> contacts.close(OperationId.make(), contactNo, EXPLAINED))
                .isInstanceOf(ContactIsOver.class);
        assertThat(records.read(contactNo).orElseThrow().outcome()).isEqualTo(Outcome.EXPLAINED);
    }

    @Test
    void the_promise_of_a_late_member_stands_in_the_record_and_the_history() {
        var member = late();
        var contactNo = open(Channel.PHONE_IN, member.memberNo());
        var promise = new Promise(scene.today().plusDays(3), new Yen(8_000));

        contacts.close(OperationId.make(), contactNo, handedOver(promise));

        assertThat(records.read(contactNo).orElseThrow().promise()).isEqualTo(promise);
        assertThat(history.of(member.memberNo(), null))
                .extracting(ContactLine::promise)
                .containsExactly(promise);
        Scene.signIn(scene.staff(scene.store(), Role.CLERK));
        assertThat(history.of(member.memberNo(), null))
                .extracting(ContactLine::promise)
                .containsOnlyNulls();
    }

    @Test
    void a_promise_has_a_near_day_an_amount_and_a_late_member() {
        var contactNo = open(Channel.PHONE_IN, late().memberNo());
        var today = scene.today();
        for (var unfit : new Promise[] {
            null,
            new Promise(today.minusDays(1), new Yen(8_000)),
            new Promise(today.plusDays(32), new Yen(8_000)),
            new Promise(today, Yen.ZERO)
        }) {
            refusedPromise("CONTACT-014", contactNo, handedOver(unfit));
        }
        refusedPromise(
                "CONTACT-014",
                contactNo,
                new Closing(
                        Closing.Category.OTHER,
                        Closing.Cause.NOT_A_LOGIN_MATTER,
                        Outcome.EXPLAINED,
                        null,
                        new Promise(today, new Yen(1))));
        contacts.close(OperationId.make(), contactNo, handedOver(new Promise(today.plusDays(31), new Yen(1))));

        var notLate = open(Channel.PHONE_IN, scene.member().memberNo());
        refusedPromise("CONTACT-015", notLate, handedOver(new Promise(today, new Yen(8_000))));
    }

    @Test
    void a_call_back_has_a_near_time_at_which_we_call_and_is_due_until_the_member_is_spoken_to() {
        var member = scene.member().memberNo();
        var contactNo = open(Channel.PHONE_IN, member);
        var tomorrow = scene.today().plusDays(1).atTime(10, 0).atZone(Tokyo.ZONE);
        for (var unfit : new Instant[] {
            null,
            Instant.now().minusSeconds(60),
            tomorrow.withHour(21).toInstant(),
            tomorrow.withHour(7).withMinute(59).toInstant(),
            tomorrow.plusDays(14).toInstant()
        }) {
            assertThatThrownBy(() -> contacts.close(OperationId.make(), contactNo, callBack(unfit)))
                    .isInstanceOfSatisfying(
                            IncompleteContact.class,
                            refused -> assertThat(refused.code()).isEqualTo("CONTACT-017"));
        }
        contacts.close(
                OperationId.make(), contactNo, callBack(tomorrow.plusDays(13).toInstant()));

        assertThat(callBacks.due()).extracting(CallBackDue::contactNo).contains(contactNo);
        open(Channel.PHONE_IN, member);
        assertThat(callBacks.due()).extracting(CallBackDue::contactNo).doesNotContain(contactNo);
    }

    private static Closing callBack(@Nullable Instant at) {
        return new Closing(Category.LOGIN, Cause.UNKNOWN, Outcome.CALL_BACK, null, null, at, null);
    }

    @Test
    void the_recording_of_a_call_is_noted_at_its_beginning_or_its_end() {
        var call = contacts.open(
                OperationId.make(), new NewContact(Channel.PHONE_IN, null, null, null, null, null, "ｒｅｃ２０２６−０１"));
        assertThat(contacts.front().orElseThrow().recordingNo()).isEqualTo("REC2026-01");
        contacts.close(OperationId.make(), call, EXPLAINED);
        assertThat(recording(call)).isEqualTo("REC2026-01");

        refused("CONTACT-016", new NewContact(Channel.PHONE_IN, null, null, null, null, null, "録音1号"));
        refused("CONTACT-016", new NewContact(Channel.STORE, null, null, null, null, null, "REC2026-01"));
        var later = open(Channel.PHONE_IN, null);
        contacts.close(
                OperationId.make(),
                later,
                new Closing(Category.OTHER, Cause.UNKNOWN, Outcome.EXPLAINED, null, null, null, "R-0002"));
        assertThat(recording(later)).isEqualTo("R-0002");
    }

    private Object recording(ContactNo contactNo) {
        return console.fetchValue("select recording_no from madoguchi.contact where contact_no = ?", contactNo.value());
    }

    @Test
    void templates_of_closing_notes_are_the_latest_rows() {
        assertThat(templates.offered())
                .hasSizeGreaterThan(9)
                .allSatisfy(template -> assertThat(template.words()).isNotBlank());
    }

    private void refusedPromise(String code, ContactNo contactNo, Closing form) {
        assertThatThrownBy(() -> contacts.close(OperationId.make(), contactNo, form))
                .isInstanceOfSatisfying(
                        UnfitPromise.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static Closing handedOver(@Nullable Promise promise) {
        return new Closing(
                Closing.Category.OTHER, Closing.Cause.NOT_A_LOGIN_MATTER, Outcome.HANDED_OVER, null, promise);
    }

    private Scene.Member late() {
        var member = scene.member();
        superuser()
                .execute(
                        "insert into madoguchi.delinquency (member_no, due_on, amount) values (?, current_date - 10, 8000)",
                        member.memberNo().value());
        return member;
    }

    @Test
    void a_parked_contact_can_be_closed() {
        var contactNo = open(Channel.STORE, null);
        contacts.park(OperationId.make(), contactNo);

        contacts.close(OperationId.make(), contactNo, EXPLAINED);

        assertThat(contacts.parked()).isEmpty();
    }

    @Test
    void the_closed_ones_of_today_are_counted_and_the_last_ten_listed() {
        for (var i = 0; i < 11; i++) {
            contacts.close(OperationId.make(), open(Channel.STORE, null), EXPLAINED);
        }

        var closed = records.closedToday();

        assertThat(closed.count()).isEqualTo(11);
        assertThat(closed.latest()).hasSize(10);
        assertThat(closed.latest()).extracting(ClosedContact::outcome).containsOnly(Outcome.EXPLAINED);
    }

    // What others see --------------------------------------------------------------------------------------------

    @Test
    void the_contact_of_another_person_is_out_of_reach() {
        var contactNo = open(Channel.STORE, null);
        Scene.signIn(scene.staff(store, Role.CLERK));

        assertThat(contacts.front()).isEmpty();
        assertThat(contacts.find(contactNo)).isEmpty();
        assertThatThrownBy(() -> contacts.note(OperationId.make(), contactNo, "x"))
                .isInstanceOf(ContactIsOver.class);
        assertThatThrownBy(() -> contacts.close(OperationId.make(), contactNo, EXPLAINED))
                .isInstanceOf(ContactIsOver.class);
        assertThat(records.read(contactNo).orElseThrow().mine()).isFalse();
    }

    @Test
    void a_contact_of_another_place_is_as_absent_as_one_that_never_was() {
        var contactNo = open(Channel.STORE, null);
        contacts.note(OperationId.make(), contactNo, "店内だけの話");
        Scene.signIn(scene.staff(scene.store(), Role.CLERK));

        assertThat(records.read(contactNo)).isEqualTo(records.read(new ContactNo("C9999999999")));
    }

    @Test
    void reading_a_contact_is_recorded_and_tells_what_was_done_in_it() {
        var member = scene.member();
        var contactNo = open(Channel.PHONE_IN, member.memberNo(), "0312345678");
        contacts.note(OperationId.make(), contactNo, "折り返し希望");

        var contact = records.read(contactNo).orElseThrow();
        records.read(contactNo);

        assertThat(contact.callerNumber()).isEqualTo("5678");
        assertThat(contact.mine()).isTrue();
        assertThat(records.read(contactNo).orElseThrow().acts())
                .extracting(ContactRecord.Act::action)
                .containsExactly("CONTACT_OPENED", "NOTE_ADDED");
        assertThat(scene.trail(member.memberNo())).contains("CONTACT_READ DONE");
    }

    // What the closing form proposes -----------------------------------------------------------------------------

    @Test
    void nothing_happened_and_nothing_is_proposed() {
        assertThat(proposals.of(open(Channel.STORE, null))).isEmpty();
        contacts.close(OperationId.make(), contacts.front().orElseThrow().contactNo(), EXPLAINED);
        assertThat(proposals.of(open(Channel.STORE, scene.member().memberNo()))).isEmpty();
    }

    @Test
    void a_lock_that_was_cleared_is_proposed_and_the_login_after_it_confirms() {
        var member = scene.locked();
        var contactNo = open(Channel.STORE, member.memberNo());
        check(contactNo, member.memberNo(), true);
        clear(contactNo, member.memberNo());

        assertThat(proposed(contactNo)).isEqualTo(Outcome.LOCK_CLEARED);
        scene.attempt(member, false);
        assertThat(proposed(contactNo)).isEqualTo(Outcome.STILL_FAILING);
        scene.attempt(member, true);
        assertThat(proposed(contactNo)).isEqualTo(Outcome.LOGIN_CONFIRMED);
        assertThat(proposals.of(contactNo).orElseThrow().cause()).isEqualTo(Cause.LOCKED);
    }

    @Test
    void a_locked_member_on_the_phone_is_sent_to_a_store() {
        assertThat(proposed(open(Channel.PHONE_IN, scene.locked().memberNo()))).isEqualTo(Outcome.SENT_TO_STORE);
    }

    @Test
    void a_failed_check_is_proposed() {
        var member = scene.locked();
        var contactNo = open(Channel.STORE, member.memberNo());
        check(contactNo, member.memberNo(), false);

        assertThat(proposed(contactNo)).isEqualTo(Outcome.IDENTITY_NOT_CONFIRMED);
    }

    // Ground -----------------------------------------------------------------------------------------------------

    private ContactNo open(Channel channel, @Nullable MemberNo memberNo) {
        return open(channel, memberNo, null);
    }

    private ContactNo open(Channel channel, @Nullable MemberNo memberNo, @Nullable String callerNumber) {
        return contacts.open(OperationId.make(), new NewContact(channel, null, null, callerNumber, memberNo));
    }

    private void refused(String code, NewContact form) {
        assertThatThrownBy(() -> contacts.open(OperationId.make(), form))
                .isInstanceOfSatisfying(
                        IncompleteContact.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private Outcome proposed(ContactNo contactNo) {
        return proposals.of(contactNo).orElseThrow().outcome();
    }

    private ContactNo checkedContact() {
        var member = scene.member();
        var contactNo = open(Channel.STORE, member.memberNo());
        check(contactNo, member.memberNo(), true);
        return contactNo;
    }

    /** The time that cannot be waited for: the contact was parked earlier, and the check made before. */
    private void parkedSince(ContactNo contactNo, Duration ago) {
        superuser()
                .execute(
                        "update madoguchi.contact set parked_at = clock_timestamp() - make_interval(mins => ?) where contact_no = ?",
                        (int) ago.toMinutes(),
                        contactNo.value());
    }

    private void check(ContactNo contactNo, MemberNo memberNo, boolean passed) {
        superuser()
                .execute(
                        """
                        insert into madoguchi.identity_check (ref, contact_no, member_no, method, result, fail_reason, staff_no, place_no, at, valid_until)
                        select gen_random_uuid(), ?, ?, 'IN_PERSON', ?, ?, ?, ?, t, case when ? then t + interval '60 minutes' end
                        from (select clock_timestamp() - interval '11 minutes' as t) x""",
                        contactNo.value(),
                        memberNo.value(),
                        passed ? "PASSED" : "FAILED",
                        passed ? null : "FACE_DIFFERS",
                        clerk.staffNo().value(),
                        store.placeNo().value(),
                        passed);
    }

    private void clear(ContactNo contactNo, MemberNo memberNo) {
        superuser()
                .execute(
                        """
                        update madoguchi.login_lock set cleared_at = clock_timestamp(), cleared_by = ?, cleared_place_no = ?, cleared_contact_no = ?,
                          cleared_check_id = (select max(id) from madoguchi.identity_check where contact_no = ?), clear_reason = 'MISTYPED'
                        where member_no = ? and cleared_at is null""",
                        clerk.staffNo().value(),
                        store.placeNo().value(),
                        contactNo.value(),
                        contactNo.value(),
                        memberNo.value());
    }
}
