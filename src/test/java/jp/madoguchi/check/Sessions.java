package jp.madoguchi.check;

import static jp.madoguchi.ServiceJourney.button;
import static jp.madoguchi.ServiceJourney.dialog;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import jp.madoguchi.HeadlessBrowser;
import jp.madoguchi.RunningConsole;
import jp.madoguchi.ServiceJourney;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * Sessions of a console as in earnest, in Chromium and by whoever has got hold of an id: the cookie; another id after each
 * step of the way in, after a locked screen and after a fresh code, and the id before it good for nothing; one session a
 * person; the ends of a session by its person, by a colleague who administers, with its account, by the day's length, and by idleness,
 * while a tab stays open whose heartbeats go on. Source: SECURITY T6.
 */
class Sessions {

    private static final String COOKIE = "__Host-madoguchi";
    private static final String PLANTED = "0123456789ABCDEF0123456789ABCDEF";

    /** Within which an open tab is told, in milliseconds. */
    private static final double TOLD = 5_000;

    private static final int HEARTBEAT_SECONDS = 5;
    private static final int LOCK_MINUTES = 1;
    private static final int IDLE_MINUTES = 2;

    /** Somebody at a browser of their own. */
    private final class Person {
        private final String name;
        private BrowserContext context;
        private Page page;
        private AuthenticatorApp app;
        private final AtomicInteger heartbeats = new AtomicInteger();

        Person(String name) {
            this.name = name;
            anotherBrowser();
        }

        void anotherBrowser() {
            context = browser.newContext(new Browser.NewContextOptions()
                    .setBaseURL(url)
                    .setLocale("ja-JP")
                    .setTimezoneId("Asia/Tokyo"));
            context.onRequest(request -> {
                if (request.url().contains("v-r=heartbeat")) {
                    heartbeats.incrementAndGet();
                }
            });
            page = context.newPage();
        }

        void password() {
            ServiceJourney.enter(page, url, name);
            page.waitForURL("**/second-factor");
        }

        void joins() {
            app = AuthenticatorApp.join(page);
            isIn();
        }

        /** The second door, with the app that was joined before. */
        void givesCode() {
            page.getByLabel("認証アプリの6桁のコード").fill(app.code());
            button(page, "確認する").click();
        }

        void isIn() {
            page.locator(".console h1").first().waitFor();
        }

        Person in() {
            password();
            joins();
            return this;
        }

        String id() {
            return cookie().value;
        }

        Cookie cookie() {
            return context.cookies().stream()
                    .filter(cookie -> cookie.name.equals(COOKIE))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no cookie " + COOKIE + ": "
                            + context.cookies().stream()
                                    .map(cookie -> cookie.name)
                                    .toList()));
        }

        /** Without a hand on it the tab goes to the page that says why. */
        void sentOut(String why) {
            page.waitForURL("**/sign-in?" + why, new Page.WaitForURLOptions().setTimeout(TOLD));
        }
    }

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final Tally tally;
    private final DSLContext superuser;
    private final String url;
    private final Browser browser;

    public static void main(String[] args) throws Exception {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        var tally = new Tally();
        var data = Files.createTempDirectory(Path.of("target"), "check-");
        try (var demo = RunningConsole.start(data, false, "--madoguchi.demo.members=10");
                var earnest = RunningConsole.start(
                        data,
                        false,
                        "--madoguchi.demo=false",
                        "--vaadin.heartbeat-interval=" + HEARTBEAT_SECONDS,
                        "--madoguchi.keys.folder=" + data.resolve("keys").toAbsolutePath(),
                        "--spring.datasource.url=" + demo.jdbcUrl(),
                        "--spring.datasource.username=console_app");
                var superuser = demo.connect("postgres");
                var browser = HeadlessBrowser.launch()) {
            new Sessions(tally, DSL.using(superuser), earnest.url(), browser).run();
        }
        tally.end();
    }

    private Sessions(Tally tally, DSLContext superuser, String url, Browser browser) {
        this.tally = tally;
        this.superuser = superuser;
        this.url = url;
        this.browser = browser;
    }

    private void run() throws Exception {
        var clerk = new Person("clerk");
        tally.prove("the way in", () -> theWayIn(clerk));
        tally.prove("the cookie", () -> theCookie(clerk));
        tally.prove("a fresh code", () -> aFreshCode(clerk));
        tally.prove("a locked screen", () -> aLockedScreen(clerk));
        tally.prove("a newer sign-in", () -> aNewerSignIn(clerk));
        tally.prove("signing out in another tab", () -> signingOut(clerk));
        var admin = new Person("admin").in();
        tally.prove("an administrator", () -> endedFromElsewhere(clerk, admin));
        tally.prove("a closed account", this::closedAccount);
        tally.prove("through a proxy that ends TLS", () -> clearedSiteData(new Person("operator").in()));
        tally.prove("a forgotten desk", this::forgottenDesk);
        // Last: with nobody there the console keeps the limits that it read.
        tally.prove("the length of the day", this::theDayIsOver);
    }

    // In
    // ----------------------------------------------------------------------------------------------------------------

    private void theWayIn(Person clerk) throws Exception {
        leadsTo("sign-in", PLANTED, "an id that somebody made up");
        tally.that(
                get("/sign-in", PLANTED, false).headers().allValues("Set-Cookie").stream()
                        .noneMatch(cookie -> cookie.contains(PLANTED)),
                "an id that somebody made up is not taken");
        clerk.page.navigate("/sign-in");
        clerk.page.locator("input[name=username]").waitFor();
        var planted = clerk.id();
        clerk.password();
        var halfway = clerk.id();
        tally.that(!halfway.equals(planted), "another id after the password");
        leadsTo("sign-in", planted, "the id from before the password");
        leadsTo("second-factor", halfway, "the password alone");
        clerk.joins();
        tally.that(!clerk.id().equals(halfway), "another id after the code");
        leadsTo("sign-in", halfway, "the id from before the code");
        opens(clerk.id(), "the id of who is in");
    }

    private void theCookie(Person clerk) throws Exception {
        var cookie = clerk.cookie();
        tally.that(cookie.httpOnly, "no script reads it: HttpOnly");
        tally.that(cookie.secure, "by TLS alone: Secure");
        tally.that(cookie.sameSite == SameSiteAttribute.STRICT, "not from another site: " + cookie.sameSite);
        tally.that(cookie.expires == -1, "gone with the browser, no date: " + cookie.expires);
        tally.that(cookie.path.equals("/") && !cookie.domain.startsWith("."), "of this host alone: " + cookie.domain);
        tally.that(cookie.value.matches("[0-9A-F]{32,}"), "128 bits or more: " + cookie.value.length() + " digits");
        tally.that(clerk.context.cookies().size() == 1, "the only one");
        tally.that(clerk.page.evaluate("document.cookie").equals(""), "a script of the page sees none");
        var page = (String) clerk.page.evaluate("document.documentElement.outerHTML + location.href");
        tally.that(!page.contains(cookie.value), "the id stands neither in the page nor in its address");
        for (var path : List.of("/account", "/?v-r=init&location=account&query=", "/members")) {
            var told = get(path, cookie.value, false)
                    .headers()
                    .firstValue("Cache-Control")
                    .orElse("");
            tally.that(told.contains("no-store") || told.contains("no-cache"), path + " is not kept: " + told);
        }
        leadsTo("sign-in", cookie.value.toLowerCase(Locale.ROOT), "the id in small letters");
    }

    private void aFreshCode(Person clerk) throws Exception {
        clerk.page.navigate("/account");
        button(clerk.page, "別の端末に登録し直す").waitFor();
        set("factor.fresh_minutes", 0);
        button(clerk.page, "別の端末に登録し直す").click();
        var code = dialog(clerk.page).getByLabel("認証アプリの6桁のコード");
        code.waitFor();
        set("factor.fresh_minutes", 5);
        var before = clerk.id();
        code.fill(clerk.app.code());
        clerk.page.keyboard().press("Enter");
        clerk.page.locator(".factor-secret").waitFor();
        changed(clerk, before, "a fresh code");
    }

    private void aLockedScreen(Person clerk) throws Exception {
        clerk.page.navigate("/account");
        button(clerk.page, "画面をロック").click();
        var code = clerk.page.locator(".lock-screen").getByLabel("認証アプリの6桁のコード");
        code.waitFor();
        var before = clerk.id();
        leadsTo("locked", before, "the id of a locked session");
        code.fill(clerk.app.code());
        clerk.page.keyboard().press("Enter");
        clerk.page.waitForCondition(
                () -> clerk.page.locator("vaadin-dialog.lock-screen").count() == 0);
        changed(clerk, before, "the locked screen was opened");
    }

    private void changed(Person clerk, String before, String when) throws Exception {
        tally.that(!clerk.id().equals(before), "another id after " + when);
        leadsTo("sign-in", before, "the id from before " + when);
        opens(clerk.id(), "the id from after " + when);
    }

    private void aNewerSignIn(Person clerk) throws Exception {
        var older = clerk.page;
        var before = clerk.id();
        clerk.anotherBrowser();
        clerk.password();
        clerk.givesCode();
        button(clerk.page, "終了させて続ける").waitFor();
        opens(before, "the older session, while it is only named");
        tally.that(clerk.page.locator(".sign-in-card li").count() == 1, "the older session is named before it ends");
        button(clerk.page, "終了させて続ける").click();
        older.waitForURL("**/sign-in?newer", new Page.WaitForURLOptions().setTimeout(TOLD));
        leadsTo("sign-in", before, "the id of the older session");
        clerk.isIn();
        opens(clerk.id(), "the newer one");
        older.context().close();
    }

    // Out
    // ---------------------------------------------------------------------------------------------------------------

    private void signingOut(Person clerk) throws Exception {
        clerk.page.navigate("/account");
        button(clerk.page, "画面をロック").waitFor();
        var other = clerk.context.newPage();
        other.navigate("/members");
        other.locator(".console h1").first().waitFor();
        var before = clerk.id();
        other.locator(".person-menu vaadin-menu-bar-button").first().click();
        other.getByText("サインアウト").click();
        other.waitForURL("**/sign-in?out");
        leadsTo("sign-in", before, "the id of who has signed out");
        clerk.sentOut("out");
        other.goBack();
        other.locator("input[name=username]").waitFor();
        tally.that(other.locator(".console").count() == 0, "the way back shows nothing of what was open");
    }

    private void endedFromElsewhere(Person clerk, Person admin) throws Exception {
        clerk.password();
        clerk.givesCode();
        clerk.isIn();
        var before = clerk.id();
        admin.page.navigate("/staff/sessions");
        admin.page
                .locator("vaadin-grid")
                .getByText(name(clerk), new Locator.GetByTextOptions().setExact(true))
                .waitFor();
        button(admin.page, name(clerk) + "さんのサインインを終了").click();
        clerk.sentOut("ended");
        leadsTo("sign-in", before, "the id of a session that an administrator ended");
        opens(admin.id(), "the administrator's own");
    }

    private String name(Person person) {
        return superuser
                .fetchSingle("select family || ' ' || given from madoguchi.staff where sign_in_name = ?", person.name)
                .get(0, String.class);
    }

    private void closedAccount() throws Exception {
        var agent = new Person("agent2").in();
        var before = agent.id();
        opens(before, "an account that is open");
        superuser.execute("update madoguchi.staff set state = 'DISABLED' where sign_in_name = ?", agent.name);
        leadsTo("sign-in", before, "the next request of a disabled account");
        agent.sentOut("closed");
        agent.context.close();
    }

    private void clearedSiteData(Person operator) throws Exception {
        var id = operator.id();
        var page = get("/account", id, true);
        tally.that(page.statusCode() == 200, "the page by TLS");
        tally.that(
                page.headers()
                        .firstValue("Strict-Transport-Security")
                        .orElse("")
                        .contains("max-age="),
                "TLS from now on");
        var without = post("/sign-out", "", id);
        tally.that(without.statusCode() == 403, "no signing out from another page: " + without.statusCode());
        opens(id, "after it");
        var out = post("/sign-out", "_csrf=" + HeaderRules.token(page.body()), id);
        tally.that(
                out.headers().firstValue("Clear-Site-Data").orElse("").contains("storage"),
                "the browser is told to forget");
        leadsTo("sign-in", id, "after signing out");
        operator.sentOut("out");
        operator.context.close();
    }

    private void theDayIsOver() throws Exception {
        var manager = new Person("manager").in();
        var before = manager.id();
        set("session.hours", 0);
        manager.sentOut("timeout");
        leadsTo("sign-in", before, "the id of yesterday");
        manager.context.close();
    }

    /** Beside somebody who works: it is the quiet that ends a session. */
    private void forgottenDesk() throws Exception {
        var forgotten = new Person("agent").in();
        var atWork = new Person("reviewer").in();
        set("session.lock_minutes", LOCK_MINUTES);
        set("session.idle_minutes", IDLE_MINUTES);
        var id = forgotten.id();
        forgotten.page.bringToFront();
        var lock = forgotten.page.locator("vaadin-dialog.lock-screen");
        await().atMost(Duration.ofMinutes(LOCK_MINUTES).plusSeconds(15))
                .pollInterval(Duration.ofSeconds(HEARTBEAT_SECONDS))
                .until(() -> works(atWork) && lock.count() == 1);
        leadsTo("locked", id, "a quiet screen");
        await().atMost(Duration.ofMinutes(IDLE_MINUTES - LOCK_MINUTES).plusSeconds(15))
                .pollInterval(Duration.ofSeconds(HEARTBEAT_SECONDS))
                .until(() -> works(atWork) && forgotten.page.url().endsWith("/sign-in?timeout"));
        leadsTo("sign-in", id, "the id of a forgotten desk");
        opens(atWork.id(), "who works beside it");
        tally.progress("heartbeats of the forgotten tab: " + forgotten.heartbeats);
        tally.that(forgotten.heartbeats.get() >= 10, "its tab was alive all the time: " + forgotten.heartbeats);
    }

    /** A key of their own, which counts as activity. */
    private static boolean works(Person person) {
        person.page.keyboard().press("Tab");
        return (Boolean) person.page.evaluate("true");
    }

    // Who has got hold of an id
    // -----------------------------------------------------------------------------------------

    private void leadsTo(String page, String id, String whose) throws IOException, InterruptedException {
        var answer = get("/account", id, false);
        var where = answer.headers().firstValue("Location").orElse("");
        tally.that(
                answer.statusCode() == 302 && where.contains(page),
                whose + " leads to " + page + ", not: " + answer.statusCode() + " " + where);
    }

    private void opens(String id, String whose) throws IOException, InterruptedException {
        var status = get("/account", id, false).statusCode();
        tally.that(status == 200, whose + " opens a page: " + status);
    }

    private HttpResponse<String> get(String path, String id, boolean tls) throws IOException, InterruptedException {
        return http.send(request(path, id, tls).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String form, String id) throws IOException, InterruptedException {
        return http.send(
                request(path, id, true)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String id, boolean tls) {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Accept", "text/html")
                .header("Cookie", COOKIE + "=" + id);
        return tls ? request.header("X-Forwarded-Proto", "https") : request;
    }

    /** From this moment on. */
    private void set(String key, int value) {
        superuser.execute(
                "insert into madoguchi.setting (key, effective_from, value, made_by) values (?, clock_timestamp(), ?::jsonb, 'check')",
                key,
                String.valueOf(value));
    }
}
