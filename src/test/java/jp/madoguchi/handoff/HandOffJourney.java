package jp.madoguchi.handoff;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import jp.madoguchi.Scene;
import jp.madoguchi.ServiceJourney;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.Workplace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the phone to the store, at two desks at once, and the second person at a third. */
class HandOffJourney extends ServiceJourney {

    private Workplace store;
    private Scene.Member member;
    private String town;

    @BeforeEach
    void a_locked_member_calls() {
        store = scene.store();
        member = scene.locked();
        town = "案内市" + store.placeNo();
        scene.superuser()
                .execute(
                        "update madoguchi.place set municipality = ? where place_no = ?",
                        town,
                        store.placeNo().value());
        scene.superuser()
                .execute(
                        "update madoguchi.member_address set municipality = ? where member_no = ?",
                        town,
                        member.memberNo().value());
    }

    @Test
    void the_store_sees_the_member_coming_takes_the_call_up_by_its_number_and_a_supervisor_agrees() {
        var clerk = newPerson(1024, 768, ColorScheme.DARK);
        signIn(clerk, scene.staff(store, Role.CLERK));
        var supervisor = newPerson();
        signIn(supervisor, scene.staff(scene.callCenter(), Role.SUPERVISOR));
        signIn(page, scene.staff(scene.callCenter(), Role.AGENT));
        assertThat(clerk.getByText("来店予定はありません。")).isVisible();

        openContact(page, "受電");
        page.navigate("/members/" + member.memberNo() + "/login");
        button(page, "この会員の応対にする").click();
        button(page, "来店案内").click();
        assertThat(dialog(page).locator("vaadin-select")).containsText("ロック解除");
        assertThat(dialog(page).getByText(store.name())).isVisible();
        dialog(page).getByLabel("店舗への申し送り(任意)").fill("免許証を持参とのこと");
        screenshot(page, "hand-off-form");
        assertAccessible(page);
        dialog(page).getByRole(AriaRole.BUTTON, named("受付番号を発行")).click();
        var number = dialog(page).locator(".hand-off-made").textContent();
        screenshot(page, "hand-off-made");
        assertAccessible(page);

        assertThat(clerk.getByText(number)).isVisible(within(3000));
        screenshot(clerk, "hand-off-arrived");
        assertAccessible(clerk);
        clerk.getByLabel("来店案内の受付番号").fill(number.replace("-", " "));
        clerk.getByLabel("来店案内の受付番号").press("Enter");
        clerk.waitForURL("**/members/" + member.memberNo() + "/login");
        assertThat(clerk.getByText("続けて5回、入力内容が一致しませんでした")).isVisible();
        button(clerk, "来店案内 " + number).click();
        assertThat(dialog(clerk).getByText("免許証を持参とのこと")).isVisible();
        screenshot(clerk, "hand-off-taken");
        assertAccessible(clerk);
        clerk.keyboard().press("Escape");
        assertThat(dialog(clerk)).hasCount(0);

        button(clerk, "本人確認").click();
        fillLicence(clerk, member, "19850402");
        dialog(clerk).getByLabel("書類の住所").fill("東京都" + town + "丸の内1-2-3");
        dialog(clerk).getByRole(AriaRole.BUTTON, named("本人確認を記録")).click();
        assertThat(clerk.getByText("生年月日の不一致", new Page.GetByTextOptions().setExact(false)))
                .isVisible();
        dialog(clerk).getByLabel("書類の生年月日").fill(DIGITS.format(member.birthDate()));
        dialog(clerk).getByRole(AriaRole.BUTTON, named("本人確認を記録")).click();
        assertThat(dialog(clerk)).hasCount(0);
        button(clerk, "ロック解除を申請").click();
        dialog(clerk).getByLabel("打ち間違えた").check();
        dialog(clerk)
                .getByLabel("分かる", new Locator.GetByLabelOptions().setExact(true))
                .check();
        dialog(clerk).getByRole(AriaRole.BUTTON, named("ロック解除を申請")).click();
        var line = supervisor.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(store.name()));
        assertThat(line.first()).isVisible(within(3000));
        line.first().click();
        button(supervisor, "承認").click();
        assertThat(clerk.getByText("その場でログインをお試しいただいてください。")).isVisible(within(3000));
        assertThat(scene.attempt(member, true)).isEqualTo("SUCCESS");

        button(clerk, "来店案内 " + number).click();
        dialog(clerk).getByLabel("完了").check();
        dialog(clerk).getByRole(AriaRole.BUTTON, named("結果を記録")).click();
        assertThat(dialog(clerk)).hasCount(0);
        assertThat(button(clerk, "来店案内 " + number)).hasCount(0);
        assertThat(scene.superuser()
                        .fetchValue(
                                "select outcome from madoguchi.hand_off where member_no = ?",
                                member.memberNo().value()))
                .isEqualTo("DONE");
    }
}
