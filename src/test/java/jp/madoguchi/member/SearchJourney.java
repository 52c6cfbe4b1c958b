package jp.madoguchi.member;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.util.Locale;
import jp.madoguchi.ServiceJourney;
import jp.madoguchi.check.SpokenNames;
import jp.madoguchi.core.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The search in a real browser: somebody types what is heard, and the person stands in the first row. */
class SearchJourney extends ServiceJourney {

    private static final int KEY = 120;

    /** How long it takes is measured by script/check spoken-names. */
    @Test
    void whoever_is_named_as_it_sounds_stands_in_the_first_row() throws IOException {
        signIn(Role.CLERK, ColorScheme.LIGHT);
        openContact();
        page.evaluate(SpokenNames.WATCH);
        assertThat(SpokenNames.list()).hasSize(10);
        for (var name : SpokenNames.list()) {
            assertThat(SpokenNames.type(page, name)).as(name.typed()).isNotNegative();
        }
    }

    @Test
    void nothing_is_asked_while_an_input_method_converts() {
        signIn(Role.CLERK, ColorScheme.LIGHT);
        openContact();
        page.evaluate(SpokenNames.WATCH);
        var input = page.context().newCDPSession(page);
        for (var text : new String[] {"s", "さ", "さt", "さと", "さとう"}) {
            compose(input, text);
            page.waitForTimeout(KEY);
        }
        page.waitForTimeout(600);
        assertThat(page.evaluate("window.looks")).isEqualTo(0);
        for (var key : new String[] {"Enter", "Escape", "k"}) {
            page.evaluate(
                    "key => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key, ctrlKey: key === 'k', keyCode: 229, isComposing: true, bubbles: true, composed: true, cancelable: true}))",
                    key);
        }
        assertThat(page.evaluate("window.looks")).isEqualTo(0);
        assertThat(box()).hasValue("さとう");
        commit(input, "佐藤");
        page.keyboard().type(" ");
        compose(input, "はな");
        page.waitForTimeout(600);
        assertThat(page.evaluate("window.looks")).isEqualTo(0);
        commit(input, "花子");
        assertThat(found()).isVisible();
        assertThat(page.evaluate("window.looks")).isEqualTo(1);
        assertThat(box()).hasValue("佐藤 花子");
    }

    @Test
    void the_answer_to_an_older_text_is_never_shown() {
        var first = scene.member();
        var second = scene.member();
        signIn(Role.CLERK, ColorScheme.LIGHT);
        openContact();
        page.evaluate(SpokenNames.WATCH);
        var slow = new JsonObject();
        slow.addProperty("offline", false);
        slow.addProperty("latency", 700);
        slow.addProperty("downloadThroughput", -1);
        slow.addProperty("uploadThroughput", -1);
        page.context().newCDPSession(page).send("Network.emulateNetworkConditions", slow);
        box().fill(first.memberNo().value());
        page.waitForTimeout(350);
        box().fill(second.memberNo().value());
        assertThat(page.evaluate(SpokenNames.UNTIL_FIRST, second.memberNo().value()))
                .isNotEqualTo(-1);
        assertThat(String.valueOf(page.evaluate("[...window.firstRows].join()")))
                .contains(second.memberNo() + ">" + second.memberNo())
                .doesNotContain(second.memberNo() + ">" + first.memberNo());
    }

    @Test
    void the_keyboard_goes_from_the_box_to_the_rows_and_back() {
        var member = scene.member();
        signIn(Role.CLERK, ColorScheme.LIGHT);
        openContact();
        page.keyboard().type(member.memberNo().value());
        assertThat(found()).isVisible();
        assertThat(box()).isFocused();
        page.keyboard().press("ArrowDown");
        assertThat(box()).not().isFocused();
        page.keyboard().press("ArrowUp");
        assertThat(box()).isFocused();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        page.waitForURL("**/members/" + member.memberNo() + "**");
        page.locator("h1").first().waitFor();
        page.keyboard().press("Alt+/");
        page.keyboard().type("100000000");
        page.keyboard().press("Enter");
        page.waitForURL("**/members");
        assertThat(found()).isVisible();
        page.keyboard().press("Alt+/");
        assertThat(box()).isFocused();
        page.keyboard().press("Escape");
        assertThat(box()).hasValue("");
        assertThat(found()).isHidden();
    }

    @ParameterizedTest(name = "{0}x{1} {2}")
    @CsvSource({"1440, 900, LIGHT", "1024, 768, DARK"})
    void what_is_typed_shows_how_it_is_read(int width, int height, ColorScheme theme) {
        page = newPerson(width, height, theme);
        var size = width + "x" + height + "-" + theme.name().toLowerCase(Locale.ROOT);
        signIn(Role.CLERK, theme);
        page.navigate("/members");
        box().fill("さとう 4567");
        assertThat(page.getByText("目的を選ぶか、応対を開始してください。")).isVisible();
        look("search-purpose", size);
        page.getByLabel("目的").first().click();
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("苦情"))
                .first()
                .click();
        assertThat(page.getByText("該当する会員はいません。")).isVisible();
        look("search-nobody", size);
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions()
                                .setName("電話番号またはカード番号の末尾4桁: 4567 を外す")
                                .setExact(true))
                .click();
        assertThat(box()).hasValue("さとう");
        assertThat(box()).isFocused();
        box().fill("佐藤 花子");
        assertThat(found()).isVisible();
        assertThat(found().getByText("契約中").first()).isVisible();
        look("search-rows", size);
        box().fill("サ");
        assertThat(page.getByText("フリガナ1文字だけでは検索できません。")).isHidden();
        assertThat(page.getByText("フリガナ1文字だけでは検索できません。")).isVisible();
        look("search-halt", size);
    }

    private void look(String name, String size) {
        assertThat(page.locator("member-search[stale]")).hasCount(0);
        screenshot(page, name + "-" + size);
        assertAccessible(page);
    }

    private static void compose(CDPSession input, String text) {
        var composition = new JsonObject();
        composition.addProperty("text", text);
        composition.addProperty("selectionStart", text.length());
        composition.addProperty("selectionEnd", text.length());
        input.send("Input.imeSetComposition", composition);
    }

    private static void commit(CDPSession input, String text) {
        var committed = new JsonObject();
        committed.addProperty("text", text);
        input.send("Input.insertText", committed);
    }

    /** A new person, whose password is that of the demo. */
    private void signIn(Role role, ColorScheme theme) {
        signIn(page, scene.staff(scene.store(), role), theme);
    }

    private void openContact() {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("応対開始").setExact(true))
                .first()
                .click();
        var dialog = page.locator("vaadin-dialog[opened]");
        dialog.getByLabel("店舗", new Locator.GetByLabelOptions().setExact(true)).check();
        dialog.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("応対開始").setExact(true))
                .click();
        page.waitForURL("**/members");
        assertThat(box()).isFocused();
    }

    private Locator box() {
        return page.locator(".search-text input");
    }

    private Locator found() {
        return page.locator(".found-list");
    }
}
