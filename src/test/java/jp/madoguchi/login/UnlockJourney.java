package jp.madoguchi.login;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Locale;
import jp.madoguchi.Scene;
import jp.madoguchi.ServiceJourney;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.Workplace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The main job in a real browser: a member is locked out, comes to us, and leaves logged in. */
class UnlockJourney extends ServiceJourney {

    private Workplace store;
    private Scene.Member member;

    @BeforeEach
    void a_member_types_the_wrong_password_five_times() {
        store = scene.store();
        member = scene.locked();
    }

    @ParameterizedTest(name = "{0}x{1} {2}")
    @CsvSource({"1440, 900, LIGHT", "1024, 768, DARK"})
    void a_clerk_clears_the_lock_of_the_person_at_the_counter(int width, int height, ColorScheme theme) {
        page = newPerson(width, height, theme);
        var size = width + "x" + height + "-" + theme.name().toLowerCase(Locale.ROOT);
        page.navigate("/sign-in");
        assertThat(button("サインイン")).isVisible();
        look("sign-in", size);
        var clerk = scene.staff(store, Role.CLERK);
        signIn(page, clerk, theme);
        assertThat(page.getByText("応対中の会員はいません。")).isVisible();
        look("home", size);

        openContact(page, "店舗");
        page.waitForURL("**/members");
        var box = page.getByRole(
                AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("検索条件").setExact(true));
        box.fill(member.memberNo().value());
        box.press("Enter");
        assertThat(page.getByText("1件").first()).isVisible();
        look("search", size);
        page.keyboard().press("Enter");
        page.waitForURL("**/members/" + member.memberNo() + "**");
        button("この会員の応対にする").click();
        assertThat(page.getByText("続けて5回、入力内容が一致しませんでした")).isVisible();
        assertThat(page.getByText("会員ページ、アプリ、ATM")).isVisible();
        assertThat(page.getByText("電話では解除できません", new Page.GetByTextOptions().setExact(false))
                        .first())
                .isVisible();
        look("member-locked", size);

        button("本人確認").click();
        fillLicence(page, member);
        look("identity-check", size);
        dialog(page).getByRole(AriaRole.BUTTON, named("本人確認を記録")).click();
        assertThat(dialog(page)).hasCount(0);
        button("ロック解除").click();
        dialog(page).getByLabel("打ち間違えた").check();
        dialog(page)
                .getByLabel("分かる", new Locator.GetByLabelOptions().setExact(true))
                .check();
        look("clear-lock", size);
        dialog(page).getByRole(AriaRole.BUTTON, named("ロック解除")).click();
        assertThat(page.getByText("その場でログインをお試しいただいてください。")).isVisible();

        assertThat(scene.attempt(member, false)).isEqualTo("WRONG_SECRET");
        assertThat(page.getByText("あと4回誤るとロックがかかります。")).isVisible(within(2000));
        assertThat(scene.attempt(member, true)).isEqualTo("SUCCESS");
        assertThat(page.getByText("ログインに成功しました。")).isVisible(within(2000));
        look("cleared", size);

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("経緯")).click();
        var story = page.locator(".member-timeline");
        for (var told :
                List.of("不一致 / 会員ページ / Web-ID", "入力の連続不一致 / 5回", "本人確認済み", "打ち間違えた", "ログイン成功", "カード発行", "契約開始")) {
            assertThat(story).containsText(told);
        }
        look("timeline", size);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("ロック").setExact(true))
                .click();
        page.waitForURL("**/timeline?kind=LOCK");
        assertThat(story).not().containsText("契約開始");

        button("応対終了").click();
        dialog(page).getByRole(AriaRole.BUTTON, named("応対終了")).click();
        assertThat(button("応対開始").first()).isVisible();
        page.navigate("/");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("ロック解除 1件"))
                .click();
        assertThat(page.getByText("打ち間違えた")).isVisible();
        page.navigate("/figures");
        assertThat(page.getByText("応対の原因")).isVisible();
        look("figures", size);
        assertThat(scene.superuser()
                        .fetchValue(
                                "select outcome from madoguchi.contact where member_no = ?",
                                member.memberNo().value()))
                .isEqualTo("LOGIN_CONFIRMED");
        assertThat(scene.trail(member.memberNo()))
                .containsSubsequence(
                        "LOGIN_LOCKED DONE",
                        "MEMBER_OPENED DONE",
                        "CONTACT_MEMBER_SET DONE",
                        "LOGIN_STATE_READ DONE",
                        "IDENTITY_CHECKED DONE",
                        "LOCK_CLEARED DONE",
                        "CONTACT_CLOSED DONE");
        assertThat(scene.superuser()
                        .fetchValue(
                                "select count(*) from madoguchi.audit_entry where action = 'MEMBERS_SEARCHED' and"
                                        + " staff_no = ? and details like ?",
                                clerk.staffNo().value(),
                                "%" + member.memberNo() + "%"))
                .isEqualTo(1L);
    }

    @Test
    void an_operator_clears_it_for_a_person_at_a_contract_machine() {
        var machine = scene.machine();
        signIn(page, scene.staff(store, Role.OPERATOR));
        button("応対開始").first().click();
        dialog(page)
                .getByLabel("自動契約機", new Locator.GetByLabelOptions().setExact(true))
                .first()
                .check();
        var machines = dialog(page).getByRole(AriaRole.COMBOBOX, named("自動契約機"));
        machines.fill(machine.name());
        option(machine.name()).click();
        dialog(page).getByLabel("ブース").click();
        option("2").click();
        dialog(page).getByRole(AriaRole.BUTTON, named("応対開始")).click();
        serve();
        button("本人確認").click();
        fillLicence(page, member);
        dialog(page).getByRole(AriaRole.BUTTON, named("本人確認を記録")).click();
        clear("パスワードが分からない(再設定を受け付ける)");

        assertThat(page.getByText("その場でログインをお試しいただいてください。")).isVisible();
        assertThat(scene.attempt(member, true)).isEqualTo("SUCCESS");
        assertThat(page.getByText("ログインに成功しました。")).isVisible(within(2000));
        assertThat(scene.superuser()
                        .fetchValue(
                                "select secret from madoguchi.credential_reset where member_no = ?",
                                member.memberNo().value()))
                .isEqualTo("PASSWORD");
    }

    @Test
    void an_agent_sees_the_same_facts_says_what_may_be_said_and_has_no_way_to_clear() {
        signIn(page, scene.staff(scene.callCenter(), Role.AGENT));
        openContact(page, "受電");
        serve();

        assertThat(page.getByText("続けて5回、入力内容が一致しませんでした")).isVisible();
        assertThat(page.getByText("お電話では", new Page.GetByTextOptions().setExact(false))
                        .first())
                .isVisible();
        assertThat(button("ロック解除")).hasCount(0);
        assertThat(button("ロック解除を申請")).hasCount(0);
        assertThat(page.getByText("ご契約に関するご案内の前に", new Page.GetByTextOptions().setExact(false))
                        .first())
                .isVisible();
        assertThat(page.getByText("ロックがかかっております", new Page.GetByTextOptions().setExact(false)))
                .hasCount(0);
        assertThat(page.getByText(store.name(), new Page.GetByTextOptions().setExact(false))
                        .or(page.getByText("試験店", new Page.GetByTextOptions().setExact(false)))
                        .first())
                .isVisible();
        assertAccessible(page);
        screenshot(page, "agent-locked");
    }

    @Test
    void a_request_for_a_second_person_arrives_without_reloading_and_so_does_the_answer() {
        signIn(page, scene.staff(store, Role.CLERK));
        openContact(page, "店舗");
        serve();
        button("本人確認").click();
        fillLicence(page, member, "19850402");
        dialog(page).getByRole(AriaRole.BUTTON, named("本人確認を記録")).click();
        assertThat(page.getByText("生年月日の不一致", new Page.GetByTextOptions().setExact(false)))
                .isVisible();
        dialog(page).getByLabel("書類の生年月日").fill(DIGITS.format(member.birthDate()));
        dialog(page).getByRole(AriaRole.BUTTON, named("本人確認を記録")).click();
        assertThat(dialog(page)).hasCount(0);
        var supervisor = newPerson();
        signIn(supervisor, scene.staff(scene.callCenter(), Role.SUPERVISOR));
        assertThat(supervisor.getByText("自分の応対").first()).isVisible();

        button("ロック解除を申請").click();
        dialog(page).getByLabel("打ち間違えた").check();
        dialog(page)
                .getByLabel("分かる", new Locator.GetByLabelOptions().setExact(true))
                .check();
        dialog(page).getByRole(AriaRole.BUTTON, named("ロック解除を申請")).click();
        assertThat(page.getByText("責任者の承認を待っています", new Page.GetByTextOptions().setExact(false)))
                .isVisible();
        var line = supervisor.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(store.name()));
        assertThat(line.first()).isVisible(within(3000));
        line.first().click();
        assertThat(supervisor
                        .getByText("本人確認の不合格", new Page.GetByTextOptions().setExact(false))
                        .or(supervisor.getByText("この応対での不合格"))
                        .first())
                .isVisible();
        assertAccessible(supervisor);
        screenshot(supervisor, "approval");
        supervisor
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("承認").setExact(true))
                .click();
        assertThat(supervisor.getByText("承認しました。申請者の画面に届きます。")).isVisible();

        assertThat(page.getByText("その場でログインをお試しいただいてください。")).isVisible(within(3000));
        assertThat(scene.attempt(member, true)).isEqualTo("SUCCESS");
    }

    private void look(String name, String size) {
        screenshot(page, name + "-" + size);
        assertAccessible(page);
    }

    private void serve() {
        assertThat(button("応対終了")).isVisible();
        page.navigate("/members/" + member.memberNo() + "/login");
        button("この会員の応対にする").click();
        assertThat(page.getByText("続けて5回、入力内容が一致しませんでした")).isVisible();
    }

    private void clear(String knows) {
        assertThat(dialog(page)).hasCount(0);
        button("ロック解除").click();
        dialog(page).getByLabel("打ち間違えた").check();
        dialog(page).getByLabel(knows).check();
        dialog(page).getByRole(AriaRole.BUTTON, named("ロック解除")).click();
    }

    private Locator option(String name) {
        return page.getByRole(
                AriaRole.OPTION, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator button(String name) {
        return button(page, name);
    }
}
