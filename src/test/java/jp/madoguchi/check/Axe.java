package jp.madoguchi.check;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.madoguchi.Accessible;
import jp.madoguchi.HeadlessBrowser;
import jp.madoguchi.RunningConsole;
import jp.madoguchi.Scene;
import jp.madoguchi.ServiceJourney;
import jp.madoguchi.core.MemberNo;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * Every view of docs/permissions.md, each tab of a member too, opened by somebody who may, in both themes: no finding of axe, no
 * error in the browser; and at 200 % zoom of a window of 1440 by 900 nothing scrolls sideways. What is shown is the demo, with an
 * outage in force. Pictures stand in target/screenshots/axe-*.png.
 */
final class Axe {

    private static final String MEMBER = "100000000";

    /** A page and who opens it. */
    private record Sight(String name, String path, String role) {}

    private final Tally tally;
    private final DSLContext superuser;
    private final String url;
    private final Browser browser;
    private final Scene.Member member;

    public static void main(String[] args) throws Exception {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        var tally = new Tally();
        var data = Files.createTempDirectory(Path.of("target"), "check-");
        try (var console = RunningConsole.start(data, false, "--madoguchi.demo.members=300");
                var superuser = console.connect("postgres");
                var browser = HeadlessBrowser.launch()) {
            var check = new Axe(tally, DSL.using(superuser), console.url(), browser);
            check.run(args.length > 0 ? args[0] : "");
        }
        tally.end();
    }

    private Axe(Tally tally, DSLContext superuser, String url, Browser browser) {
        this.tally = tally;
        this.superuser = superuser;
        this.url = url;
        this.browser = browser;
        this.member = member();
    }

    /** @param only part of the paths to look at */
    private void run(String only) throws Exception {
        var notice = emergency();
        var sights = new ArrayList<Sight>();
        for (var line : Files.readAllLines(Path.of("docs/permissions.md"))) {
            if (line.startsWith("| `/")) {
                sights(line, notice)
                        .filter(sight -> sight.path().contains(only))
                        .ifPresent(sights::add);
            }
        }
        for (var theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            superuser.execute("update madoguchi.staff set theme = ?", theme.name());
            for (var role : sights.stream().map(Sight::role).distinct().toList()) {
                try (var context = browser.newContext(new Browser.NewContextOptions()
                        .setLocale("ja-JP")
                        .setTimezoneId("Asia/Tokyo")
                        .setColorScheme(theme))) {
                    var page = context.newPage();
                    page.setViewportSize(1440, 900);
                    page.onPageError(error -> tally.that(false, page.url() + ": " + error));
                    enter(page, role);
                    for (var sight : sights) {
                        if (sight.role().equals(role)) {
                            tally.prove(sight.name() + " " + theme, () -> look(page, sight, theme));
                        }
                    }
                }
            }
        }
    }

    /** By the first role of the table that may. */
    private Optional<Sight> sights(String line, UUID notice) {
        var cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
        var roles = List.of(
                "nobody", "agent", "clerk", "operator", "reviewer", "supervisor", "manager", "admin", "auditor");
        var first = cells.subList(2, cells.size()).indexOf("Y");
        var view = cells.get(1).replace("`", "");
        if (view.startsWith("/members/:memberNo")) {
            first = roles.indexOf("clerk");
        }
        if (first < 0) {
            return Optional.empty();
        }
        var path = view.replace("/:tab?", "")
                .replace(":memberNo", MEMBER)
                .replace(":contactNo", one("select contact_no from madoguchi.contact order by opened_at desc limit 1"))
                .replace("notices/:ref", "notices/" + notice)
                .replace("/:ref?", "")
                .replaceAll(":number\\(.*\\)", one("select min(staff_no) from madoguchi.staff"))
                .replaceAll(":[a-z]+\\??", UUID.randomUUID().toString());
        return Optional.of(new Sight(view, path, roles.get(first)));
    }

    private String one(String sql) {
        var row = superuser.fetchOne(sql);
        return row == null ? "0" : row.get(0, String.class);
    }

    private void enter(Page page, String role) {
        if (role.equals("nobody")) {
            return;
        }
        ServiceJourney.enter(page, url, role);
        // In the other theme the contact of the first is still open.
        if (role.equals("clerk")
                && one("select count(*) from madoguchi.contact where closed_at is null and member_no = '" + MEMBER
                                + "'")
                        .equals("0")) {
            serve(page);
        }
    }

    /** In front of the counter: who they are is checked, so that nothing of the member page is withheld. */
    private void serve(Page page) {
        ServiceJourney.serveChecked(page, url + "/members/" + MEMBER, member);
    }

    /** The member of the demo who is looked at, at home where a licence of the tests says. */
    private Scene.Member member() {
        superuser.execute("""
                update madoguchi.member_address set prefecture = '東京都', municipality = '千代田区', street = '丸の内1-2-3'
                where member_no = ? and valid_to is null""", MEMBER);
        var row = superuser.fetchSingle("select birth_date from madoguchi.member where member_no = ?", MEMBER);
        return new Scene.Member(new MemberNo(MEMBER), null, "", "", row.get(0, LocalDate.class));
    }

    private void look(Page page, Sight sight, ColorScheme theme) {
        page.navigate(url + sight.path());
        judge(page, sight, theme, "");
        ServiceJourney.eachTab(page, name -> judge(page, sight, theme, " " + name));
    }

    private void judge(Page page, Sight sight, ColorScheme theme, String tab) {
        page.locator("h1, vaadin-login-form").first().waitFor();
        // Words of the view, not those of the view before it.
        ServiceJourney.awaitAnswer(page);
        var name = sight.path() + tab + " " + theme;
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of(
                        "target",
                        "screenshots",
                        "axe-" + name.replaceAll("[^\\p{Alnum}\\p{IsHan}\\p{IsKatakana}\\p{IsHiragana}]+", "-")
                                + ".png")));
        var findings = Accessible.findings(page);
        tally.that(findings.isEmpty(), name + ": " + findings);
        page.setViewportSize(1024, 768);
        tally.that(Accessible.fits(page), name + ": nothing scrolls sideways in a window of 1024 by 768");
        page.setViewportSize(720, 450);
        var fits = Accessible.fits(page);
        if (!fits) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(
                            "target", "screenshots", "axe-wide-" + name.replaceAll("[^\\p{Alnum}]+", "-") + ".png")));
        }
        tally.that(fits, name + ": nothing scrolls sideways at 200 %");
        page.setViewportSize(1440, 900);
    }

    /** So that the banner is looked at on every page. */
    private UUID emergency() {
        var notice = UUID.randomUUID();
        superuser.execute("""
                select madoguchi.send_notice(?, ?, 0, 'OUTAGE', 'HIGH', array['MEMBER_PAGE', 'INSTANT_TRANSFER'], 'ゆうちょ銀行',
                  'ログインできない状況について', '原因を調査しております。', 'ただいまご利用いただけません。', 'You cannot log in', 'We are looking for the cause.',
                  clock_timestamp(), null, clock_timestamp(), null, true,
                  (select r.staff_no::text from madoguchi.staff_role r where r.role = 'ADMIN' order by 1 limit 1))""", UUID.randomUUID(), notice);
        return notice;
    }
}
