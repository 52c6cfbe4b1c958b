package jp.madoguchi;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In at the door, out again, and turned away. */
class SignInJourney extends Journey {

    private static final String PASSWORD = "madoguchi-demo-2026";

    @Test
    void the_door_and_the_home_page_can_be_read_in_both_themes_and_sizes() {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            var light = scheme == ColorScheme.LIGHT;
            var person = newPerson(light ? 1440 : 1024, light ? 900 : 768, scheme);
            var name = light ? "light-1440" : "dark-1024";
            person.navigate("/sign-in");
            person.getByLabel("サインイン名").waitFor();
            assertThat(person.locator("html").getAttribute("lang")).isEqualTo("ja");
            assertAccessible(person);
            screenshot(person, "sign-in-" + name);
            signIn(person, "reviewer2", PASSWORD);
            useTheme(person, scheme);
            assertAccessible(person);
            screenshot(person, "home-" + name);
        }
    }

    @Test
    void a_wrong_password_is_told_without_saying_what_was_wrong() {
        page.navigate("/sign-in");
        fillIn(page, "manager2", "not the password");
        page.waitForURL("**/sign-in?error");
        page.getByText("サインインできませんでした。").waitFor();
        assertAccessible(page);
    }

    @Test
    void a_person_whose_account_is_closed_is_out_within_five_seconds_without_a_click() throws Exception {
        page.navigate("/sign-in");
        signIn(page, "operator2", PASSWORD);
        setState("operator2", "DISABLED");
        try {
            page.waitForURL("**/sign-in?closed", new Page.WaitForURLOptions().setTimeout(5_000));
            fillIn(page, "operator2", PASSWORD);
            page.waitForURL("**/sign-in?error");
        } finally {
            setState("operator2", "ACTIVE");
        }
    }

    @Test
    void signing_out_in_one_tab_signs_out_the_other() {
        page.navigate("/sign-in");
        signIn(page, "auditor2", PASSWORD);
        var other = page.context().newPage();
        other.navigate("/");
        other.locator(".console h1").first().waitFor();
        menu(page).click();
        page.getByText("サインアウト").click();
        page.waitForURL("**/sign-in?out");
        other.waitForURL("**/sign-in?out", new Page.WaitForURLOptions().setTimeout(5_000));
    }

    @Test
    void the_language_is_found_again_at_the_next_sign_in() {
        page.navigate("/sign-in");
        signIn(page, "admin2", PASSWORD);
        menu(page).click();
        page.getByText("English").click();
        page.getByText("Home of").waitFor();
        page.locator("html[lang=en]").waitFor();
        var again = newPerson();
        again.navigate("/sign-in");
        signIn(again, "admin2", PASSWORD);
        again.getByText("Home of").waitFor();
        menu(again).click();
        again.getByText("日本語").click();
        again.getByText("さんのホーム").waitFor();
    }

    @Test
    void an_address_that_does_not_exist_is_not_found() {
        page.navigate("/sign-in");
        signIn(page, "auditor", PASSWORD);
        page.navigate("/nowhere");
        page.getByText("ページが見つかりません").waitFor();
        assertAccessible(page);
    }

    private static void useTheme(Page person, ColorScheme scheme) {
        var other = person.getByText(scheme == ColorScheme.DARK ? "ダーク表示にする" : "ライト表示にする");
        menu(person).click();
        person.getByText("サインアウト").waitFor();
        if (other.count() > 0) {
            other.click();
        } else {
            person.keyboard().press("Escape");
        }
        person.getByText("サインアウト").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
    }

    private static Locator menu(Page person) {
        return person.locator(".person-menu vaadin-menu-bar-button").first();
    }

    private static void signIn(Page person, String name, String password) {
        fillIn(person, name, password);
        person.locator(".console h1").first().waitFor();
    }

    private static void fillIn(Page person, String name, String password) {
        person.getByLabel("サインイン名").fill(name);
        person.getByLabel("パスワード").first().fill(password);
        person.keyboard().press("Enter");
    }

    private static void setState(String signInName, String state) throws Exception {
        try (var db = console().connect("postgres");
                var change = db.prepareStatement("update madoguchi.staff set state = ? where sign_in_name = ?")) {
            change.setString(1, state);
            change.setString(2, signInName);
            assertThat(change.executeUpdate()).isOne();
        }
    }
}
