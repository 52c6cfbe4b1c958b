package jp.madoguchi.notice;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import jp.madoguchi.Hands;
import jp.madoguchi.ServiceJourney;
import jp.madoguchi.core.Role;
import org.junit.jupiter.api.Test;

/** One admin writes, another agrees, and the agent who has the console open reads what to say without doing anything. */
class NoticeJourney extends ServiceJourney {

    private static final String TITLE = "即時振込の遅れについて";

    @Test
    void an_admin_writes_a_second_agrees_and_the_agent_sees_the_banner() {
        var agent = newPerson(1280, 800, ColorScheme.DARK);
        signIn(agent, scene.staff(scene.callCenter(), Role.AGENT));
        var writer = page;
        signIn(writer, scene.staff(scene.callCenter(), Role.ADMIN));
        writer.navigate("/notices");
        button(writer, "新しいお知らせ").click();
        writer.locator("vaadin-select").first().click();
        writer.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("振込の遅れ"))
                .click();
        assertThat(writer.getByLabel("題名(日本語)")).hasValue(TITLE);
        clock(writer, "影響の開始", "2026/11/20", "10:00");
        clock(writer, "掲載の開始", "2026/11/20", "10:00");
        assertThat(writer.getByLabel("本文(日本語)")).hasValue(java.util.regex.Pattern.compile("11月20日.*10時00分より"));
        assertThat(writer.frameLocator(".preview-narrow").getByRole(AriaRole.HEADING, name()))
                .isVisible();
        screenshot(writer, "notice-edit");
        assertAccessible(writer);
        button(writer, "承認に送る").click();
        assertThat(writer.getByText("別の管理者の承認を待っています。")).isVisible();
        screenshot(writer, "notice-waiting");

        var second = newPerson(1440, 900, ColorScheme.DARK);
        signIn(second, scene.staff(scene.callCenter(), Role.ADMIN));
        second.navigate("/notices");
        screenshot(second, "notice-board");
        assertAccessible(second);
        second.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(TITLE))
                .first()
                .click();
        button(second, "承認して掲載する").click();

        var banner = agent.locator(".notice-banner");
        assertThat(banner).containsText(TITLE);
        assertThat(banner).containsText("お急ぎの場合は提携ATMをご案内いたします。");
        screenshot(agent, "notice-banner");
        assertAccessible(agent);
        banner.getByRole(AriaRole.BUTTON).first().click();
        assertThat(banner).not().containsText(TITLE);
        assertThat(agent.locator(".notice-bell")).containsText("お知らせ");

        button(second, "「復旧」を知らせる").click();
        assertThat(banner).containsText("影響は終了");
        assertThat(banner).not().containsText("お急ぎの場合は");
        screenshot(second, "notice-restored");
        assertAccessible(second);
        second.navigate("/notices/rules");
        assertThat(second.getByText("毎週月曜日").first()).isVisible();
        button(second, "規則を追加").click();
        screenshot(second, "notice-rule");
        assertAccessible(second);
    }

    @Test
    void an_emergency_goes_out_by_five_keys() {
        var agent = newPerson(1024, 768, ColorScheme.LIGHT);
        signIn(agent, scene.staff(scene.callCenter(), Role.AGENT));
        signIn(page, scene.staff(scene.callCenter(), Role.ADMIN));
        page.navigate("/notices");
        button(page, "新しいお知らせ").waitFor();
        var hands = new Hands(page, 0);

        EmergencyKeys.write(page, hands);
        screenshot(page, "notice-emergency");
        assertAccessible(page);
        hands.press("Enter");

        assertThat(agent.locator(".notice-banner")).containsText("会員ページ・アプリにログインできない状況について");
        screenshot(agent, "notice-emergency-banner");
        assertThat(page.getByText("掲載中です。別の管理者の確認を待っています。")).isVisible();
        org.assertj.core.api.Assertions.assertThat(hands.strokes()).isEqualTo(5);
        button(page, "取り下げる").click();
        dialog(page).getByLabel("理由").fill("訓練の終わり");
        screenshot(page, "notice-withdraw");
        dialog(page).getByRole(AriaRole.BUTTON, named("取り下げる")).click();
        assertThat(agent.locator(".notice-banner")).not().containsText("ログインできない状況");
    }

    private static com.microsoft.playwright.FrameLocator.GetByRoleOptions name() {
        return new com.microsoft.playwright.FrameLocator.GetByRoleOptions().setName(TITLE);
    }

    private static void clock(Page on, String label, String date, String time) {
        var field = on.locator("vaadin-date-time-picker")
                .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText(label));
        var inputs = field.locator("input");
        inputs.first().fill(date);
        inputs.first().press("Enter");
        inputs.last().fill(time);
        inputs.last().press("Enter");
        inputs.last().press("Tab");
    }
}
