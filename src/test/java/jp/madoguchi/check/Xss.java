package jp.madoguchi.check;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import jp.madoguchi.Counter;
import jp.madoguchi.HeadlessBrowser;
import jp.madoguchi.InProcess;
import jp.madoguchi.RunningConsole;
import jp.madoguchi.Scene;
import jp.madoguchi.ServiceJourney;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * Markup and script in every text column that can hold them, found in the catalog of the database, in every row; then every view of
 * docs/permissions.md in Chromium, each tab of members who were checked too. First each column has a mark of its own: it must
 * stand on the screen as it was written, wherever it stands, also in what comes up by a click. Then the columns hold the three
 * hundred texts of {@link HostileMarkup} in turn. No script runs, no dialog, no request elsewhere, no element and no handler that
 * harmless texts do not make. Before, every use case is done once, so that there are rows. Source: SECURITY G14. Arguments: rounds of
 * the hostile texts (3); a pattern of the addresses that are looked at (all).
 */
final class Xss {

    private static final String MEMBER = "100000000";
    private static final int MEMBERS = 5;
    private static final List<String> ROLES =
            List.of("nobody", "agent", "clerk", "operator", "reviewer", "supervisor", "manager", "admin", "auditor");

    /** What a page consists of, in every shadow too: texts as they are read, tags, handlers, addresses. */
    private static final String LOOK = """
            () => {
              const texts = [], tags = new Set(), bad = new Set();
              const address = /^(src|href|data|action|formaction|style|ping)$/;
              const walk = root => {
                for (const e of root.querySelectorAll('*')) {
                  tags.add(e.tagName.toLowerCase());
                  for (const a of e.attributes) {
                    if (a.name === 'srcdoc') walk(new DOMParser().parseFromString(a.value, 'text/html'));
                    if (a.name.startsWith('on')
                        || address.test(a.name) && /^\\s*javascript:|evil\\.example/i.test(a.value))
                      bad.add(e.tagName + ' ' + a.name + '=' + a.value);
                    if (/^(title|aria-label|placeholder|alt|label|helper-text|error-message)$/.test(a.name)) texts.push(a.value);
                  }
                  if (typeof e.value === 'string') texts.push(e.value);
                  if (e.shadowRoot) walk(e.shadowRoot);
                  if (e.tagName !== 'SCRIPT' && e.tagName !== 'STYLE')
                    for (const n of e.childNodes) if (n.nodeType === 3) texts.push(n.data);
                }
              };
              walk(document);
              texts.push(document.title);
              return {texts: texts.filter(t => t.trim()), tags: [...tags], bad: [...bad]};
            }""";

    /** What a click brings up: dialogs, lists of choices, details of a row. None of it is gone through with. */
    private static final String CLICKABLE = String.join(
            ", ",
            "vaadin-button:not([disabled])",
            "vaadin-details-summary",
            "summary",
            "vaadin-combo-box:not([disabled])",
            "vaadin-select:not([disabled])",
            "vaadin-menu-bar-button",
            "[role=tab]",
            "[role=row] [role=gridcell]:first-child");

    /** What ends the session or the work at hand. */
    private static final Pattern NOT_CLICKED = Pattern.compile("ロック|サインアウト|登録し直す|パスキー");

    private static final int CLICKS = 25;

    private static final double CLICK_MILLIS = 2_000;

    /** A page and who opens it. */
    private record Sight(String path, String name) {}

    private final Tally tally;
    private final DSLContext superuser;
    private final String url;
    private final Browser browser;
    private final Map<String, StaffMember> served = new LinkedHashMap<>();
    private final List<Sight> sights = new ArrayList<>();
    private final Set<String> events = new TreeSet<>();
    private final Set<String> harmless = new TreeSet<>();
    private final Map<String, Set<String>> seen = new TreeMap<>();
    private HostileColumns columns;

    public static void main(String[] args) throws Exception {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        var rounds = args.length > 0 ? Integer.parseInt(args[0]) : 3;
        var tally = new Tally();
        var data = Files.createTempDirectory(Path.of("target"), "check-");
        try (var console = RunningConsole.start(data, false, "--madoguchi.demo.members=60");
                var superuser = console.connect("postgres");
                var browser = HeadlessBrowser.launch()) {
            var check = new Xss(tally, DSL.using(superuser), console.url(), browser);
            try (var services = InProcess.start(
                    "--spring.datasource.url=" + console.jdbcUrl(),
                    "--spring.datasource.username=console_app",
                    "--madoguchi.keys.folder=" + data.resolve("keys").toAbsolutePath())) {
                var scene = new Scene(services.as("postgres"), services.as("member_site"));
                check.fillTheTables(services, scene);
                check.whoServes(services, scene);
            }
            check.doors();
            if (args.length > 1) {
                check.sights.removeIf(sight -> !sight.path().matches(args[1]));
            }
            check.run(rounds);
        }
        tally.end();
    }

    private Xss(Tally tally, DSLContext superuser, String url, Browser browser) {
        this.tally = tally;
        this.superuser = superuser;
        this.url = url;
        this.browser = browser;
    }

    // Rows and people -------------------------------------------------------------------------------------------------

    private void fillTheTables(InProcess services, Scene scene) throws Exception {
        Matrix.quiet(scene);
        var matrix = new Matrix(services.beans(), scene);
        var doors = Matrix.doors();
        var done = 0;
        for (var useCase : matrix.useCases()) {
            var open = doors.getOrDefault(useCase.name(), Map.of());
            for (var role : Role.values()) {
                if (open.getOrDefault(role, false)) {
                    done += matrix.call(matrix.prepare(useCase, role)).outcome().equals(Matrix.DONE) ? 1 : 0;
                    break;
                }
            }
        }
        tally.progress("use cases done once: " + done);
    }

    /** The member of the demo who has most, and those who have rows in most tables, each with somebody in front of whom they stand. */
    private void whoServes(InProcess services, Scene scene) {
        superuser.execute("""
                update madoguchi.member_address set prefecture = '東京都', municipality = '千代田区', street = '丸の内1-2-3'
                where member_no = ? and valid_to is null""", MEMBER);
        var birth = superuser
                .fetchSingle("select birth_date from madoguchi.member where member_no = ?", MEMBER)
                .get(0, LocalDate.class);
        serve(services, scene, new Scene.Member(new MemberNo(MEMBER), null, "", "", birth));
        var tables = superuser.resultQuery("""
                        select table_name from information_schema.columns join information_schema.tables using (table_schema, table_name)
                        where table_schema = 'madoguchi' and column_name = 'member_no' and table_type = 'BASE TABLE'
                          and table_name !~ '_y20' and table_name <> 'member'""").fetchInto(String.class);
        var rows = tables.stream()
                .map(table ->
                        "select distinct member_no::text as member_no, '" + table + "' as name from madoguchi." + table)
                .toList();
        var covered = new TreeSet<String>();
        for (var i = 1; i < MEMBERS; i++) {
            var best = superuser.fetchOne(
                    "select t.member_no, array_agg(t.name), max(m.birth_date) from (" + String.join(" union all ", rows)
                            + ") t join madoguchi.member m on m.member_no::text = t.member_no"
                            + " where t.name <> all (?) and t.member_no not in (select member_no from madoguchi.own_member)"
                            + " and not exists (select 1 from madoguchi.contact c where c.member_no::text = t.member_no and c.closed_at is null)"
                            + " group by 1 order by count(*) desc, 1 limit 1",
                    (Object) covered.toArray(String[]::new));
            if (best == null) {
                break;
            }
            covered.addAll(List.of(best.get(1, String[].class)));
            serve(
                    services,
                    scene,
                    new Scene.Member(
                            new MemberNo(best.get(0, String.class)), null, "", "", best.get(2, LocalDate.class)));
        }
    }

    private void serve(InProcess services, Scene scene, Scene.Member member) {
        var staff = scene.staff(scene.store(), Role.CLERK);
        var counter = Counter.open(services.beans(), staff, member, Channel.STORE);
        superuser.execute("""
                insert into madoguchi.identity_check (ref, contact_no, member_no, method, result, staff_no, place_no, at, valid_until)
                select gen_random_uuid(), contact_no, member_no, 'IN_PERSON', 'PASSED', staff_no, place_no, clock_timestamp(), clock_timestamp() + interval '59 minutes'
                from madoguchi.contact where contact_no = ?""", counter.contact().value());
        scene.givePassword(staff);
        served.put(member.memberNo().value(), staff);
        sights.add(new Sight("/contacts/" + counter.contact().value(), staff.signInName()));
    }

    private void doors() throws IOException {
        for (var line : Files.readAllLines(Path.of("docs/permissions.md"))) {
            if (line.startsWith("| `/")) {
                sights(line);
            }
        }
    }

    private Page signedIn(BrowserContext context, String name) {
        context.onRequest(request -> {
            if (!request.url().startsWith(url) && !request.url().startsWith("data:")
                    || request.url().endsWith("/x")) {
                events.add("request for " + request.url());
            }
        });
        var page = context.newPage();
        page.setViewportSize(1440, 2400);
        page.onDialog(dialog -> {
            events.add("dialog " + dialog.message() + " at " + page.url());
            dialog.dismiss();
        });
        if (!name.equals("nobody")) {
            ServiceJourney.enter(page, url, name);
        }
        return page;
    }

    /** By each role that may, once; a member by those before whom they stand. */
    private void sights(String line) {
        var cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
        var view = cells.get(1).replace("`", "");
        if (view.startsWith("/members/:memberNo")) {
            served.forEach((no, staff) -> sights.add(new Sight("/members/" + no, staff.signInName())));
            return;
        }
        if (view.equals("/locked")) {
            return;
        }
        for (var role = 0; role < ROLES.size(); role++) {
            if (cells.get(2 + role).equals("Y")) {
                sights.add(new Sight(address(view), ROLES.get(role)));
                if (!view.equals("/")) {
                    break;
                }
            }
        }
    }

    private String address(String view) {
        return view.replace("/audit/looks/:memberNo?", "/audit/looks/" + MEMBER)
                .replace(
                        ":contactNo",
                        one("select contact_no from madoguchi.contact where closing_note is not null limit 1"))
                .replace(
                        "approvals/:ref?",
                        "approvals/" + one("select ref from madoguchi.approval where decision is null limit 1"))
                .replace("notices/:ref", "notices/" + one("select ref from madoguchi.notice order by ref limit 1"))
                .replace("edit/:ref", "edit/" + one("select ref from madoguchi.notice order by ref limit 1"))
                .replace(":decision", one("select ref from madoguchi.limit_decision where note is not null limit 1"))
                .replace(
                        "limit/reviews/:item",
                        "limit/reviews/"
                                + one("select ref from madoguchi.periodic_review where note is not null limit 1"))
                .replace(
                        "case/:item",
                        "case/"
                                + one(
                                        "select ref from madoguchi.limit_request where declared_employer is not null order by ended_at nulls first limit 1"))
                .replace(
                        ":sending",
                        one("select sending_ref from madoguchi.income_certificate where state = 'WAITING' limit 1"))
                .replaceAll(":number\\(.*\\)", one("select min(staff_no) from madoguchi.staff"))
                .replaceAll(":token\\(.*\\)", "A".repeat(32))
                .replaceAll("/:\\w+\\?", "");
    }

    private String one(String sql) {
        var row = superuser.fetchOne(sql);
        return row == null ? UUID.randomUUID().toString() : row.get(0, String.class);
    }

    // What is looked at -----------------------------------------------------------------------------------------------

    private void run(int rounds) {
        detectionDetects();
        everywhere((where, parts) -> harmless.addAll(parts.tags()));
        tally.progress("views and tabs, with harmless texts: " + views + ", tags: " + harmless.size());
        columns = new HostileColumns(superuser);
        tally.progress("columns of text that a rule of the database keeps from markup: " + columns.bounded()
                + "; that can hold it: " + columns.names().size());
        marks();
        var texts = HostileMarkup.all();
        tally.that(texts.size() >= 300, texts.size() + " hostile texts");
        for (var round = 0; round < rounds; round++) {
            for (var i = 0; i < columns.names().size(); i++) {
                columns.fill(columns.names().get(i), texts, i * 7 + round * texts.size() / rounds);
            }
            var read = new TreeSet<String>();
            everywhere((where, parts) -> {
                onlyText(where, parts);
                texts.stream()
                        .filter(text -> parts.texts().stream().anyMatch(t -> t.contains(text)))
                        .forEach(read::add);
            });
            tally.progress(
                    "round " + (round + 1) + ": " + read.size() + " of the hostile texts were read word for word");
        }
        tally.that(events.isEmpty(), "no script ran and nothing was asked for elsewhere: " + events);
    }

    /** The same means find the same marks when somebody does let them in: on a page of the console, by the hand of the check. */
    private void detectionDetects() {
        try (var context = newContext()) {
            detects(signedIn(context, "auditor"));
        }
        events.clear();
    }

    private void detects(Page page) {
        page.navigate(url + "/account");
        page.locator("h1").first().waitFor();
        page.evaluate(
                "text => { const e = document.createElement('div'); document.body.append(e); e.innerHTML = text; }",
                mark(999));
        page.waitForCondition(() -> events.stream().anyMatch(event -> event.startsWith("dialog")));
        var parts = parts(page);
        tally.that(parts.tags().contains("xss-c999"), "an element that came into being is found");
        tally.that(parts.bad().stream().anyMatch(bad -> bad.contains("onerror")), "its handler is found");
        tally.that(events.stream().anyMatch(event -> event.startsWith("dialog c999")), "the script that ran is found");
        tally.that(events.stream().anyMatch(event -> event.startsWith("request for ")), "its request is found");
    }

    private static String mark(int number) {
        return "\"><img src=/x onerror=alert('c%03d')><xss-c%03d></xss-c%03d>".formatted(number, number, number);
    }

    private static String shortMark(int number) {
        return "<xss-c%03d>".formatted(number);
    }

    /** Each column by a mark of its own. */
    private void marks() {
        var names = columns.names();
        for (var i = 0; i < names.size(); i++) {
            var text = columns.holds(names.get(i), mark(i)) ? mark(i) : shortMark(i);
            var refused = columns.fill(names.get(i), List.of(text), 0);
            if (!refused.isEmpty()) {
                tally.progress(names.get(i) + " takes it in no row: " + refused);
            }
        }
        Look look = (where, parts) -> {
            // What comes up by a click has elements that the pages alone do not have.
            tally.that(
                    parts.tags().stream().noneMatch(tag -> tag.startsWith("xss-"))
                            && parts.bad().isEmpty(),
                    where + ": elements of a mark: " + parts);
            for (var i = 0; i < names.size(); i++) {
                var bare = "xss-c%03d".formatted(i);
                for (var text : parts.texts()) {
                    if (text.contains(bare)) {
                        seen.computeIfAbsent(names.get(i), name -> new TreeSet<>())
                                .add(where);
                        tally.that(
                                text.contains("<" + bare + ">"),
                                names.get(i) + " is shown as written at " + where + ": " + text);
                    }
                }
            }
        };
        everywhere(look);
        // Afterwards: a click may end what is at hand, a check of the person among it.
        clicking = true;
        everywhere(look);
        clicking = false;
        tally.progress("views, tabs and what came up by a click: " + views + "; not to be clicked: " + unclicked);
        tally.that(events.isEmpty(), "no script of a mark ran: " + events);
        events.clear();
        tally.progress("columns seen on screens: " + seen.size() + " of " + names.size() + "; without a row: "
                + columns.empty());
        tally.progress("not seen: "
                + names.stream()
                        .filter(name ->
                                !seen.containsKey(name) && !columns.empty().contains(name))
                        .toList());
    }

    private void onlyText(String where, Parts parts) {
        var born = new TreeSet<>(parts.tags());
        born.removeAll(harmless);
        born.removeIf(tag -> tag.startsWith("vaadin-"));
        tally.that(born.isEmpty(), where + ": elements that harmless texts do not make: " + born);
        tally.that(parts.bad().isEmpty(), where + ": handlers and addresses: " + parts.bad());
    }

    private record Parts(List<String> texts, Set<String> tags, List<String> bad) {}

    private interface Look {
        void at(String where, Parts parts);
    }

    private int views;
    private int unclicked;
    private boolean clicking;

    private void everywhere(Look look) {
        views = 0;
        for (var name : sights.stream().map(Sight::name).distinct().toList()) {
            try (var context = newContext()) {
                var page = signedIn(context, name);
                sights.stream().filter(sight -> sight.name().equals(name)).forEach(sight -> visit(page, sight, look));
            } catch (PlaywrightException broken) {
                tally.that(
                        false,
                        name + " gets in: "
                                + broken.getMessage().lines().findFirst().orElse(""));
            }
        }
    }

    private void clicks(Page page, Sight sight, Look look) {
        var words = new LinkedHashSet<String>();
        for (var i = 0; i < CLICKS; i++) {
            var all = page.locator(CLICKABLE).all();
            if (i >= all.size()) {
                return;
            }
            var target = all.get(i);
            var name = clicked(target);
            if (!target.isVisible() || NOT_CLICKED.matcher(name).find() || !words.add(name)) {
                continue;
            }
            try {
                target.click(new Locator.ClickOptions().setTimeout(CLICK_MILLIS));
                ServiceJourney.awaitAnswer(page);
                look.at(sight.path() + " by " + sight.name() + ", " + name, parts(page));
                views++;
            } catch (PlaywrightException covered) {
                unclicked++;
            }
            page.navigate(url + sight.path());
            settle(page);
        }
    }

    /** Of the same kind are those of the same words; names in them are told by the marks alone. */
    private static String clicked(Locator target) {
        return target.evaluate(
                        "e => e.tagName.toLowerCase() + ' ' + (e.textContent || e.label || e.ariaLabel || '').trim()")
                .toString();
    }

    private void visit(Page page, Sight sight, Look look) {
        var where = sight.path() + " by " + sight.name();
        try {
            page.navigate(url + sight.path());
            settle(page);
            tally.that(!page.locator(".error-page .muted").isVisible(), where + " is shown");
            look.at(where, parts(page));
            views++;
            if (clicking) {
                clicks(page, sight, look);
            }
            ServiceJourney.eachTab(page, tab -> {
                look.at(where + " " + tab, parts(page));
                views++;
                if (clicking) {
                    clicks(page, new Sight(page.url().substring(url.length()), sight.name()), look);
                }
            });
        } catch (PlaywrightException broken) {
            tally.that(false, where + ": " + broken.getMessage());
        }
    }

    private BrowserContext newContext() {
        return browser.newContext(
                new Browser.NewContextOptions().setLocale("ja-JP").setTimezoneId("Asia/Tokyo"));
    }

    private static void settle(Page page) {
        page.locator("h1, vaadin-login-form").first().waitFor();
        ServiceJourney.awaitAnswer(page);
    }

    @SuppressWarnings("unchecked")
    private static Parts parts(Page page) {
        var found = (Map<String, List<String>>) page.evaluate(LOOK);
        return new Parts(found.get("texts"), new TreeSet<>(found.get("tags")), found.get("bad"));
    }
}
