package jp.madoguchi.check;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.madoguchi.HeadlessBrowser;
import jp.madoguchi.RunningConsole;
import jp.madoguchi.ServiceJourney;
import jp.madoguchi.core.Json;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * Three hundred hostile texts in every field of a notice, read back in Chromium from the public page in both languages and
 * from the feed, with the page's policy and with the browser told to ignore it, and from the console's own board and pages: no
 * dialog, no element that a harmless text would not have made, no request elsewhere, and each text as it was stored.
 */
final class NoticeMarkup {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The texts of a notice, as they stand in its article. */
    private static final String TEXTS = """
            () => Object.fromEntries([...document.querySelectorAll('article')].map(article =>
              [article.id.substring(2), [...article.querySelectorAll('.words, dd')].map(words => words.textContent)]))""";

    private static final String ELEMENTS = """
            () => [...document.querySelectorAll('*')].map(e =>
              e.tagName + ' ' + e.getAttributeNames().sort().join(' ')).reduce((n, e) => (n[e] = (n[e] ?? 0) + 1, n), {})""";

    private final Tally tally;
    private final DSLContext superuser;
    private final String address;
    private final String console;
    private final Browser browser;
    private final List<String> texts = HostileMarkup.all();
    private final List<UUID> refs = new ArrayList<>();
    private final List<String> dialogs = new ArrayList<>();
    private final List<String> elsewhere = new ArrayList<>();

    public static void main(String[] args) throws Exception {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        var tally = new Tally();
        var data = Files.createTempDirectory(Path.of("target"), "check-");
        try (var console = RunningConsole.start(
                        data, false, "--madoguchi.demo.members=10", "--madoguchi.public-port=" + freePort());
                var superuser = console.connect("postgres");
                var browser = HeadlessBrowser.launch()) {
            var check = new NoticeMarkup(tally, DSL.using(superuser), console.publicUrl(), console.url(), browser);
            tally.prove("hostile texts stay texts", check::run);
        }
        tally.end();
    }

    private NoticeMarkup(Tally tally, DSLContext superuser, String address, String console, Browser browser) {
        this.tally = tally;
        this.superuser = superuser;
        this.address = address;
        this.console = console;
        this.browser = browser;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void run() throws Exception {
        tally.that(texts.size() >= 300, texts.size() + " hostile texts, all different");
        for (var i = 0; i < texts.size(); i++) {
            refs.add(post());
        }
        awaitTitle("試験" + (texts.size() - 1));
        var harmless = List.of(elements("ja"), elements("en"));
        var staff = staff();
        var board = inside(staff, "/notices");
        var one = inside(staff, "/notices/" + refs.getFirst());
        for (var i = 0; i < texts.size(); i++) {
            var text = texts.get(i);
            superuser.execute(
                    "update madoguchi.notice set title = ?, body = ?, to_say = ?, title_en = ?, body_en = ?, banks = ? where ref = ?",
                    text,
                    text,
                    text,
                    text,
                    text,
                    text,
                    refs.get(i));
        }
        awaitTitle(texts.getLast());
        for (var obeyed : List.of(true, false)) {
            var how = obeyed ? "" : ", the policy ignored";
            page("ja", obeyed, harmless.getFirst(), how);
            page("en", obeyed, harmless.getLast(), how);
            feed(obeyed, how);
        }
        console(staff, board, one);
        tally.that(dialogs.isEmpty(), "no dialog: " + dialogs);
        tally.that(elsewhere.isEmpty(), "no request elsewhere: " + elsewhere);
    }

    private Page staff() {
        var context = browser.newContext();
        context.onRequest(request -> {
            if (!request.url().startsWith(console) && !request.url().startsWith("data:")) {
                elsewhere.add(request.url());
            }
        });
        var page = context.newPage();
        page.onDialog(dialog -> {
            dialogs.add(dialog.message());
            dialog.dismiss();
        });
        ServiceJourney.enter(page, console, "admin");
        return page;
    }

    /** The tags of the elements of a page of the console, in their order. */
    private Object inside(Page page, String path) {
        page.navigate(console + path);
        page.locator(".page .card").first().waitFor();
        return page.evaluate("() => [...document.querySelectorAll('.page *')].map(e => e.tagName)");
    }

    private void console(Page page, Object board, Object one) {
        tally.that(inside(page, "/notices").equals(board), "the board has the same elements as with harmless texts");
        var lines = (String) page.evaluate("document.querySelector('.page').textContent");
        for (var text : texts) {
            tally.that(lines.contains(text), "the board reads " + text);
        }
        for (var i = 0; i < texts.size(); i++) {
            var text = texts.get(i);
            tally.that(
                    inside(page, "/notices/" + refs.get(i)).equals(one),
                    "the page of a notice has the same elements as with harmless texts: " + text);
            var read = (String) page.evaluate("document.querySelector('.page').textContent");
            tally.that(read.split(java.util.regex.Pattern.quote(text), -1).length > 2, "title and body read " + text);
        }
    }

    private UUID post() {
        var ref = UUID.randomUUID();
        var number = refs.size();
        superuser.execute("""
                with posted as (
                  insert into madoguchi.notice (ref, kind, severity, title, body, to_say, title_en, body_en, banks, shown_from)
                  values (?, 'INFORMATION', 'LOW', ?, '本文', '言葉', 'Test', 'Text', '銀行', clock_timestamp() - make_interval(secs => ?))
                  returning id)
                insert into madoguchi.notice_service (notice_id, service) select id, 'INSTANT_TRANSFER' from posted""", ref, "試験" + number, number);
        return ref;
    }

    /** Until the feed has it, which is read every few seconds. */
    private void awaitTitle(String title) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> notices().stream().anyMatch(notice -> title.equals(notice.get("title"))));
    }

    private Map<String, Object> elements(String language) {
        try (var context = context(true)) {
            var page = open(context, "/notices?lang=" + language);
            return counted(page);
        }
    }

    private void page(String language, boolean obeyed, Map<String, Object> harmless, String how) {
        try (var context = context(obeyed)) {
            var page = open(context, "/notices?lang=" + language);
            tally.that(
                    counted(page).equals(harmless),
                    language + how + ": the same elements with the same attributes as with harmless texts: "
                            + counted(page));
            @SuppressWarnings("unchecked")
            var shown = (Map<String, List<String>>) page.evaluate(TEXTS);
            for (var i = 0; i < texts.size(); i++) {
                var text = texts.get(i);
                var read = shown.getOrDefault(refs.get(i).toString(), List.of());
                tally.that(
                        read.size() == 3
                                && read.getFirst().equals(text)
                                && read.get(1).endsWith("(" + text + ")")
                                && read.getLast().equals(text),
                        language + how + ": title, banks and body read " + read + " and not " + text);
            }
        }
    }

    private void feed(boolean obeyed, String how) throws Exception {
        try (var context = context(obeyed)) {
            var page = open(context, "/notices.json");
            tally.that(
                    page.evaluate("document.querySelectorAll('script, img, svg, iframe, b').length")
                            .equals(0),
                    "the feed is shown as text" + how);
        }
        var shown = notices();
        for (var i = 0; i < texts.size(); i++) {
            var ref = refs.get(i).toString();
            var notice = shown.stream()
                    .filter(candidate -> candidate.get("ref").equals(ref))
                    .findFirst()
                    .orElse(Map.of());
            var text = texts.get(i);
            tally.that(
                    List.of("title", "body", "titleEn", "bodyEn", "banks").stream()
                            .allMatch(field -> text.equals(notice.get(field))),
                    "feed" + how + ": " + notice + " and not " + text);
        }
    }

    private BrowserContext context(boolean policyObeyed) {
        var context = browser.newContext(new Browser.NewContextOptions().setBypassCSP(!policyObeyed));
        context.onRequest(request -> {
            if (!request.url().startsWith(address) && !request.url().startsWith("data:,")) {
                elsewhere.add(request.url());
            }
        });
        return context;
    }

    private Page open(BrowserContext context, String path) {
        var page = context.newPage();
        page.onDialog(dialog -> {
            dialogs.add(dialog.message());
            dialog.dismiss();
        });
        page.navigate(address + path);
        // What would run when something is clicked, hovered over or focused.
        page.evaluate("""
                () => document.querySelectorAll('*').forEach(e => {
                  for (const event of ['focus', 'mouseover', 'click', 'toggle']) e.dispatchEvent(new Event(event));
                })""");
        return page;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> counted(Page page) {
        return (Map<String, Object>) page.evaluate(ELEMENTS);
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> notices() throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var body = http.send(
                            HttpRequest.newBuilder(URI.create(address + "/notices.json"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            return (List<Map<String, Object>>) Json.read(body, Map.class).get("notices");
        }
    }
}
