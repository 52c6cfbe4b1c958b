package jp.madoguchi.publicnotice;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static jp.madoguchi.publicnotice.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jp.madoguchi.Accessible;
import jp.madoguchi.Journey;
import jp.madoguchi.Printed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The public page as members have it: on a phone and on a wide screen, light and dark, without script, on paper. */
class PublicPageJourney extends Journey {

    private static final List<Integer> WIDTHS = List.of(360, 768, 1920);

    private final Editions editions = new Editions(() -> NOON);
    private NoticeServer server;

    @BeforeEach
    void open() throws Exception {
        server = NoticeServer.start("127.0.0.1", 0, editions, Duration.ofSeconds(15));
    }

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    @Test
    void it_is_readable_at_every_width_in_both_languages_and_themes() {
        var sights = Map.of(
                "none", List.<PublicNotice>of(),
                "one", List.of(Samples.outage("ATMの障害")),
                "many", Samples.many());
        for (var sight : sights.entrySet()) {
            // Somebody whose browser keeps nothing of the sight before.
            page = newPerson();
            editions.take(new Facts(NOON.minus(Edition.FRESH), "まどぐちファイナンス", sight.getValue()));
            for (var theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
                for (var language : List.of("ja", "en")) {
                    page.navigate(address(language));
                    assertThat(page.locator("article"))
                            .hasCount(sight.getValue().size());
                    for (var width : WIDTHS) {
                        page.setViewportSize(width, 900);
                        assertThat(Accessible.fits(page))
                                .as("%s at %d", sight.getKey(), width)
                                .isTrue();
                        screenshot(page, "public-%s-%s-%s-%d".formatted(sight.getKey(), language, theme, width));
                    }
                    assertAccessible(page);
                }
            }
        }
    }

    @Test
    void without_script_it_says_the_same() {
        editions.take(Samples.facts(Samples.many().toArray(PublicNotice[]::new)));
        page.navigate(address("ja"));

        try (var plain =
                page.context().browser().newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            var without = plain.newPage();
            without.navigate(address("ja"));
            assertThat(without.locator("body").innerText())
                    .contains("ATMの障害", "復旧しました")
                    .isEqualTo(page.locator("body").innerText());
            without.getByText("English").click();
            assertThat(without.locator("html")).hasAttribute("lang", "en");
        }
    }

    @Test
    void on_paper_all_of_it_stands_black_on_white() throws Exception {
        editions.take(Samples.facts(Samples.many().toArray(PublicNotice[]::new)));
        page.emulateMedia(
                new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK).setMedia(Media.PRINT));
        page.navigate(address("ja"));

        assertThat(page.getByText("English")).isHidden();
        assertThat(page.locator("h1")).hasCSS("color", "rgb(23, 32, 44)");
        var paper = page.pdf(new Page.PdfOptions().setFormat("A4").setPrintBackground(false));
        Files.write(Path.of("target", "screenshots", "public-notices.pdf"), paper);
        assertThat(Printed.pages(paper)).isBetween(2, 4);
        assertThat(Printed.text(paper)).contains("ATMの障害", "復旧しました", "時刻はすべて日本時間です");
    }

    @Test
    void the_port_of_the_console_shows_nothing_to_nobody() throws Exception {
        var views = Files.readString(Path.of("docs/permissions.md"))
                .lines()
                .filter(line -> line.startsWith("| `/") && !line.startsWith("| `/sign-in"))
                .map(line -> line.substring(3, line.indexOf('`', 3)).replaceAll(":\\w+(\\(.*\\))?\\??", "x"));
        var others = Stream.of(
                "/notices.json",
                "/actuator",
                "/actuator/env",
                "/error",
                "/nothing",
                "/VAADIN/",
                "/ui",
                "/ui/nothing.css");
        try (var http = HttpClient.newHttpClient()) {
            for (var path : Stream.concat(views, others).toList()) {
                var answer = http.send(
                        HttpRequest.newBuilder(URI.create(console().url() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(
                                answer.statusCode() == 302
                                        ? answer.headers()
                                                .firstValue("location")
                                                .orElse("")
                                        : answer.statusCode() + "")
                        .as(path)
                        .matches(".*/sign-in|401|403|404");
            }
        }
    }

    private String address(String language) {
        return "http://127.0.0.1:" + server.port() + "/notices?lang=" + language;
    }
}
