package jp.madoguchi.income;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.util.UUID;
import jp.madoguchi.Scene;
import jp.madoguchi.ServiceJourney;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.Workplace;
import org.awaitility.Awaitility;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A certificate at the counter and one from the member page: numbers are covered by mouse and by keys, then it is kept. */
class IntakeJourney extends ServiceJourney {

    private static final double PATIENCE = 60_000;

    private Workplace store;
    private Scene.Member member;

    @BeforeEach
    void a_member() {
        store = scene.store();
        member = scene.member();
    }

    @Test
    void the_clerk_covers_the_numbers_of_a_slip_and_a_photograph_and_takes_them_in() {
        signIn(page, scene.staff(store, Role.CLERK));
        openContact(page, "店舗");
        page.navigate("/members/" + member.memberNo() + "/login");
        button(page, "この会員の応対にする").click();
        button(page, "収入証明書を受け取る").click();
        assertThat(dialog(page).getByText("ここにファイルをドロップ")).isVisible();
        screenshot(page, "income-intake-empty");
        assertAccessible(page);

        add("phone.heic", "image/heic", "....ftypheic........".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(page.locator(".dialog-body + .message-panel")).containsText("JPEG");
        add("slip.pdf", "application/pdf", TestPapers.pdf());
        assertThat(dialog(page).getByText("自動で見つけた番号: マイナンバー")).isVisible(within(PATIENCE));
        assertThat(boxes()).hasCount(1);
        assertThat(page.locator("page-mask[loaded]")).isVisible();
        screenshot(page, "income-intake-slip");
        assertAccessible(page);
        add("photo.png", "image/png", TestPapers.png());
        assertThat(dialog(page).getByText("このページには検索できる文字がありません。")).isVisible(within(PATIENCE));
        assertThat(boxes()).hasCount(0);

        save().click();
        assertThat(page.locator(".dialog-body + .message-panel")).containsText("2ページ目");

        var add = dialog(page).getByRole(AriaRole.BUTTON, named("枠を追加 (N)"));
        add.focus();
        add.press("Enter");
        assertThat(boxes()).hasCount(1);
        var left = boxes().first().boundingBox().x;
        boxes().first().press("ArrowLeft");
        boxes().first().press("Shift+ArrowRight");
        assertThat(boxes().first().boundingBox().x).isLessThan(left);
        boxes().first().press("n");
        assertThat(boxes()).hasCount(2);
        boxes().nth(1).press("Delete");
        assertThat(boxes()).hasCount(1);
        drag();
        assertThat(boxes()).hasCount(2);
        dialog(page).getByLabel("隠すべき番号は、もう見えません").check();
        screenshot(page, "income-intake-photo");
        save().click();
        assertThat(dialog(page).getByText("収入証明書を受け付けました。")).isVisible(within(PATIENCE));
        assertThat(scene.superuser()
                        .fetchValue(
                                "select state || page_count from madoguchi.income_certificate where member_no = ?",
                                member.memberNo().value()))
                .isEqualTo("READY2");
    }

    @Test
    void the_reviewer_masks_what_came_from_the_member_page() throws Exception {
        var reviewer = newPerson(1280, 800, ColorScheme.DARK);
        var ref = UUID.randomUUID();
        try (var connection = console().connect("member_site")) {
            var site = new TestPapers(DSL.using(connection, SQLDialect.POSTGRES));
            var offer = Awaitility.await()
                    .until(
                            () -> site.offer(member.memberNo()),
                            given -> given.outcome().equals("OFFERED"));
            site.send(ref, member.memberNo(), offer, "pdf", TestPapers.pdf());
        }
        // The first in the queue, whatever other tests and the demo have sent.
        scene.superuser().execute("update madoguchi.income_certificate set priority = 1 where ref = ?", ref);
        scene.superuser().execute("update madoguchi.income_certificate set priority = 3 where ref <> ?", ref);
        Awaitility.await().atMost(java.time.Duration.ofSeconds(60)).until(() -> state(ref), "QUARANTINED"::equals);
        signIn(reviewer, scene.staff(store, Role.REVIEWER));

        button(reviewer, "いちばん古いものを開く").click();
        assertThat(reviewer.locator("page-mask[loaded]")).isVisible(within(PATIENCE));
        screenshot(reviewer, "income-masking");
        assertAccessible(reviewer);
        dialog(reviewer).getByRole(AriaRole.BUTTON, named("マスキングを確定する")).click();
        assertThat(dialog(reviewer)).hasCount(0);

        assertThat(state(ref)).isEqualTo("READY");
        Awaitility.await().until(() -> scene.trail(member.memberNo()).contains("INCOME_KEY_DESTROYED DONE"));
    }

    private String state(UUID ref) {
        return scene.superuser()
                .fetchValue("select state from madoguchi.income_certificate where ref = ?", ref)
                .toString();
    }

    private void add(String name, String type, byte[] content) {
        dialog(page).locator("vaadin-upload input[type=file]").setInputFiles(new FilePayload(name, type, content));
    }

    private Locator boxes() {
        return page.locator("page-mask .box");
    }

    private Locator save() {
        return dialog(page).getByRole(AriaRole.BUTTON, named("マスキングして受け付ける"));
    }

    private void drag() {
        var image = page.locator("page-mask img").boundingBox();
        page.mouse().move(image.x + 20, image.y + 20);
        page.mouse().down();
        page.mouse().move(image.x + 120, image.y + 60);
        page.mouse().up();
    }
}
