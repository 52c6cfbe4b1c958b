package jp.madoguchi.income;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.NewContact;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.income.Suspicion.Kind;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.render.Progress;
import jp.madoguchi.render.UploadRefused;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

class CertificateIntakeTest extends ConsoleTest {

    private static final Box NUMBER = new Box(0.2, 0.4, 0.4, 0.2);

    @Autowired
    CertificateIntake intake;

    @Autowired
    Pages pages;

    @Autowired
    Contacts contacts;

    private Scene scene;
    private Workplace store;
    private Scene.Member member;
    private StaffMember clerk;

    @BeforeEach
    void a_clerk_and_a_member() {
        scene = scene();
        store = scene.store();
        member = scene.member();
        clerk = Scene.signIn(scene.staff(store, Role.CLERK));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> superuser()
                        .resultQuery(
                                "select count(*) > 2 from madoguchi.sealing_key where offered_at is null and used_at is null and doomed_at is null")
                        .fetchSingle(0, Boolean.class));
    }

    @Test
    void what_is_stored_is_masked_sealed_and_recorded() throws IOException {
        var contact = counter();

        var ref = intake.takeIn(
                OperationId.make(), contact, member.memberNo(), certificate(new PageMask(1, List.of(NUMBER), true)));

        assertThat(value("select state || ' ' || channel || ' ' || priority || ' ' || kind", ref))
                .isEqualTo("READY STORE 1 WITHHOLDING_SLIP");
        assertThat(superuser()
                        .resultQuery(
                                "select role from madoguchi.income_certificate_paper where certificate_ref = ?", ref)
                        .fetchInto(String.class))
                .as("the original is never stored")
                .containsExactly("PAGE");
        assertThat(superuser()
                        .resultQuery(
                                "select masked_by::text from madoguchi.income_masking where certificate_ref = ?", ref)
                        .fetchSingle(0))
                .isEqualTo(clerk.staffNo().value());
        Scene.signIn(scene.staff(store, Role.REVIEWER));
        var page = read(pages.page(pages.open(ref), 1));
        assertThat(page.getRGB(200, 240)).isEqualTo(0xFF000000);
        assertThat(page.getRGB(5, 5)).isNotEqualTo(0xFF000000);
        assertThat(scene.trail(member.memberNo())).contains("INCOME_TAKEN_IN DONE", "INCOME_PAGES_READ DONE");
    }

    @Test
    void a_double_click_takes_it_in_once() {
        var contact = counter();
        var id = OperationId.make();
        var form = certificate(new PageMask(1, List.of(NUMBER), true));

        var first = intake.takeIn(id, contact, member.memberNo(), form);

        assertThat(intake.takeIn(id, contact, member.memberNo(), form)).isEqualTo(first);
        assertThat(count(contact)).isEqualTo(1);
    }

    @Test
    void what_is_suspected_must_be_covered() {
        var contact = counter();
        var page = new UnmaskedPage(
                new PageFacts(1, 640, 480, true, List.of(new Suspicion(Kind.MY_NUMBER, NUMBER))), TestPapers.png());
        var uncovered = new NewCertificate(
                null,
                UUID.randomUUID(),
                List.of(page),
                List.of(new PageMask(1, List.of(new Box(0, 0, 0.1, 0.1)), true)));

        assertThatThrownBy(() -> intake.takeIn(OperationId.make(), contact, member.memberNo(), uncovered))
                .isInstanceOf(NotCovered.class);
        assertThat(count(contact)).isZero();
        assertThat(scene.trail(member.memberNo())).contains("OPERATION_REFUSED REFUSED");
    }

    @Test
    void a_page_that_nobody_looked_through_is_not_stored() {
        var contact = counter();

        assertThatThrownBy(() -> intake.takeIn(
                        OperationId.make(),
                        contact,
                        member.memberNo(),
                        certificate(new PageMask(1, List.of(NUMBER), false))))
                .isInstanceOf(NotCovered.class);
        assertThat(count(contact)).isZero();
    }

    @Test
    void each_page_has_its_mask() {
        var contact = counter();
        var form = new NewCertificate(null, UUID.randomUUID(), List.of(), List.of());

        assertThatThrownBy(() -> intake.takeIn(OperationId.make(), contact, member.memberNo(), form))
                .isInstanceOf(IncompleteCertificate.class);
        assertThatThrownBy(() -> intake.takeIn(
                        OperationId.make(), contact, member.memberNo(), certificate(new PageMask(2, List.of(), true))))
                .isInstanceOf(IncompleteCertificate.class);
    }

    @Test
    void nobody_takes_papers_in_by_phone() {
        Scene.signIn(scene.staff(store, Role.CLERK));
        var call = contacts.open(
                OperationId.make(), new NewContact(Channel.PHONE_IN, null, null, null, member.memberNo()));

        assertThatThrownBy(() -> intake.takeIn(
                        OperationId.make(),
                        call,
                        member.memberNo(),
                        certificate(new PageMask(1, List.of(NUMBER), true))))
                .isInstanceOf(NotAllowed.class);
    }

    @Test
    void only_who_decides_sees_the_pages() {
        var contact = counter();
        var ref = intake.takeIn(
                OperationId.make(), contact, member.memberNo(), certificate(new PageMask(1, List.of(NUMBER), true)));

        assertThatThrownBy(() -> pages.open(ref)).isInstanceOf(AccessDeniedException.class);
        Scene.signIn(scene.staff(store, Role.SUPERVISOR));
        assertThat(pages.open(ref).pages()).hasSize(1);
        assertThatThrownBy(() -> pages.open(UUID.randomUUID())).isInstanceOf(NoSuchPages.class);
    }

    @Test
    void a_file_is_turned_into_pages_and_its_text_is_searched() {
        var images = intake.read(TestPapers.pdf(), "slip.pdf", Progress.UNTOLD);

        assertThat(images).hasSize(1);
        var facts = UnmaskedPage.of(1, images.getFirst()).facts();
        assertThat(facts.hasText()).isTrue();
        assertThat(facts.suspicions()).extracting(Suspicion::kind).containsOnly(Kind.MY_NUMBER);
        assertThatThrownBy(() -> intake.read(
                        "no picture".getBytes(java.nio.charset.StandardCharsets.UTF_8), "slip.pdf", Progress.UNTOLD))
                .isInstanceOf(UploadRefused.class);
    }

    @Test
    void a_certificate_is_ready_only_with_every_page_masked() {
        var contact = counter();
        var ref = intake.takeIn(
                OperationId.make(), contact, member.memberNo(), certificate(new PageMask(1, List.of(NUMBER), true)));

        assertThatThrownBy(() -> superuser()
                        .execute("update madoguchi.income_certificate set page_count = 2 where ref = ?", ref))
                .hasStackTraceContaining("every page masked");
    }

    private ContactNo counter() {
        return contacts.open(OperationId.make(), new NewContact(Channel.STORE, null, null, null, member.memberNo()));
    }

    private static NewCertificate certificate(PageMask mask) {
        return new NewCertificate(
                CertificateKind.WITHHOLDING_SLIP,
                UUID.randomUUID(),
                List.of(new UnmaskedPage(new PageFacts(1, 640, 480, false, List.of()), TestPapers.png())),
                List.of(mask));
    }

    private String value(String select, UUID ref) {
        return superuser()
                .resultQuery(select + " from madoguchi.income_certificate where ref = ?", ref)
                .fetchSingle(0, String.class);
    }

    private int count(ContactNo contact) {
        return superuser()
                .resultQuery("select count(*) from madoguchi.income_certificate where contact_no = ?", contact.value())
                .fetchSingle(0, Integer.class);
    }

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }
}
