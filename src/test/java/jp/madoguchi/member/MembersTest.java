package jp.madoguchi.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.contact.Caution;
import jp.madoguchi.contact.CautionKind;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.NewContact;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.core.Yen;
import jp.madoguchi.identity.DocumentKind;
import jp.madoguchi.identity.IdentityChecks;
import jp.madoguchi.identity.ShownDocument;
import jp.madoguchi.member.MemberHeader.Figures;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

class MembersTest extends ConsoleTest {

    @Autowired
    Members members;

    @Autowired
    Contacts contacts;

    @Autowired
    IdentityChecks checks;

    private Scene scene;
    private Workplace store;
    private Scene.Member member;

    @BeforeEach
    void a_clerk_and_a_member() {
        scene = scene();
        store = scene.store();
        member = scene.member();
        Scene.signIn(scene.staff(store, Role.CLERK));
    }

    @Test
    void before_the_check_hidden_values_do_not_leave_the_database() {
        serve(member);
        var header = open();
        assertThat(header.checked()).isFalse();
        assertThat(header.name()).isEqualTo("髙橋 花子");
        assertThat(header.kana()).isEqualTo("タカハシ ハナコ");
        assertThat(header.prefecture() + header.municipality()).isEqualTo("東京都千代田区");
        assertThat(header.phoneLast4()).hasSize(4);
        assertThat(header.emailHint()).isEqualTo("m***@example.com");
        assertThat(header.employerOnFile()).isTrue();
        assertThat(header.cardLast4()).isEqualTo(member.cardNo().value().substring(6));
        assertThat(header.webIdFirst2()).isEqualTo("Te");
        assertThat(header.birthDate()).isNull();
        assertThat(header.contract()).isNotNull();
        assertThat(header.contract().figures()).isNull();
        assertThat(header.toString())
                .doesNotContain(
                        "1985",
                        "500000",
                        "120000",
                        "17.8",
                        "丸の内",
                        "試験商事",
                        member.webId(),
                        member.cardNo().value());
    }

    @Test
    void after_a_passed_check_birth_date_and_figures_are_there() {
        pass(serve(member), member);
        var header = open();
        assertThat(header.checked()).isTrue();
        assertThat(header.birthDate()).isEqualTo(LocalDate.of(1985, 4, 1));
        assertThat(figures())
                .isEqualTo(new Figures(
                        new Yen(500_000),
                        new Yen(380_000),
                        new Yen(120_000),
                        new BigDecimal("17.800"),
                        5,
                        new Yen(8_000)));
        assertThat(header.toString())
                .doesNotContain("丸の内", "試験商事", member.webId(), member.cardNo().value());
    }

    @Test
    void the_check_of_one_member_opens_nothing_of_another() {
        pass(serve(member), member);
        var other = scene.member();
        var header = members.open(other.memberNo(), null);
        assertThat(header.checked()).isFalse();
        assertThat(header.birthDate()).isNull();
        assertThat(header.inContactWithOther()).isTrue();
    }

    @Test
    void a_check_that_the_colleague_made_opens_nothing_for_me() {
        pass(serve(member), member);
        Scene.signIn(scene.staff(store, Role.CLERK));
        assertThat(members.open(member.memberNo(), SearchPurpose.COMPLAINT).checked())
                .isFalse();
    }

    @Test
    void nothing_is_available_while_borrowing_is_stopped_late_or_over_the_limit() {
        pass(serve(member), member);
        scene.owes(member.memberNo(), 600_000);
        assertThat(figures().available()).isEqualTo(Yen.ZERO);
        scene.owes(member.memberNo(), 499_999);
        assertThat(figures().available()).isEqualTo(new Yen(1));
        update("insert into madoguchi.borrowing_stop (member_no, reason, stopped_at) values (?, 'REVIEW', now())");
        assertThat(figures().available()).isEqualTo(Yen.ZERO);
        update("update madoguchi.borrowing_stop set lifted_at = now() where member_no = ?");
        update("insert into madoguchi.delinquency (member_no, due_on, amount) values (?, current_date - 10, 8000)");
        assertThat(figures().available()).isEqualTo(Yen.ZERO);
    }

    /** DOMAIN R29: none of them implies or hides another. */
    @Test
    void one_member_is_active_limit_zero_late_locked_and_dormant_at_once() {
        scene.lock(member);
        update("update madoguchi.contract set credit_limit = 0, started_on = current_date - 2000 where member_no = ?");
        update("insert into madoguchi.delinquency (member_no, due_on, amount) values (?, current_date - 10, 8000)");
        serve(member);
        var header = open();
        assertThat(header.contract().state()).isEqualTo("ACTIVE");
        assertThat(header.states().limitZero()).isTrue();
        assertThat(header.states().lateSince()).isNotNull();
        assertThat(header.states().locks()).containsExactly("LOGIN");
        assertThat(header.states().dormantSince()).isNotNull();
    }

    @Test
    void paid_off_is_an_active_contract_that_owes_nothing() {
        scene.owes(member.memberNo(), 0);
        pass(serve(member), member);
        assertThat(open().contract().state()).isEqualTo("ACTIVE");
        assertThat(figures().paidOff()).isTrue();
        assertThat(figures().minimum()).isEqualTo(Yen.ZERO);
        assertThat(figures().available()).isEqualTo(new Yen(500_000));
    }

    @Test
    void restricted_flags_are_for_those_who_hold_the_right_alone() {
        update(
                "insert into madoguchi.attention_flag (member_no, kind, valid_from) values (?, 'AML', now() - interval '1 day')");
        update(
                "insert into madoguchi.attention_flag (member_no, kind, detail, valid_from) values (?, 'LANGUAGE', '英語', now() - interval '1 day')");
        update(
                "insert into madoguchi.attention_flag (member_no, kind, valid_from, valid_to) values (?, 'HEARING', now() - interval '2 days', now() - interval '1 day')");
        update(
                "insert into madoguchi.contact_restriction (member_no, kind, source, valid_from) values (?, 'NO_WORK_PHONE', 'MEMBER', now() - interval '1 day')");
        serve(member);
        assertThat(open().flags())
                .extracting(Caution::kind, Caution::detail)
                .containsExactly(tuple(CautionKind.LANGUAGE, "英語"));
        assertThat(open().restrictions())
                .extracting(Caution::kind, Caution::source)
                .containsExactly(tuple(CautionKind.NO_WORK_PHONE, Caution.Source.MEMBER));

        Scene.signIn(scene.staff(store, Role.SUPERVISOR));
        assertThat(members.open(member.memberNo(), SearchPurpose.SUPERVISION).flags())
                .hasSize(1);

        var both = Scene.signIn(scene.staff(store, Role.CLERK, Role.MANAGER));
        assertThat(both.may(Permission.RESTRICTED_READ)).isTrue();
        assertThat(members.open(member.memberNo(), SearchPurpose.SUPERVISION).flags())
                .extracting(Caution::kind)
                .containsExactlyInAnyOrder(CautionKind.AML, CautionKind.LANGUAGE);
    }

    @Test
    void opening_is_recorded_with_contact_or_purpose_and_with_what_was_shown() {
        members.open(member.memberNo(), SearchPurpose.DOCUMENT_ARRIVED);
        assertThat(latest(member)).containsExactly(null, "DOCUMENT_ARRIVED", "{\"shown\":\"MASKED\"}");
        var contact = serve(member);
        pass(contact, member);
        open();
        assertThat(latest(member)).containsExactly(contact.value(), null, "{\"shown\":\"AFTER_CHECK\"}");
    }

    @Test
    void outside_a_contact_it_takes_a_purpose() {
        assertThatThrownBy(() -> members.open(member.memberNo(), null)).isInstanceOf(PurposeMissing.class);
        assertThat(scene.trail(member.memberNo())).endsWith("OPERATION_REFUSED REFUSED");
    }

    @Test
    void an_unknown_number_is_not_found() {
        assertThatThrownBy(() -> members.open(new MemberNo("000000000"), SearchPurpose.OTHER))
                .isInstanceOf(NoSuchMember.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"REVIEWER", "MANAGER"})
    void who_reads_members_within_a_case_only_is_told_so(Role role) {
        Scene.signIn(scene.staff(store, role));
        assertThatThrownBy(() -> members.open(member.memberNo(), SearchPurpose.OTHER))
                .isInstanceOfSatisfying(
                        NotAllowed.class, refused -> assertThat(refused.rule()).isEqualTo(Reason.ONLY_WITHIN_A_CASE));
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"ADMIN", "AUDITOR"})
    void who_does_not_read_members_opens_none(Role role) {
        Scene.signIn(scene.staff(store, role));
        assertThatThrownBy(() -> members.open(member.memberNo(), SearchPurpose.OTHER))
                .isInstanceOf(AccessDeniedException.class);
    }

    private MemberHeader open() {
        return members.open(member.memberNo(), null);
    }

    private Figures figures() {
        return open().contract().figures();
    }

    private ContactNo serve(Scene.Member served) {
        return contacts.open(OperationId.make(), new NewContact(Channel.STORE, null, null, null, served.memberNo()));
    }

    private void pass(ContactNo contact, Scene.Member served) {
        var licence = new ShownDocument(
                DocumentKind.DRIVERS_LICENCE,
                "東京都公安委員会",
                null,
                LocalDate.now().plusYears(1),
                "1234",
                true,
                served.birthDate(),
                served.address(),
                true,
                false);
        assertThat(checks.check(OperationId.make(), contact, served.memberNo(), List.of(licence), false)
                        .passed())
                .isTrue();
    }

    private void update(String sql) {
        superuser().execute(sql, member.memberNo().value());
    }

    private List<Object> latest(Scene.Member opened) {
        return superuser()
                .resultQuery("""
                        select contact_no, reason, details from madoguchi.audit_entry
                        where member_no = ? and action = 'MEMBER_OPENED' order by at desc, id desc limit 1""", opened.memberNo().value())
                .fetchSingle()
                .intoList();
    }
}
