package jp.madoguchi.income;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.income.Suspicion.Kind;
import jp.madoguchi.income.TestPapers.Offer;
import jp.madoguchi.vault.DocumentKeys;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

class QuarantineTest extends ConsoleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    Masking masking;

    @Autowired
    Pages pages;

    @Autowired
    KeyKeeping keeping;

    @Autowired
    DocumentKeys keys;

    private Scene scene;
    private Scene.Member member;
    private TestPapers site;
    private final UUID ref = UUID.randomUUID();

    @BeforeEach
    void a_member() {
        scene = scene();
        member = scene.member();
        site = new TestPapers(memberSite());
        Scene.signIn(scene.staff(scene.store(), Role.REVIEWER));
    }

    @Test
    void a_paper_from_the_site_is_masked_by_a_reviewer_and_its_original_is_gone_for_good() throws IOException {
        var offer = offer();
        assertThat(site.send(ref, member.memberNo(), offer, "pdf", TestPapers.pdf()))
                .isEqualTo("RECEIVED");
        await("QUARANTINED");
        assertThat(masking.waiting()).contains(ref);
        assertThatThrownBy(() -> pages.open(ref)).isInstanceOf(NoSuchPages.class);

        var opened = masking.open(ref);
        assertThat(opened.pages()).singleElement().satisfies(page -> {
            assertThat(page.hasText()).isTrue();
            assertThat(page.suspicions()).extracting(Suspicion::kind).containsOnly(Kind.MY_NUMBER);
        });
        assertThat(masking.page(opened, 1)).isNotEmpty();
        assertThatThrownBy(() -> masking.mask(OperationId.make(), opened, List.of(new PageMask(1, List.of(), true))))
                .isInstanceOf(NotCovered.class);
        var box = opened.pages().getFirst().suspicions().getFirst().box();
        masking.mask(OperationId.make(), opened, List.of(new PageMask(1, List.of(box), false)));

        assertThat(state()).isEqualTo("READY");
        var page = ImageIO.read(new ByteArrayInputStream(pages.page(pages.open(ref), 1)));
        var x = (int) ((box.x() + box.width() / 2) * page.getWidth());
        var y = (int) ((box.y() + box.height() / 2) * page.getHeight());
        assertThat(page.getRGB(x, y)).isEqualTo(0xFF000000);
        awaitDestroyed(offer);
        assertThatThrownBy(() -> masking.page(opened, 1)).isInstanceOf(NotToBeMasked.class);
        assertThatThrownBy(
                        () -> masking.mask(OperationId.make(), opened, List.of(new PageMask(1, List.of(box), false))))
                .isInstanceOf(NotToBeMasked.class);
        assertThat(scene.trail(member.memberNo()))
                .containsSubsequence(
                        "INCOME_RECEIVED DONE",
                        "INCOME_QUARANTINE_READ DONE",
                        "INCOME_MASKED DONE",
                        "INCOME_KEY_DESTROYED DONE");
    }

    @Test
    void the_same_paper_sent_again_is_received_once() {
        var offer = offer();
        assertThat(site.send(ref, member.memberNo(), offer, "png", TestPapers.png()))
                .isEqualTo("RECEIVED");
        assertThat(site.send(ref, member.memberNo(), offer, "png", TestPapers.png()))
                .isEqualTo("RECEIVED");
        assertThat(site.send(ref, member.memberNo(), offer, "png", TestPapers.pdf()))
                .isEqualTo("CONFLICT");
        assertThat(site.send(UUID.randomUUID(), member.memberNo(), offer, "png", TestPapers.png()))
                .as("a key is for one paper")
                .isEqualTo("KEY_REFUSED");
    }

    @Test
    void a_key_is_for_the_member_it_was_offered_for_and_for_an_hour() {
        var other = scene.member();
        var offer = offer();

        assertThat(site.send(ref, other.memberNo(), offer, "png", TestPapers.png()))
                .isEqualTo("KEY_REFUSED");
        assertThat(superuser()
                        .resultQuery(
                                "select outcome from madoguchi.submit_income_certificate(?, ?, ?, ?, 'png', ?, ?, ?, sha256(''), clock_timestamp() + interval '61 minutes')",
                                ref,
                                ref,
                                member.memberNo().value(),
                                offer.keyId(),
                                new byte[384],
                                new byte[12],
                                new byte[20])
                        .fetchSingle(0))
                .isEqualTo("KEY_REFUSED");
    }

    @Test
    void what_cannot_be_read_is_refused_with_its_reason_and_destroyed() {
        var offer = offer();
        site.send(ref, member.memberNo(), offer, "pdf", TestPapers.png());

        await("REFUSED_UNREAD");

        assertThat(value("unread_code")).startsWith("RENDER-");
        awaitDestroyed(offer);
        assertThat(scene.trail(member.memberNo())).contains("INCOME_UNREAD DONE");
        assertThat(request()).startsWith("・ファイルを開くことができませんでした");
    }

    @Test
    void what_was_sealed_for_something_else_is_refused() {
        var offer = offer();
        var sealed = jp.madoguchi.vault.Sealing.seal(offer.publicKey(), "elsewhere", TestPapers.png());
        memberSite()
                .execute(
                        "select outcome from member_site.submit_income_certificate(?, ?, ?, ?, 'png', ?, ?, ?, sha256(''))",
                        ref,
                        ref,
                        member.memberNo().value(),
                        offer.keyId(),
                        sealed.sealedKey(),
                        sealed.nonce(),
                        sealed.bytes());

        await("REFUSED_UNREAD");

        assertThat(value("unread_code")).isEqualTo("VAULT-002");
    }

    @Test
    void the_member_takes_it_back_and_it_is_destroyed() {
        var offer = offer();
        site.send(ref, member.memberNo(), offer, "png", TestPapers.png());
        await("QUARANTINED");

        assertThat(withdraw()).isEqualTo("WITHDRAWN");
        assertThat(withdraw()).isEqualTo("WITHDRAWN");

        awaitDestroyed(offer);
        assertThatThrownBy(() -> masking.open(ref)).isInstanceOf(NotToBeMasked.class);
    }

    @Test
    void after_fourteen_days_in_quarantine_it_is_destroyed() {
        var offer = offer();
        site.send(ref, member.memberNo(), offer, "png", TestPapers.png());
        await("QUARANTINED");
        superuser().transaction(old -> {
            old.dsl().execute("set local session_replication_role = replica");
            old.dsl()
                    .execute(
                            "update madoguchi.income_certificate set received_at = received_at - interval '14 days' where ref = ?",
                            ref);
        });

        await("EXPIRED");

        awaitDestroyed(offer);
        assertThat(scene.trail(member.memberNo())).contains("INCOME_EXPIRED DONE");
        assertThat(request()).startsWith("・期間内に確認できなかった");
    }

    /** What the member is asked for in the one message that is due. */
    private String request() {
        return superuser()
                .fetchSingle(
                        "select payload::jsonb ->> 'requests' from madoguchi.outbox where member_no = ? and kind = 'INCOME_ASKED_AGAIN'",
                        member.memberNo().value())
                .get(0, String.class);
    }

    @Test
    void a_private_half_that_no_row_knows_is_swept_away() {
        var nobodys = UUID.randomUUID();
        keys.create(nobodys);

        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            keeping.sweep();
            assertThat(keys.kept()).doesNotContain(nobodys);
        });
    }

    @Test
    void quarantine_is_for_reviewers_alone() {
        for (var role : Role.values()) {
            Scene.signIn(scene.staff(scene.store(), role));
            if (role != Role.REVIEWER) {
                assertThatThrownBy(() -> masking.open(ref)).as(role.name()).isInstanceOf(AccessDeniedException.class);
            }
        }
    }

    @Test
    void a_key_of_a_paper_that_is_kept_is_never_taken_back_from_its_doom() {
        var offer = offer();
        site.send(ref, member.memberNo(), offer, "png", TestPapers.png());
        await("QUARANTINED");
        assertThatThrownBy(() -> superuser()
                        .execute(
                                "update madoguchi.income_certificate_paper set sealed = null where certificate_ref = ?",
                                ref))
                .hasStackTraceContaining("once its key is destroyed");
        withdraw();
        assertThatThrownBy(() -> superuser()
                        .execute(
                                "update madoguchi.sealing_key set doomed_at = null, doomed_because = null where id = ?",
                                offer.keyId()))
                .hasStackTraceContaining("only goes forward");
    }

    /** The pool is filled by the console itself. */
    private Offer offer() {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> site.offer(member.memberNo()),
                        offer -> offer.outcome().equals("OFFERED"));
    }

    private String withdraw() {
        return memberSite()
                .resultQuery(
                        "select member_site.withdraw_income_certificate(?, ?)",
                        ref,
                        member.memberNo().value())
                .fetchSingle(0, String.class);
    }

    private void await(String state) {
        Awaitility.await().atMost(PATIENCE).until(this::state, state::equals);
    }

    private void awaitDestroyed(Offer offer) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(superuser()
                                .resultQuery(
                                        "select count(*) from madoguchi.sealing_key k where k.id = ? and k.destroyed_at is not null and not exists (select from madoguchi.income_certificate_paper p where p.key_id = k.id and p.sealed is not null)",
                                        offer.keyId())
                                .fetchSingle(0, Integer.class))
                        .isEqualTo(1));
        assertThat(keys.kept()).doesNotContain(offer.keyId());
    }

    private String state() {
        return value("state");
    }

    private String value(String column) {
        return superuser()
                .resultQuery("select " + column + " from madoguchi.income_certificate where ref = ?", ref)
                .fetchSingle(0, String.class);
    }
}
