package jp.madoguchi.limit;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.stream.Stream;
import jp.madoguchi.Scene;
import jp.madoguchi.ServiceJourney;
import jp.madoguchi.core.Role;
import org.junit.jupiter.api.Test;

/** A higher limit from the counter to the reviewer and back: asked for, decided, offered, accepted. */
class LimitJourney extends ServiceJourney {

    @Test
    void a_member_asks_at_the_counter_a_reviewer_decides_and_the_member_accepts() {
        var member = LimitDesk.member(scene);
        signIn(page, scene.staff(scene.store(), Role.CLERK));
        serveChecked(page, "/members/" + member.memberNo() + "/login", member);
        fillLimitRequest(page, "6000000");
        screenshot(page, "limit-request");
        assertAccessible(page);
        dialog(page).getByRole(AriaRole.BUTTON, named("申込を受け付ける")).click();
        assertThat(dialog(page).getByText("申込を受け付けました。")).isVisible();
        dialog(page).getByRole(AriaRole.BUTTON, named("閉じる")).click();

        var reviewer = newPerson(1440, 900, ColorScheme.LIGHT);
        signIn(reviewer, scene.staff(scene.callCenter(), Role.REVIEWER));
        reviewer.navigate("/limit");
        assertThat(reviewer.getByText("400,000円").first()).isVisible();
        screenshot(reviewer, "limit-queue");
        assertAccessible(reviewer);
        reviewer.navigate("/limit/case/" + request(member));
        assertThat(button(reviewer, "承認する")).isDisabled();
        button(reviewer, "信用情報を照会").click();
        assertThat(button(reviewer, "信用情報を照会")).isHidden();
        button(reviewer, "在籍確認").click();
        dialog(reviewer).getByLabel("在籍を確認").check();
        dialog(reviewer).getByRole(AriaRole.BUTTON, named("記録する")).click();
        assertThat(button(reviewer, "承認する")).isEnabled();
        screenshot(reviewer, "limit-case");
        assertAccessible(reviewer);
        button(reviewer, "承認する").click();
        assertThat(reviewer.getByText("承認しました。", part())).isVisible();

        button(page, "増額・利用再開").click();
        assertThat(page.getByText("この内容で承諾されますか。", part())).isVisible();
        screenshot(page, "limit-offer");
        dialog(page).getByLabel("本人が承諾書に署名した").check();
        dialog(page).getByRole(AriaRole.BUTTON, named("本人の承諾を記録")).click();
        assertThat(page.getByText("承諾を記録しました。", part())).isVisible();
        assertThat(limit(member)).isEqualTo(400_000L);
        dialog(page).getByRole(AriaRole.BUTTON, named("閉じる")).click();
        page.navigate("/members/" + member.memberNo() + "/limit");
        var paper = page.getByText("表示・印刷");
        assertThat(paper).isVisible();
        screenshot(page, "limit-tab");
        assertAccessible(page);
        var address = paper.evaluate("link => link.href").toString();
        assertThat(page.request().get(address)).isOK();
        scene.superuser()
                .execute(
                        "update madoguchi.contact set parked_at = clock_timestamp() where member_no = ? and closed_at is null",
                        member.memberNo().value());
        assertThat(page.request().get(address).status())
                .as("a paper that is asked for when the contact is no longer in front")
                .isEqualTo(409);
        assertThat(page.getByText("何も保存されていません", part())).isVisible();
    }

    @Test
    void a_month_makes_due_the_bureau_is_asked_a_reviewer_lowers_and_a_supervisor_stops() {
        var member = Stream.generate(() -> LimitDesk.member(scene))
                .filter(made -> Integer.parseInt(made.memberNo().value()) % 10 % 3 == 0)
                .findFirst()
                .orElseThrow();
        LimitDesk.onlyDue(scene, member.memberNo(), 600_000);
        var reviewer = newPerson(1440, 900, ColorScheme.LIGHT);
        signIn(reviewer, scene.staff(scene.callCenter(), Role.REVIEWER));
        reviewer.navigate("/limit/reviews");
        button(reviewer, "すべて照会する").click();
        assertThat(reviewer.getByText("前回の照会", part())).isVisible();
        screenshot(reviewer, "periodic-review");
        assertAccessible(reviewer);
        reviewer.navigate("/limit/reviews/" + review(member));
        assertThat(button(reviewer, "このまま継続")).isDisabled();
        screenshot(reviewer, "periodic-review-case");
        assertAccessible(reviewer);
        button(reviewer, "限度額を下げる").click();
        assertThat(reviewer.getByText("限度額を下げました。", part())).isVisible();
        assertThat(limit(member)).isEqualTo(200_000L);

        var supervisor = newPerson(1440, 900, ColorScheme.DARK);
        signIn(supervisor, scene.staff(scene.callCenter(), Role.SUPERVISOR));
        supervisor.navigate("/members/" + member.memberNo() + "/limit");
        supervisor.getByLabel("目的").click();
        supervisor.getByRole(AriaRole.OPTION).first().click();
        button(supervisor, "会員ページを開く").click();
        assertThat(supervisor.getByText("限度額と申込は、本人確認の後に表示します。")).isVisible();
        button(supervisor, "借入を停止").click();
        dialog(supervisor).getByLabel("不正利用の疑い").check();
        screenshot(supervisor, "limit-stop");
        assertAccessible(supervisor);
        dialog(supervisor).getByRole(AriaRole.BUTTON, named("借入を停止")).last().click();
        assertThat(dialog(supervisor).getByText("借入を停止しました。", locatorPart())).isVisible();
        dialog(supervisor).getByRole(AriaRole.BUTTON, named("閉じる")).last().click();
        assertThat(supervisor.getByText("借入を停止しています。", part())).isVisible();
        assertThat(limit(member)).isEqualTo(0L);
    }

    private Object review(Scene.Member member) {
        return scene.superuser()
                .fetchValue(
                        "select ref from madoguchi.periodic_review where member_no = ?",
                        member.memberNo().value());
    }

    private Object limit(Scene.Member member) {
        return scene.superuser()
                .fetchValue(
                        "select credit_limit::bigint from madoguchi.contract where member_no = ?",
                        member.memberNo().value());
    }

    private Object request(Scene.Member member) {
        return scene.superuser()
                .fetchValue(
                        "select ref from madoguchi.limit_request where member_no = ?",
                        member.memberNo().value());
    }

    private static Locator.GetByTextOptions locatorPart() {
        return new Locator.GetByTextOptions().setExact(false);
    }

    private static Page.GetByTextOptions part() {
        return new Page.GetByTextOptions().setExact(false);
    }
}
