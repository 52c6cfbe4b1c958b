package jp.madoguchi.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Refused;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

class CautionsTest extends ConsoleTest {

    @Autowired
    Cautions cautions;

    @Autowired
    Contacts contacts;

    private Scene scene;
    private Workplace store;
    private Scene.Member member;
    private ContactNo contact;

    @BeforeEach
    void serve_a_member() {
        scene = scene();
        store = scene.store();
        member = scene.member();
        Scene.signIn(scene.staff(store, Role.CLERK));
        contact = serve(Channel.STORE, member);
    }

    @Test
    void what_is_recorded_is_told_with_source_date_and_name_and_stands_in_the_trail() {
        add(new NewCaution(
                CautionKind.LAWYER_NOTICE, Caution.Source.LAWYER, "千代田法律事務所", null, null, null, scene.today()));
        add(new NewCaution(
                CautionKind.HOURS, Caution.Source.MEMBER, null, null, LocalTime.of(22, 0), LocalTime.of(9, 30), null));
        add(new NewCaution(CautionKind.NO_NUMBER, Caution.Source.MEMBER, null, "0312345678", null, null, null));
        add(plain(CautionKind.HEARING));

        var lines = cautions.of(member.memberNo());

        assertThat(lines)
                .extracting(line -> line.caution().kind())
                .containsExactly(
                        CautionKind.HEARING, CautionKind.NO_NUMBER, CautionKind.HOURS, CautionKind.LAWYER_NOTICE);
        assertThat(lines).allMatch(CautionLine::holds).allMatch(line -> line.madeByName() != null);
        assertThat(lines.get(3).caution().noticedOn()).isEqualTo(scene.today());
        assertThat(lines.get(3).caution().detail()).isEqualTo("千代田法律事務所");
        assertThat(lines.get(2).caution().hoursTo()).isEqualTo(LocalTime.of(9, 30));
        assertThat(lines.get(1).caution().last4()).isEqualTo("5678");
        assertThat(scene.trail(member.memberNo()))
                .containsSequence(
                        "CAUTION_RECORDED DONE",
                        "CAUTION_RECORDED DONE",
                        "CAUTION_RECORDED DONE",
                        "CAUTION_RECORDED DONE",
                        "CAUTIONS_READ DONE");
    }

    @Test
    void each_kind_has_what_it_needs() {
        var today = scene.today();
        incomplete(plain(CautionKind.NO_NUMBER));
        incomplete(plain(CautionKind.HOURS));
        incomplete(plain(CautionKind.LAWYER_NOTICE));
        incomplete(plain(CautionKind.AML));
        incomplete(plain(CautionKind.TAKEOVER_SUSPECTED));
        incomplete(new NewCaution(CautionKind.NO_NUMBER, Caution.Source.MEMBER, null, "110", null, null, null));
        incomplete(new NewCaution(CautionKind.HEARING, Caution.Source.MEMBER, null, "0312345678", null, null, null));
        incomplete(new NewCaution(
                CautionKind.HOURS, Caution.Source.MEMBER, null, null, LocalTime.NOON, LocalTime.NOON, null));
        incomplete(new NewCaution(CautionKind.HOURS, Caution.Source.MEMBER, null, null, LocalTime.NOON, null, null));
        incomplete(new NewCaution(CautionKind.LAWYER_NOTICE, Caution.Source.LAWYER, " ", null, null, null, today));
        incomplete(
                new NewCaution(CautionKind.DECEASED, Caution.Source.FAMILY, null, null, null, null, today.plusDays(1)));
        incomplete(new NewCaution(CautionKind.HEARING, Caution.Source.MEMBER, null, null, null, null, LocalDate.EPOCH));

        assertThat(cautions.of(member.memberNo())).isEmpty();
    }

    @Test
    void the_same_stands_once_and_the_same_click_twice_records_once() {
        var id = OperationId.make();
        cautions.add(id, contact, member.memberNo(), plain(CautionKind.NO_HOME_MAIL));
        cautions.add(id, contact, member.memberNo(), plain(CautionKind.NO_HOME_MAIL));

        refused("CONTACT-007", () -> add(plain(CautionKind.NO_HOME_MAIL)));
        assertThat(cautions.of(member.memberNo())).hasSize(1);
    }

    @Test
    void ending_takes_a_check_and_leaves_the_history() {
        add(plain(CautionKind.NO_HOME_MAIL));
        forbidden(Reason.CHECK_NEEDED, () -> end(Caution.End.MEMBER_ASKED));
        pass(contact, member);

        end(Caution.End.MEMBER_ASKED);

        var line = cautions.of(member.memberNo()).getFirst();
        assertThat(line.holds()).isFalse();
        assertThat(line.endReason()).isEqualTo(Caution.End.MEMBER_ASKED);
        assertThat(line.endedBy()).isEqualTo(line.madeByName());
        assertThat(scene.trail(member.memberNo())).contains("CAUTION_ENDED DONE");
        refused("CONTACT-008", () -> end(Caution.End.OVER));
        add(plain(CautionKind.NO_HOME_MAIL));
        assertThat(cautions.of(member.memberNo()))
                .extracting(CautionLine::holds)
                .containsExactly(true, false);
    }

    @Test
    void a_mistake_is_taken_back_by_whoever_made_it_and_by_nobody_else_without_a_check() {
        add(plain(CautionKind.LANGUAGE));
        contacts.park(OperationId.make(), contact);
        Scene.signIn(scene.staff(store, Role.AGENT));
        contact = serve(Channel.PHONE_IN, member);
        forbidden(Reason.CHECK_NEEDED, () -> end(Caution.End.MISTAKE));
        add(plain(CautionKind.HEARING));

        end(Caution.End.MISTAKE);

        assertThat(cautions.of(member.memberNo()))
                .extracting(CautionLine::holds)
                .containsExactly(true, false);
    }

    @Test
    void a_grave_one_is_ended_by_a_supervisor_only() {
        add(new NewCaution(CautionKind.DECEASED, Caution.Source.FAMILY, null, null, null, null, null));
        pass(contact, member);
        forbidden(Reason.RIGHT_MISSING, () -> end(Caution.End.MISTAKE));
        contacts.park(OperationId.make(), contact);
        Scene.signIn(scene.staff(store, Role.SUPERVISOR));
        contact = serve(Channel.LETTER, member);

        end(Caution.End.MISTAKE);

        assertThat(cautions.of(member.memberNo())).noneMatch(CautionLine::holds);
    }

    @Test
    void it_takes_the_contact_with_the_member_and_the_right() {
        var other = scene.member();

        forbidden(
                Reason.ANOTHER_MEMBER,
                () -> cautions.add(OperationId.make(), contact, other.memberNo(), plain(CautionKind.SIGHT)));
        contacts.park(OperationId.make(), contact);
        refused("CONTACT-001", () -> add(plain(CautionKind.SIGHT)));
        Scene.signIn(scene.staff(store, Role.MANAGER));
        assertThatThrownBy(() -> add(plain(CautionKind.SIGHT))).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void restricted_flags_are_absent() {
        superuser()
                .execute(
                        "insert into madoguchi.attention_flag (member_no, kind, valid_from) values (?, 'AML', now() - interval '1 day')",
                        member.memberNo().value());

        assertThat(cautions.of(member.memberNo())).isEmpty();
    }

    private static NewCaution plain(CautionKind kind) {
        return new NewCaution(kind, Caution.Source.MEMBER, null, null, null, null, null);
    }

    private void add(NewCaution form) {
        cautions.add(OperationId.make(), contact, member.memberNo(), form);
    }

    /** Ends the newest. */
    private void end(Caution.End reason) {
        var line = cautions.of(member.memberNo()).getFirst();
        cautions.end(
                OperationId.make(), contact, member.memberNo(), line.caution().kind(), line.id(), reason);
    }

    private void incomplete(NewCaution form) {
        refused("CONTACT-006", () -> add(form));
    }

    private static void refused(String code, ThrowingCallable click) {
        assertThatThrownBy(click)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static void forbidden(Reason rule, ThrowingCallable click) {
        assertThatThrownBy(click)
                .isInstanceOfSatisfying(
                        NotAllowed.class, refused -> assertThat(refused.rule()).isEqualTo(rule));
    }

    private ContactNo serve(Channel channel, Scene.@Nullable Member served) {
        return contacts.open(
                OperationId.make(),
                new NewContact(channel, null, null, null, served == null ? null : served.memberNo()));
    }

    private void pass(ContactNo contactNo, Scene.Member served) {
        superuser()
                .execute("""
                insert into madoguchi.identity_check (ref, contact_no, member_no, method, result, staff_no, place_no, at, valid_until)
                select gen_random_uuid(), c.contact_no, ?, 'IN_PERSON', 'PASSED', c.staff_no, c.place_no, now(), now() + ? * interval '1 second'
                from madoguchi.contact c where c.contact_no = ?""", served.memberNo().value(), Duration.ofMinutes(30).toSeconds(), contactNo.value());
    }
}
