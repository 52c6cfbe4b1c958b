package jp.madoguchi;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The ground of every journey: one packed console with demo data and one headless browser for all of them. Each test
 * gets a fresh person ({@link #page}); a test that fails leaves its picture in target/screenshots.
 */
public abstract class Journey {

    private static final double PATIENCE_MILLIS = 15_000;

    /** One of each for the whole run; they end with the process. */
    private static final class Ground {
        static final RunningConsole CONSOLE = start();
        static final Browser BROWSER = browser();

        /** What is promised within a time says so itself; everything else may take longer on a loaded machine. */
        private static Browser browser() {
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
            return HeadlessBrowser.launch();
        }

        private static RunningConsole start() {
            try {
                var data = Files.createTempDirectory(Path.of("target"), "journey-");
                return RunningConsole.start(data, false, "--madoguchi.demo.members=300");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final List<BrowserContext> people = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    /** What the first person sees: 1440 by 900, Japanese, light. */
    protected Page page;

    @RegisterExtension
    final AfterTestExecutionCallback picture = this::pictureOfFailure;

    @BeforeEach
    void arrive() {
        page = newPerson();
    }

    @AfterEach
    void leave() {
        people.forEach(BrowserContext::close);
        assertThat(faults).as("uncaught errors in the browser").isEmpty();
    }

    /** Another person at another desk, with a session of his own. */
    protected final Page newPerson() {
        return newPerson(1440, 900, ColorScheme.LIGHT);
    }

    protected final Page newPerson(int width, int height, ColorScheme scheme) {
        var context = Ground.BROWSER.newContext(new Browser.NewContextOptions()
                .setBaseURL(console().url())
                .setLocale("ja-JP")
                .setTimezoneId("Asia/Tokyo")
                .setViewportSize(width, height)
                .setColorScheme(scheme));
        people.add(context);
        var person = context.newPage();
        person.onPageError(faults::add);
        return person;
    }

    /** The packed console under test: its address, and connections to its database by role. */
    protected static RunningConsole console() {
        return Ground.CONSOLE;
    }

    /** A picture of the whole window in target/screenshots/NAME.png. */
    protected static void screenshot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
    }

    /** No finding of axe (WCAG 2 A and AA) and no sideways scrolling. */
    protected static void assertAccessible(Page page) {
        assertThat(Accessible.findings(page)).as(page.url()).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as("%s fits its width", page.url())
                .isEqualTo(true);
    }

    private void pictureOfFailure(ExtensionContext test) {
        if (test.getExecutionException().isEmpty()) {
            return;
        }
        var name = test.getRequiredTestClass().getSimpleName() + "."
                + test.getRequiredTestMethod().getName();
        for (var person : people) {
            for (var open : person.pages()) {
                screenshot(open, "failed-" + name + "-" + people.indexOf(person));
            }
        }
    }
}
