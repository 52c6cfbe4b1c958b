package jp.madoguchi.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.NewContact;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.policy.CheckState;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class IdentityChecksTest extends ConsoleTest {

    @Autowired
    IdentityChecks checks;

    @Autowired
    Contacts contacts;

    private Scene.Member member;
    private ContactNo contact;

    @BeforeEach
    void a_member_at_the_counter() {
        var scene = scene();
        member = scene.member();
        Scene.signIn(scene.staff(scene.store(), Role.CLERK));
        contact = contacts.open(OperationId.make(), new NewContact(Channel.STORE, null, null, null, member.memberNo()));
    }

    @AfterEach
    void sign_out() {
        Scene.signOut();
    }

    @Test
    void a_passed_check_holds_an_hour_and_opens_the_contact() {
        var result = check(licence());

        assertThat(result.passed()).isTrue();
        assertThat(contacts.front()).hasValueSatisfying(open -> {
            assertThat(open.check()).isEqualTo(CheckState.PASSED);
            assertThat(Duration.between(open.openedAt(), open.checkedUntil()))
                    .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(62));
        });
    }

    @Test
    void another_birth_date_fails_and_does_not_say_which_is_right() {
        var result = check(with(licence(), member.birthDate().plusYears(1)));

        assertThat(result.passed()).isFalse();
        assertThat(result.reason()).isEqualTo(CheckResult.FailReason.BIRTH_DATE_DIFFERS);
        assertThat(result.triesLeft()).isEqualTo(1);
        assertThat(contacts.front())
                .hasValueSatisfying(open -> assertThat(open.check()).isEqualTo(CheckState.FAILED));
    }

    @Test
    void two_failures_end_the_tries_of_a_contact() {
        check(with(licence(), member.birthDate().plusYears(1)));
        check(with(licence(), member.birthDate().plusYears(2)));

        assertThatThrownBy(() -> check(licence()))
                .isInstanceOfSatisfying(
                        NotAllowed.class, refused -> assertThat(refused.rule()).isEqualTo(Reason.CHECK_NO_TRIES_LEFT));
    }

    @Test
    void a_failed_check_voids_the_passed_one_before_it() {
        check(licence());
        check(with(licence(), member.birthDate().plusYears(1)));

        assertThat(contacts.front())
                .hasValueSatisfying(open -> assertThat(open.isChecked()).isFalse());
    }

    @Test
    void papers_that_do_not_count_are_refused_without_counting_as_a_failure() {
        var today = scene().today();
        refused("IDENTITY-002", document(DocumentKind.DRIVERS_LICENCE, null, today.minusDays(1), "1234", true));
        refused("IDENTITY-004", document(DocumentKind.DRIVING_HISTORY, LocalDate.of(2012, 3, 31), null, "1234", true));
        refused(
                "IDENTITY-004",
                document(DocumentKind.PASSPORT, LocalDate.of(2020, 2, 4), today.plusYears(1), "1234", true));
        refused(
                "IDENTITY-003",
                document(DocumentKind.RESIDENT_RECORD, today.minusMonths(6).minusDays(1), null, null, null));
        refused("IDENTITY-005", document(DocumentKind.RESIDENT_RECORD, today.minusMonths(1), null, null, null));
        refused("IDENTITY-008", document(DocumentKind.MY_NUMBER_CARD, null, today.plusYears(1), "1234", true));
        refused("IDENTITY-009", document(DocumentKind.DRIVERS_LICENCE, null, today.plusYears(1), "12", true));
        refused(
                "IDENTITY-004",
                document(DocumentKind.DRIVERS_LICENCE, LocalDate.MIN, today.plusYears(1), "1234", true));
        refused("IDENTITY-011", document(DocumentKind.DRIVERS_LICENCE, null, LocalDate.of(9999, 12, 31), "1234", true));
        refused("IDENTITY-006", document(DocumentKind.DRIVERS_LICENCE, null, null, "1234", true));
        refused("IDENTITY-006", document(DocumentKind.DRIVERS_LICENCE, null, today.plusYears(1), "1234", null));

        assertThat(contacts.front())
                .hasValueSatisfying(open -> assertThat(open.failedChecks()).isZero());
    }

    @Test
    void a_document_is_good_until_the_end_of_its_last_day() {
        assertThat(check(document(DocumentKind.DRIVERS_LICENCE, null, scene().today(), "1234", true))
                        .passed())
                .isTrue();
    }

    @Test
    void two_papers_without_photograph_count_together() {
        var today = scene().today();
        var result = checks.check(
                OperationId.make(),
                contact,
                member.memberNo(),
                List.of(
                        document(DocumentKind.QUALIFICATION_CERTIFICATE, null, today.plusYears(1), null, null),
                        document(DocumentKind.RESIDENT_RECORD, today.minusMonths(1), null, null, null)),
                false);

        assertThat(result.passed()).isTrue();
    }

    @Test
    void another_address_is_told_and_not_counted() {
        var moved = new ShownDocument(
                DocumentKind.DRIVERS_LICENCE,
                "東京都公安委員会",
                null,
                scene().today().plusYears(1),
                null,
                true,
                member.birthDate(),
                "大阪市北区梅田1-1",
                true,
                false);
        refused("IDENTITY-007", moved);
    }

    @Test
    void a_suspected_forgery_fails_and_nothing_of_the_paper_is_kept() {
        var result = checks.check(OperationId.make(), contact, member.memberNo(), List.of(), true);

        assertThat(result.reason()).isEqualTo(CheckResult.FailReason.SUSPECTED_FORGERY);
        assertThat(console.fetchValue(
                        "select count(*) from madoguchi.identity_document d join madoguchi.identity_check i on i.id = d.check_id where i.contact_no = ?",
                        contact.value()))
                .isEqualTo(0L);
    }

    private void refused(String code, ShownDocument document) {
        assertThatThrownBy(() -> check(document))
                .isInstanceOfSatisfying(
                        DocumentRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private CheckResult check(ShownDocument document) {
        return checks.check(OperationId.make(), contact, member.memberNo(), List.of(document), false);
    }

    private ShownDocument licence() {
        return document(DocumentKind.DRIVERS_LICENCE, null, scene().today().plusYears(1), "1234", true);
    }

    private ShownDocument with(ShownDocument paper, LocalDate birthDate) {
        return new ShownDocument(
                paper.kind(),
                paper.issuer(),
                paper.issuedOn(),
                paper.expiresOn(),
                paper.referenceLast4(),
                paper.nameMatches(),
                birthDate,
                paper.address(),
                paper.faceMatches(),
                paper.chipRead());
    }

    private ShownDocument document(
            DocumentKind kind,
            @Nullable LocalDate issued,
            @Nullable LocalDate expires,
            @Nullable String reference,
            @Nullable Boolean face) {
        return new ShownDocument(
                kind, "東京都公安委員会", issued, expires, reference, true, member.birthDate(), member.address(), face, false);
    }
}
