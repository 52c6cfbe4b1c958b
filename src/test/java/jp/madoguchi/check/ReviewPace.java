package jp.madoguchi.check;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.DoubleAdder;
import jp.madoguchi.Counter;
import jp.madoguchi.HeadlessBrowser;
import jp.madoguchi.InProcess;
import jp.madoguchi.RunningConsole;
import jp.madoguchi.Scene;
import jp.madoguchi.ServiceJourney;
import jp.madoguchi.core.Role;
import jp.madoguchi.demo.DemoCertificates;
import jp.madoguchi.demo.Person;
import jp.madoguchi.income.CertificateKind;
import jp.madoguchi.income.CounterPapers;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * Fifty certificates that were really drawn, opened one after the other in Chromium: how long until the first page is there. The
 * first twenty are decided by keyboard alone, their keys and the time of the server counted. Before that, twelve pages of 10 MB
 * are drawn. Argument: how many are opened (50).
 */
final class ReviewPace {

    private static final int DECIDED = 20;
    private static final int MOST_KEYS = 12;
    private static final double MOST_SERVER = 1500;
    private static final double MOST_WAIT = 1000;
    private static final Duration MOST_DRAWING = Duration.ofSeconds(30);
    private static final int SMALLEST = 9 << 20;

    /** The first page of another case is there, drawn, and the cursor stands where its first figure goes. */
    private static final String SHOWN = """
            before => {
              const viewer = document.querySelector('paper-viewer');
              const image = viewer?.querySelector('.paper-pane img');
              return viewer?.getAttribute('pages') !== before && image?.complete && image.naturalWidth > 0
                && image.getBoundingClientRect().width > 0 && document.activeElement.closest('.figures-amounts') !== null;
            }""";

    private final Tally tally = new Tally();
    private final InProcess desk;
    private final Scene scene;
    private final CounterPapers papers;
    private final DoubleAdder answers = new DoubleAdder();

    private ReviewPace(InProcess desk, Scene scene) {
        this.desk = desk;
        this.scene = scene;
        this.papers = new CounterPapers(desk.beans());
    }

    public static void main(String[] args) throws Exception {
        var openings = args.length > 0 ? Integer.parseInt(args[0]) : 50;
        var data = Files.createTempDirectory(Path.of("target"), "pace-");
        try (var console = RunningConsole.start(data, true, "--madoguchi.demo.members=10");
                var browser = HeadlessBrowser.launch();
                var superuser = console.connect("postgres");
                var memberSite = console.connect("member_site");
                // The counter, as another node on the same database and keys.
                var counter = InProcess.start(
                        "--spring.datasource.url=" + console.jdbcUrl(),
                        "--madoguchi.keys.folder=" + data.resolve("keys").toAbsolutePath())) {
            var scene =
                    new Scene(DSL.using(superuser, SQLDialect.POSTGRES), DSL.using(memberSite, SQLDialect.POSTGRES));
            var pace = new ReviewPace(counter, scene);
            pace.tally.prove("twelve pages of 10 MB", pace::longPaper);
            pace.takeIn(openings);
            pace.open(browser, console.url(), openings);
            pace.tally.end();
        }
    }

    private Counter counter() {
        return Counter.open(desk.beans(), scene, scene.store(), scene.member());
    }

    private void longPaper() throws Exception {
        var pdf = LargePaper.pdf(12, SMALLEST);
        var counter = counter();
        var begun = System.nanoTime();
        var pages = papers.draw(counter, pdf, "long.pdf");
        var took = Duration.ofNanos(System.nanoTime() - begun);
        tally.progress(
                "%d pages of %.1f MB drawn in %.1f s".formatted(pages.size(), pdf.length / 1e6, took.toMillis() / 1e3));
        tally.that(pages.size() == 12, pages.size() + " pages");
        tally.that(took.compareTo(MOST_DRAWING) <= 0, "drawn in " + took);
    }

    private void takeIn(int many) {
        var today = scene.today();
        for (var i = 0; i < many; i++) {
            var counter = counter();
            var no = counter.member().memberNo().value();
            var person = new Person(
                    no, "髙橋 花子", "タカハシ ハナコ", "東京都千代田区千代田1-1", LocalDate.of(1985, 4, 1), "試験商事株式会社", 4_213_500);
            var slip = new DemoCertificates(today).make(0, person);
            papers.takeIn(
                    counter,
                    CertificateKind.valueOf(slip.kind()),
                    papers.draw(counter, slip.content(), slip.fileName()));
        }
    }

    private void open(Browser browser, String url, int many) {
        var page = browser.newPage(new Browser.NewPageOptions()
                .setBaseURL(url)
                .setLocale("ja-JP")
                .setTimezoneId("Asia/Tokyo")
                .setViewportSize(1440, 900));
        page.onRequestFinished(request -> {
            if (request.url().contains("v-r=uidl")) {
                var timing = request.timing();
                answers.add(timing.responseEnd - timing.requestStart);
            }
        });
        ServiceJourney.signIn(page, scene.staff(scene.callCenter(), Role.REVIEWER), scene);
        page.navigate("/income");
        page.getByText("審査待ち").first().waitFor();
        var waits = new ArrayList<Double>();
        var server = new ArrayList<Double>();
        var keys = List.of("Alt+n");
        for (var i = 0; i < many; i++) {
            answers.reset();
            try {
                waits.add(press(page, keys));
            } catch (PlaywrightException stuck) {
                picture(page);
                tally.that(false, "item " + (i + 1) + ": " + stuck.getMessage());
                return;
            }
            if (i == 0) {
                page.screenshot(
                        new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", "review-pace.png")));
            } else if (i <= DECIDED) {
                server.add(answers.sum());
            }
            keys = i < DECIDED
                    ? List.of("4", "2", "1", "3", "5", "0", "0", "Enter")
                    : List.of("Alt+3", "Alt+k", "Alt+k");
            tally.that(keys.size() <= MOST_KEYS, keys.size() + " keys");
        }
        report("from the last key to the first page", waits, MOST_WAIT);
        report("answers of the server for one item", server, MOST_SERVER);
    }

    /** Milliseconds from the last key until the first page of another case is there. */
    private static double press(Page page, List<String> keys) {
        var before = page.evaluate("document.querySelector('paper-viewer')?.getAttribute('pages')");
        keys.subList(0, keys.size() - 1).forEach(page.keyboard()::press);
        var begun = System.nanoTime();
        page.keyboard().press(keys.getLast());
        page.waitForFunction(SHOWN, before, new Page.WaitForFunctionOptions().setPollingInterval(5));
        return (System.nanoTime() - begun) / 1e6;
    }

    private static void picture(Page page) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", "review-pace.png")));
    }

    private void report(String what, List<Double> times, double most) {
        var sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        var p95 = sorted[(int) Math.ceil(sorted.length * 0.95) - 1];
        tally.progress("%s: n %d, p50 %.0f ms, p95 %.0f ms, longest %.0f ms"
                .formatted(
                        what,
                        sorted.length,
                        sorted[sorted.length / 2],
                        p95,
                        Arrays.stream(sorted).max().orElse(0)));
        tally.that(p95 <= most, "%s within %.0f ms at p95, not %.0f".formatted(what, most, p95));
    }
}
