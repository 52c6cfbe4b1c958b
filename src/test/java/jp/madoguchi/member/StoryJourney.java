package jp.madoguchi.member;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.UUID;
import jp.madoguchi.Scene;
import jp.madoguchi.ServiceJourney;
import jp.madoguchi.core.Role;
import jp.madoguchi.income.CertificateKind;
import jp.madoguchi.income.Sendings;
import jp.madoguchi.limit.LimitDesk;
import org.junit.jupiter.api.Test;

/** A day of one member on the site, at a counter and at two desks: the timeline alone tells it to whoever reads it next. */
class StoryJourney extends ServiceJourney {

    private static final String MOVED = """
            {"postalCode": "1500002", "prefecture": "東京都", "municipality": "渋谷区", "street": "渋谷1-1"}""";

    private Scene.Member member;

    @Test
    void the_timeline_tells_all_that_happened_without_anything_else_being_opened() {
        member = LimitDesk.member(scene);
        scene.lock(member);
        atTheCounter();
        var reviewer = newPerson();
        signIn(reviewer, scene.staff(scene.callCenter(), Role.REVIEWER));
        review(reviewer);
        decide(reviewer);
        assertThat(scene.superuser()
                        .fetchValue(
                                "select member_site.report_change(?, ?, 'ADDRESS', ?::jsonb, 'MEMBER_PAGE')",
                                UUID.randomUUID(),
                                member.memberNo().value(),
                                MOVED))
                .isEqualTo("CHANGED");

        page.navigate("/members/" + member.memberNo() + "/timeline");
        assertThat(page.locator(".member-timeline").getByText("会員サイトからの届出")).isVisible();
        screenshot(page, "story");
        assertThat(rows())
                .as("the newest first")
                .containsSubsequence(
                        "登録情報の変更: 住所",
                        "会員サイトからの届出: 住所 / 会員ページ / その場で反映",
                        "審査結果: 承認 / 400,000円",
                        "収入証明書の審査: 年収を登録 / 4,213,500円 / 源泉徴収票",
                        "収入証明書の受付: 源泉徴収票 / 会員ページ / 1枚 / 審査済み",
                        "申込: 増額 / 400,000円 / 店舗 / 承諾待ち",
                        "ログイン成功: 会員ページ / Web-ID",
                        "ロック解除: ログインロック / 打ち間違えた",
                        "本人確認済み: 対面",
                        "店舗: 応対中",
                        "ログイン失敗: 不一致 / 会員ページ / Web-ID",
                        "ロック: ログインロック / 入力の連続不一致 / 5回",
                        "ログイン失敗: 不一致 / 会員ページ / Web-ID ×4",
                        "契約開始: ");
        for (var told : List.of("ログインロックの", "ロック解除の", "増額申込の結果", "住所変更の")) {
            assertThat(rows()).as(told).anyMatch(row -> row.startsWith("会員への送信: " + told));
        }
    }

    /** Who they are is checked, the lock is cleared, and a higher limit is asked for. */
    private void atTheCounter() {
        signIn(page, scene.staff(scene.store(), Role.CLERK));
        serveChecked(page, "/members/" + member.memberNo() + "/login", member);
        button(page, "ロック解除").click();
        dialog(page).getByLabel("打ち間違えた").check();
        dialog(page)
                .getByLabel("分かる", new Locator.GetByLabelOptions().setExact(true))
                .check();
        dialog(page).getByRole(AriaRole.BUTTON, named("ロック解除")).click();
        assertThat(page.getByText("その場でログインをお試しいただいてください。")).isVisible();
        assertThat(scene.attempt(member, true)).isEqualTo("SUCCESS");

        fillLimitRequest(page, "4213500");
        dialog(page).getByRole(AriaRole.BUTTON, named("申込を受け付ける")).click();
        assertThat(dialog(page).getByText("申込を受け付けました。")).isVisible();
        dialog(page).getByRole(AriaRole.BUTTON, named("閉じる")).click();
    }

    /** The certificate that came from the site. */
    private void review(Page reviewer) {
        var sending = new Sendings(scene.superuser()).decidedByOne(member.memberNo(), CertificateKind.WITHHOLDING_SLIP);
        reviewer.navigate("/income/review/" + sending);
        assertThat(reviewer.getByText("年収は未計算です")).isVisible();
        assertThat(reviewer.locator(".figures-amounts input")).isFocused();
        reviewer.keyboard().type("4213500");
        reviewer.keyboard().press("Enter");
        assertThat(reviewer.getByText("決定を記録しました。", part())).isVisible();
    }

    private void decide(Page reviewer) {
        var request = scene.superuser()
                .fetchValue(
                        "select ref from madoguchi.limit_request where member_no = ?",
                        member.memberNo().value());
        reviewer.navigate("/limit/case/" + request);
        button(reviewer, "信用情報を照会").click();
        assertThat(button(reviewer, "信用情報を照会")).isHidden();
        button(reviewer, "在籍確認").click();
        dialog(reviewer).getByLabel("在籍を確認").check();
        dialog(reviewer).getByRole(AriaRole.BUTTON, named("記録する")).click();
        button(reviewer, "承認する").click();
        assertThat(reviewer.getByText("承認しました。", part())).isVisible();
    }

    private List<String> rows() {
        return page.locator(".member-timeline .line").all().stream()
                .map(line -> line.locator(".line-what").innerText() + ": "
                        + line.locator(".line-result").innerText()
                        + line.locator(".line-what + vaadin-chip, .line-what + .chip").allInnerTexts().stream()
                                .map(times -> " " + times)
                                .findFirst()
                                .orElse(""))
                .toList();
    }

    private static Page.GetByTextOptions part() {
        return new Page.GetByTextOptions().setExact(false);
    }
}
