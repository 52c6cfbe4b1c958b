package jp.madoguchi.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.List;
import jp.madoguchi.ServiceJourney;
import jp.madoguchi.core.Role;
import org.junit.jupiter.api.Test;

/** The keys of the console and the list of those that work on the page that is open. */
class ShortcutJourney extends ServiceJourney {

    /** An outline of the element itself, or of the box that its component draws around the field. */
    private static final String RING = """
            () => { const on = document.activeElement; const field = on.closest('vaadin-text-field, vaadin-button') ?? on;
              const boxes = [on, field, field.shadowRoot?.querySelector('[part~="input-field"]')].filter(Boolean).map((box) => getComputedStyle(box));
              return boxes.some((style) => style.outlineStyle === 'auto' || style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2); }""";

    @Test
    void the_list_names_what_works_here_and_no_key_acts_while_something_is_typed() {
        signIn(page, scene.staff(scene.store(), Role.CLERK));
        page.locator("shortcut-keys").waitFor(hidden());

        press("?");
        assertThat(dialog(page)).containsText("キーボード操作");
        assertThat(dialog(page)).containsText("応対を開始する");
        assertThat(dialog(page)).not().containsText("次のタブへ");
        assertAccessible(page);
        screenshot(page, "shortcut-help");
        press("Alt+o");
        assertThat(dialog(page)).hasCount(1);
        press("Escape");
        assertThat(dialog(page)).hasCount(0);

        press("/");
        assertThat(page.locator(".quick-search input")).isFocused();
        page.keyboard().type("佐藤/?");
        assertThat(page.locator(".quick-search input")).hasValue("佐藤/?");
        assertThat(dialog(page)).hasCount(0);
        page.locator(".quick-search input").clear();
        page.evaluate("""
                () => document.activeElement.dispatchEvent(new KeyboardEvent('keydown',
                  { code: 'KeyO', key: 'o', altKey: true, isComposing: true, bubbles: true, composed: true }))""");
        press("Alt+m");
        assertThat(page.locator(".console-nav a").first()).isFocused();
        assertThat(dialog(page)).hasCount(0);
        press("Alt+o");
        assertThat(dialog(page)).containsText("応対開始");
    }

    @Test
    void tabs_turn_by_key_and_the_focus_is_always_seen() {
        var english = newPerson(1440, 900, ColorScheme.DARK);
        var member = scene.member();
        var clerk = scene.staff(scene.store(), Role.CLERK);
        scene.superuser()
                .execute(
                        "update madoguchi.staff set language = 'en' where staff_no = ?",
                        clerk.staffNo().value());
        signIn(english, clerk);
        english.navigate("/members/" + member.memberNo().value());
        english.locator("vaadin-select").click();
        english.locator("vaadin-select-item").first().click();
        button(english, "Open the member page").click();
        var tabs = english.locator(".member-tabs a");
        assertThat(tabs.first()).hasAttribute("aria-current", "page");
        english.keyboard().press("Alt+.");
        assertThat(tabs.nth(1)).hasAttribute("aria-current", "page");
        english.keyboard().press("Alt+,");
        assertThat(tabs.first()).hasAttribute("aria-current", "page");
        clickQuickly(english, tabs);
        english.keyboard().press("?");
        assertThat(dialog(english)).containsText("To the next tab");
        english.keyboard().press("Escape");
        assertThat(dialog(english)).hasCount(0);
        var seen = 0;
        for (var step = 0; step < 25; step++) {
            english.keyboard().press("Tab");
            // Past the last element the browser's own bar has the focus.
            if (english.evaluate("document.activeElement === document.body").equals(true)) {
                continue;
            }
            seen++;
            assertThat(english.evaluate(RING))
                    .as("the focus is seen on %s", english.evaluate("document.activeElement.outerHTML"))
                    .isEqualTo(true);
        }
        assertThat(seen).isGreaterThan(20);
    }

    /** Back to the page that is open while another is on its way: nothing is thrown (seen when the person leaves), and the next link works. */
    private static void clickQuickly(Page person, Locator tabs) {
        for (var pause = 0; pause < 300; pause += 15) {
            var open = pause % 2 == 0 ? 0 : 2;
            tabs.first().evaluate("""
                    async (first, [pause, open]) => { const tabs = first.parentElement.querySelectorAll('a');
                      tabs[1].click(); await new Promise((go) => setTimeout(go, pause)); tabs[open].click(); }""", List.of(pause, open));
            tabs.nth(2 - open).click();
            assertThat(tabs.nth(2 - open)).hasAttribute("aria-current", "page");
        }
    }

    private void press(String key) {
        page.keyboard().press(key);
    }

    private static Locator.WaitForOptions hidden() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED);
    }
}
