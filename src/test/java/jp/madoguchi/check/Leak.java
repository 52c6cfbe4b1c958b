package jp.madoguchi.check;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import jp.madoguchi.HeadlessBrowser;
import jp.madoguchi.RunningConsole;
import jp.madoguchi.Scene;
import jp.madoguchi.ServiceJourney;
import jp.madoguchi.core.MemberNo;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * Canaries in what is known of a member and in what is typed (SECURITY T9, T22): before a check of the person those that are masked reach no browser,
 * whoever opens the page; and whatever is looked for, opened, shown, noted, mistyped or goes wrong, none stands in a log of the console or of
 * its database, in an address, in a title or in what a browser keeps. What may be shown must have been seen, so that the acts were done.
 */
class Leak {

    private static final String MEMBER = "100000000";
    private static final int OTHERS = 30;
    private static final int MOST_KILLS = 5;
    private static final String NOT_READ = "a reading failed";

    /** What is known of the member, by where it stands; masked before a check: the second part. */
    private static final Map<String, String> SHOWN = new LinkedHashMap<>();

    private static final Map<String, String> MASKED = new LinkedHashMap<>();
    private static final Map<String, String> TYPED = new LinkedHashMap<>();

    /** What else is known: other rows and what was before; what a page shows of it is for others to say. */
    private static final Map<String, String> FURTHER = new LinkedHashMap<>();

    static {
        SHOWN.put("family name", "金糸雀川");
        SHOWN.put("given name", "鳴美衛");
        SHOWN.put("family kana", "カナリヤガワ");
        SHOWN.put("given kana", "ナルミエイ");
        MASKED.put("street", "丸ノ内鳥籠9-81-7");
        MASKED.put("phone", "08017293645");
        MASKED.put("e-mail", "canary.nest4711");
        MASKED.put("employer", "鳥籠製作所7391");
        MASKED.put("employer's phone", "0355719283");
        MASKED.put("web-id", "Kanarie4Vogel");
        TYPED.put("sign-in name", "canary.user.9917");
        TYPED.put("password", "Canary-Pass-9917-x");
        TYPED.put("searched phone", "08055512377");
        TYPED.put("searched name", "鶺鴒谷囀子");
        TYPED.put("searched e-mail", "wagtail.6620@example.test");
        TYPED.put("searched card", "4532981276543210");
        TYPED.put("note", "巣箱の合言葉は八二三七");
        TYPED.put("tried web-id", "Wagtail7Zaunkoenig");
        TYPED.put("searched kana", "セキレイダニ サエズコ");
        TYPED.put("searched half-width kana", "ｾｷﾚｲﾀﾞﾆ ｻｴｽﾞｺ");
        TYPED.put("searched sound", "sekireidani saezuko");
        TYPED.put("searched member number", "987650123");
        TYPED.put("searched web-id", "Bachstelze9Nest");
        TYPED.put("searched full-width phone", "０９０５５５１７７８８");
        TYPED.put("searched phone with hyphens", "090-5551-7799");
        TYPED.put("searched postal code", "917-8264");
        TYPED.put("searched birth date", "昭和37年2月19日");
        TYPED.put("two searched keys", "鶺鴒谷 1962-02-19");
        TYPED.put("sign-in name that is a phone", "08055519922");
        TYPED.put("issuer of a document", "鶺鴒谷公安委員会");
        FURTHER.put("building", "止まり木荘903号");
        FURTHER.put("postal code", "9178263");
        FURTHER.put("bank", "カナリヤ信用銀行");
        FURTHER.put("branch", "止まり木支店");
        FURTHER.put("note of a movement", "巣箱の代金として");
        FURTHER.put("device of a login", "Kanarie-Phone 4711");
        FURTHER.put("former family name", "雲雀野川");
        FURTHER.put("former phone", "0467719283");
        FURTHER.put("former e-mail", "skylark.5512");
        FURTHER.put("former employer", "雲雀野製作所8812");
    }

    private final Tally tally;
    private final RunningConsole console;
    private final Browser browser;
    private final DSLContext superuser;
    private final Set<String> addresses = ConcurrentHashMap.newKeySet();
    private final Set<String> kept = ConcurrentHashMap.newKeySet();
    private final StringBuffer seen = new StringBuffer();

    public static void main(String[] args) throws Exception {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        var tally = new Tally();
        var data = Files.createTempDirectory(Path.of("target"), "check-");
        try (var console = RunningConsole.start(data, false, "--madoguchi.demo.members=" + OTHERS);
                var connection = console.connect("postgres");
                var browser = HeadlessBrowser.launch()) {
            var check = new Leak(tally, console, browser, DSL.using(connection));
            check.plant();
            check.beforeACheck();
            check.atTheCounter();
            check.whatGoesWrong();
            check.logs(data);
            check.browsers();
        }
        tally.end();
    }

    private Leak(Tally tally, RunningConsole console, Browser browser, DSLContext superuser) {
        this.tally = tally;
        this.console = console;
        this.browser = browser;
        this.superuser = superuser;
    }

    private void plant() {
        superuser.execute("set session_replication_role = replica");
        change("member_name", "family = ?, given = ?, family_kana = ?, given_kana = ?", SHOWN.values());
        change(
                "member_address",
                "prefecture = '東京都', municipality = '千代田区', street = ?, building = null",
                List.of(MASKED.get("street")));
        change("member_phone", "digits = ?", List.of(MASKED.get("phone")));
        change("member_email", "address = ? || '@example.test'", List.of(MASKED.get("e-mail")));
        change(
                "member_employer",
                "name = ?, phone = ?",
                List.of(MASKED.get("employer"), MASKED.get("employer's phone")));
        superuser.execute(
                "update madoguchi.web_id set web_id = ? where member_no = ? and ended_at is null",
                MASKED.get("web-id"),
                MEMBER);
        further();
        superuser.execute("set session_replication_role = origin");
    }

    private void further() {
        change("member_address", "building = ?, postal_code = ?", of("building", "postal code"));
        change(
                "bank_account",
                "bank = ?, branch = ?, bank_code = '9999', branch_code = '999', account_kind = 'ORDINARY'",
                of("bank", "branch"));
        superuser.execute(
                "update madoguchi.ledger_entry set note = ? where member_no = ?",
                FURTHER.get("note of a movement"),
                MEMBER);
        superuser.execute(
                "update madoguchi.login_attempt set device = ? where member_no = ?",
                FURTHER.get("device of a login"),
                MEMBER);
        before("member_name", "kind, family, given, family_kana, given_kana, birth_date", """
                'LEGAL', ?, '鳴美衛', 'ヒバリノガワ', 'ナルミエイ', m.birth_date""", "former family name");
        before("member_phone", "kind, digits, birth_date", "'HOME', ?, m.birth_date", "former phone");
        before("member_email", "address", "? || '@example.test'", "former e-mail");
        before("member_employer", "name", "?", "former employer");
    }

    private static List<String> of(String... names) {
        return Stream.of(names).map(FURTHER::get).toList();
    }

    /** A row that ended years ago. */
    private void before(String table, String columns, String values, String canary) {
        superuser.execute(
                "insert into madoguchi.%s (member_no, valid_from, valid_to, %s) select m.member_no, '2011-04-01', '2012-04-01', %s from madoguchi.member m where m.member_no = ?"
                        .formatted(table, columns, values),
                FURTHER.get(canary),
                MEMBER);
    }

    private void change(String table, String columns, Iterable<String> values) {
        var all = new ArrayList<Object>();
        values.forEach(all::add);
        all.add(MEMBER);
        var update = "update madoguchi." + table + " set " + columns + " where member_no = ? and valid_to is null";
        if (superuser.execute(update, all.toArray()) == 0) {
            superuser.execute("insert into madoguchi." + insertion(table), MEMBER);
            superuser.execute(update, all.toArray());
        }
    }

    private static String insertion(String table) {
        return switch (table) {
            case "member_email" -> "member_email (member_no, address, valid_from) values (?, 'a@b', '2026-01-01')";
            case "member_employer" -> "member_employer (member_no, name, valid_from) values (?, 'x', '2026-01-01')";
            default -> throw new IllegalStateException("the member of the demo has no " + table);
        };
    }

    /** Nobody has been checked: what is masked stays in the console, whoever looks, and wherever. */
    private void beforeACheck() {
        for (var role : List.of("agent", "clerk", "operator", "reviewer", "supervisor", "manager", "auditor")) {
            with(page -> {
                var from = seen.length();
                ServiceJourney.enter(page, console.url(), role);
                page.navigate(console.url() + "/members/" + MEMBER);
                tabs(page);
                var answers = seen.substring(from);
                MASKED.forEach((what, canary) -> tally.that(
                        !answers.contains(canary), role + " gets " + what + " of a member who was not checked"));
            });
        }
    }

    private void atTheCounter() {
        with(page -> {
            for (var name : List.of("sign-in name", "sign-in name that is a phone")) {
                page.navigate(console.url() + "/sign-in");
                page.locator("input[name=username]").fill(TYPED.get(name));
                page.locator("input[name=password]").fill(TYPED.get("password"));
                page.keyboard().press("Enter");
                page.waitForURL(at -> at.contains("sign-in?"));
            }
            ServiceJourney.enter(page, console.url(), "clerk");
            serve(page);
            var from = seen.length();
            tabs(page);
            reveal(page);
            note(page);
            var answers = seen.substring(from);
            for (var what : List.of("phone", "e-mail", "street", "employer")) {
                tally.that(answers.contains(MASKED.get(what)), what + " was opened after the check");
            }
            for (var what : List.of("building", "bank", "branch", "note of a movement", "device of a login")) {
                tally.that(answers.contains(FURTHER.get(what)), what + " was shown after the check");
            }
            search(page);
            tally.that(seen.indexOf(SHOWN.get("family name")) >= 0, "the name was shown");
        });
    }

    private void serve(Page page) {
        var born = superuser
                .fetchSingle("select birth_date from madoguchi.member where member_no = ?", MEMBER)
                .get(0, LocalDate.class);
        ServiceJourney.beginCheck(
                page, console.url() + "/members/" + MEMBER, new Scene.Member(new MemberNo(MEMBER), null, "", "", born));
        ServiceJourney.dialog(page)
                .getByLabel("書類の住所")
                .fill("東京都千代田区" + MASKED.get("street") + FURTHER.get("building"));
        ServiceJourney.dialog(page).getByLabel("発行者").fill(TYPED.get("issuer of a document"));
        ServiceJourney.recordCheck(page);
    }

    private static void tabs(Page page) {
        page.locator("h1, :text('POLICY-')").first().waitFor();
        ServiceJourney.eachTab(page, name -> {});
    }

    private static void reveal(Page page) {
        ServiceJourney.eachTab(page, name -> {
            for (var masked : page.locator(".masked-fact vaadin-button").all()) {
                if (masked.isVisible()) {
                    masked.click();
                    var dialog = ServiceJourney.dialog(page);
                    dialog.locator("vaadin-radio-button").first().click();
                    dialog.getByRole(AriaRole.BUTTON, ServiceJourney.named("表示する"))
                            .click();
                    ServiceJourney.awaitClosed(page);
                }
            }
        });
    }

    private static void note(Page page) {
        ServiceJourney.button(page, "メモ").first().click();
        var dialog = ServiceJourney.dialog(page);
        dialog.locator("textarea").fill(TYPED.get("note"));
        dialog.locator("[slot=footer] vaadin-button").last().click();
        ServiceJourney.awaitClosed(page);
    }

    /** Everything that may stand in the box, and a tab that is opened anew with what stood in it. */
    private void search(Page page) {
        page.navigate(console.url() + "/members");
        for (var canaries : List.of(SHOWN, MASKED, TYPED, FURTHER)) {
            canaries.values().forEach(canary -> look(page, canary));
        }
        page.reload();
        box(page).waitFor();
    }

    private static void look(Page page, String canary) {
        page.waitForResponse(answer -> answer.url().contains("v-r=uidl"), () -> {
            box(page).fill(canary);
            box(page).press("Enter");
        });
        ServiceJourney.awaitAnswer(page);
    }

    private static Locator box(Page page) {
        return page.locator(".search-text input");
    }

    /** The database is killed under a search, and rows are sent to it that it refuses. */
    private void whatGoesWrong() {
        for (var role : List.of("console_app", "member_site", "madoguchi_migrator")) {
            try (var connection = console.connect(role)) {
                DSL.using(connection)
                        .execute(
                                "select pg_catalog.upper(?), 1 / (length(?) - length(?))",
                                SHOWN.get("family name"),
                                TYPED.get("searched name"),
                                TYPED.get("searched name"));
                tally.that(false, role + " sends no statement that fails");
            } catch (DataAccessException | java.sql.SQLException refused) {
                tally.that(true, role + " was refused");
            }
        }
        try (var connection = console.connect("madoguchi_migrator")) {
            var owner = DSL.using(connection);
            owner.execute("set role madoguchi_owner");
            owner.execute(
                    "insert into madoguchi.member_email (member_no, address, valid_from, valid_to) values (?, ? || '@example.test', now(), now())",
                    MEMBER,
                    MASKED.get("e-mail"));
            tally.that(false, "a period that ends as it begins is refused");
        } catch (DataAccessException | java.sql.SQLException refused) {
            tally.that(true, "the row was refused");
        }
        with(page -> {
            ServiceJourney.enter(page, console.url(), "clerk");
            page.navigate(console.url() + "/members");
            box(page).waitFor();
            // The database is back within a second or two: a search may find it again, and then the next one has to
            // meet the gap.
            for (var kill = 1; kill <= MOST_KILLS && !consoleLog().contains(NOT_READ); kill++) {
                kill();
                for (var canary :
                        List.of(TYPED.get("searched name"), TYPED.get("searched phone"), MASKED.get("phone"))) {
                    look(page, canary);
                }
                var kills = kill;
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> consoleLog().split("the database server answers again", -1).length > kills);
            }
        });
    }

    private void kill() {
        try {
            console.killDatabase();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String consoleLog() {
        try {
            return Files.readString(Path.of("target", "console-" + console.pid() + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void logs(Path data) throws IOException {
        var logs = new LinkedHashMap<String, String>();
        logs.put("the console's log", consoleLog());
        try (var files = Files.list(data)) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                logs.put("the database's " + file.getFileName(), Files.readString(file));
            }
        }
        tally.that(logs.size() > 1, "there is a log of the database, too");
        tally.that(
                logs.values().stream().anyMatch(log -> log.contains("member_email_check")),
                "the log of the database tells that a row was refused");
        tally.that(
                logs.get("the console's log").contains(NOT_READ), "the console's log tells that the database was away");
        logs.forEach((name, log) -> absent(log, name));
    }

    private void browsers() {
        tally.that(addresses.size() > 10 && !kept.isEmpty(), "addresses and what is kept were looked at");
        absent(String.join("\n", addresses), "the addresses that were asked for");
        absent(String.join("\n", kept), "what the browsers keep");
    }

    private void absent(String text, String where) {
        for (var canaries : List.of(SHOWN, MASKED, TYPED, FURTHER)) {
            canaries.forEach((what, canary) -> {
                var encoded = URLEncoder.encode(canary, StandardCharsets.UTF_8);
                tally.that(
                        !text.contains(canary) && !text.contains(encoded),
                        what + " stands in " + where + ": " + around(text, canary));
            });
        }
    }

    private static String around(String text, String canary) {
        var at = text.indexOf(canary);
        return at < 0 ? "" : text.substring(Math.max(0, at - 120), Math.min(text.length(), at + 60));
    }

    private interface Acts {
        void on(Page page);
    }

    /** In a browser of its own, whose addresses, answers and belongings are kept. */
    private void with(Acts acts) {
        try (var context = browser.newContext(
                new Browser.NewContextOptions().setLocale("ja-JP").setTimezoneId("Asia/Tokyo"))) {
            context.setDefaultTimeout(60_000);
            var page = context.newPage();
            page.onRequest(request -> addresses.add(request.url()));
            page.onRequestFinished(request -> read(request.response()));
            try {
                acts.on(page);
            } catch (PlaywrightException broken) {
                tally.that(false, "the acts go on to their end: " + broken.getMessage());
                page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", "leak.png")));
            }
            addresses.add(page.url());
            kept.add(page.title());
            kept.add(
                    String.valueOf(
                            page.evaluate(
                                    "() => JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + document.cookie + JSON.stringify(history.state)")));
            kept.add(String.valueOf(
                    page.evaluate("async () => JSON.stringify([await indexedDB.databases(), await caches.keys()])")));
            kept.add(context.storageState());
        }
    }

    private void read(Response answer) {
        if (answer.url().contains("v-r=")) {
            try {
                seen.append(answer.text());
            } catch (PlaywrightException gone) {
                // A page that was left has no answer any more.
                tally.progress("an answer went with its page");
            }
        }
    }
}
