package jp.madoguchi;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.LinkedHashSet;
import java.util.Set;

/** Keyboard and mouse of one person at a page, counted, with a rest before each key: at a human's pace or none. */
public final class Hands {

    /** A kana or kanji is typed through an input method. */
    private static final int KEYS_A_KANJI = 3;

    private static final int KEYS_A_CLICK = 4;

    /** Page, or dialog on a page. */
    private static final String SCREEN = """
            () => location.pathname.split('/').slice(0, 3).join('/')
                + ' ' + (document.querySelector('vaadin-dialog[opened]')?.className ?? '')
                + (document.querySelector('vaadin-dialog[opened]')?.headerTitle ?? '')""";

    private final Page page;
    private final int key;
    private final Set<String> screens = new LinkedHashSet<>();
    private int strokes;
    private int typed;
    private int clicks;

    /** @param key milliseconds from key to key; a click takes four of them, a character of Japanese three */
    public Hands(Page page, int key) {
        this.page = page;
        this.key = key;
    }

    public void press(String name) {
        rest(1);
        page.keyboard().press(name);
        strokes++;
    }

    public void type(String words) {
        words.codePoints().forEach(character -> {
            var keys = character < 128 ? 1 : KEYS_A_KANJI;
            rest(keys);
            page.keyboard().type(Character.toString(character));
            typed += keys;
        });
    }

    public void click(Locator where) {
        where.waitFor();
        rest(KEYS_A_CLICK);
        where.click();
        clicks++;
    }

    /** Presses a key such as Tab until the part with these words has the keyboard; at most twenty times. */
    public void goTo(String words, String key) {
        goUntil("(words) => document.activeElement.textContent.trim() === words", words, key);
    }

    /** The same until a condition of the page holds. */
    public void goUntil(String condition, Object argument, String key) {
        for (var tries = 0; !Boolean.TRUE.equals(page.evaluate(condition, argument)); tries++) {
            if (tries == 20) {
                throw new AssertionError("the keyboard does not reach " + argument);
            }
            press(key);
        }
    }

    private void rest(int keys) {
        screens.add(String.valueOf(page.evaluate(SCREEN)));
        if (key > 0) {
            page.waitForTimeout(key * (double) keys);
        }
    }

    /** Keys that are no text. */
    public int strokes() {
        return strokes;
    }

    /** Keys of text. */
    public int typed() {
        return typed;
    }

    public int clicks() {
        return clicks;
    }

    /** Pages and dialogs that were worked in. */
    public Set<String> screens() {
        return Set.copyOf(screens);
    }
}
