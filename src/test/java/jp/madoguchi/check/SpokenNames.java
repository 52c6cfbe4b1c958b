package jp.madoguchi.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import jp.madoguchi.HeadlessBrowser;
import jp.madoguchi.RunningConsole;

/**
 * Ten names as they sound (search/spoken-names.csv), typed at 120 ms a key into the search of the packed console: whoever
 * is meant stands in the first row within 500 ms of the last key. Wants a machine that does nothing else.
 */
public final class SpokenNames {

    private static final int KEY = 120;
    private static final int LIMIT = 500;

    /** Keeps the number of looks and the moments of the keys, and tells when a member stands in the first row of the newest text. */
    public static final String WATCH = """
            () => {
              window.looks = 0;
              window.keys = [];
              document.addEventListener('look', () => window.looks++, true);
              document.addEventListener('input', () => window.keys.push(performance.now()), true);
              window.firstRow = () => {
                const list = document.querySelector('.found-list');
                const cell = list?.checkVisibility({ visibilityProperty: true })
                    && list.shadowRoot.querySelector('#items [part~="first-row"] slot')?.assignedNodes()[0];
                return cell ? cell.textContent.trim() : '';
              };
              window.firstRows = new Set();
              const note = () => {
                window.firstRows.add(document.querySelector('.search-text').value + '>' + window.firstRow());
                requestAnimationFrame(note);
              };
              note();
            }""";

    public static final String UNTIL_FIRST = """
            (member) => new Promise((answer) => {
              const last = window.keys.at(-1);
              const look = () => {
                const waited = performance.now() - last;
                const there = window.firstRow() === member && !document.querySelector('member-search[stale]');
                if (there || waited > 10000) answer(there ? waited : -1); else requestAnimationFrame(look);
              };
              look();
            })""";

    private SpokenNames() {}

    /** @param member number of who is meant, in the demo */
    public record Name(String typed, String member) {}

    public static List<Name> list() throws IOException {
        try (var file = Objects.requireNonNull(SpokenNames.class.getResourceAsStream("/search/spoken-names.csv"))) {
            return new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(", "))
                    .map(cells -> new Name(cells[0], cells[1]))
                    .toList();
        }
    }

    /**
     * Clears the box and types a name into it, on a page that {@link #WATCH} was given to.
     *
     * @return milliseconds from the last key to the member in the first row; negative when that took over ten seconds
     */
    public static double type(Page page, Name name) {
        page.keyboard().press("Escape");
        page.waitForFunction("() => document.querySelector('.search-text').value === ''");
        page.evaluate("() => window.keys.length = 0");
        name.typed().codePoints().forEach(key -> {
            page.waitForTimeout(KEY);
            page.keyboard().type(Character.toString(key));
        });
        return ((Number) page.evaluate(UNTIL_FIRST, name.member())).doubleValue();
    }

    public static void main(String[] args) throws IOException {
        var tally = new Tally();
        var data = Files.createTempDirectory(Path.of("target"), "spoken-");
        try (var console = RunningConsole.start(data, false, "--madoguchi.demo.members=300");
                var browser = HeadlessBrowser.launch()) {
            var page = browser.newPage(new Browser.NewPageOptions()
                    .setBaseURL(console.url())
                    .setLocale("ja-JP")
                    .setViewportSize(1440, 900));
            openContact(page);
            page.evaluate(WATCH);
            // A console that has just started loads its classes at the first search.
            type(page, new Name("100000000", "100000000"));
            for (var name : list()) {
                var waited = type(page, name);
                tally.progress("%4.0f ms  %s".formatted(waited, name.typed()));
                tally.that(waited >= 0 && waited <= LIMIT, name.typed() + ": " + Math.round(waited) + " ms");
            }
        }
        tally.end();
    }

    private static void openContact(Page page) {
        page.navigate("/sign-in");
        page.getByLabel("サインイン名").fill("clerk");
        page.locator("input[name=password]").fill("madoguchi-demo-2026");
        page.keyboard().press("Enter");
        page.waitForURL(url -> !url.contains("sign-in"));
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
    }
}
