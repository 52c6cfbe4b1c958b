package jp.madoguchi.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import jp.madoguchi.HeadlessBrowser;
import jp.madoguchi.RunningConsole;
import jp.madoguchi.Scene;
import jp.madoguchi.ServiceJourney;
import jp.madoguchi.core.Role;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * A clerk has words typed into an open dialog when the database goes: killed, then frozen. The screen says so within 5 s,
 * answers a click within 5 s, keeps the words, and finishes the work by the same click when the database is back, without
 * reloading. Argument: for how many seconds it is away (60).
 */
class DatabaseDown {

    private static final Duration PROMISE = Duration.ofSeconds(5);
    private static final Duration RETURN = Duration.ofSeconds(20);
    private static final String LOST = "データベースに接続できません";
    private static final String BACK = "復旧しました";

    private final Tally tally;
    private final Duration away;
    private final RunningConsole host;
    private final Page page;
    private final DSLContext superuser;
    private final Scene scene;

    public static void main(String[] args) throws Exception {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        var away = Duration.ofSeconds(args.length > 0 ? Integer.parseInt(args[0]) : 60);
        var tally = new Tally();
        var data = Files.createTempDirectory(Path.of("target"), "check-");
        try (var host = RunningConsole.start(data, true, "--madoguchi.demo.members=10");
                var console = RunningConsole.start(
                        data,
                        true,
                        "--spring.datasource.url=" + host.jdbcUrl(),
                        "--spring.datasource.username=console_app");
                var browser = HeadlessBrowser.launch()) {
            var check = new DatabaseDown(tally, away, host, console, browser);
            tally.prove("the database is killed and stays away", check::killed);
            tally.prove("the database is frozen", check::frozen);
        }
        tally.end();
    }

    /** The host keeps the database; the console that is looked at only uses it. */
    private DatabaseDown(Tally tally, Duration away, RunningConsole host, RunningConsole console, Browser browser)
            throws Exception {
        this.tally = tally;
        this.away = away;
        this.host = host;
        this.page = browser.newContext(new Browser.NewContextOptions()
                        .setBaseURL(console.url())
                        .setLocale("ja-JP")
                        .setTimezoneId("Asia/Tokyo")
                        .setViewportSize(1440, 900))
                .newPage();
        this.superuser = DSL.using(host.connect("postgres"));
        this.scene = new Scene(superuser, DSL.using(host.connect("member_site")));
        signIn();
        page.evaluate("window.sameDocument = true");
    }

    private void killed() throws Exception {
        openContact();
        button("メモ").click();
        note().fill("来店。カードを確認した。");
        assertThat(appears(page.getByText("下書き", text()).first(), PROMISE))
                .as("the draft is kept")
                .isTrue();

        // The keeper of the database stands still, so that nobody starts the server again.
        signal("STOP", host.pid());
        host.killDatabase();
        bannerWithinPromise();
        var lost = System.nanoTime();
        note().fill("来店。カードを確認した。免許証の住所が変わっている。");
        answerWithinPromise("保存");
        assertThat(note().inputValue()).isEqualTo("来店。カードを確認した。免許証の住所が変わっている。");
        page.waitForTimeout(Math.max(0, away.minus(since(lost)).toMillis()));
        assertThat(page.getByText(LOST, text()).first().isVisible())
                .as("it still says so")
                .isTrue();
        signal("CONT", host.pid());

        backAgain();
        assertThat(note().inputValue()).isEqualTo("来店。カードを確認した。免許証の住所が変わっている。");
        dialogButton("保存").click();
        assertThat(closes()).as("saved by the same click").isTrue();
        assertThat(DSL.using(host.connect("postgres"))
                        .fetchValue(
                                "select string_agg(text, '|') from madoguchi.contact_note where text like '来店。カード%'"))
                .isEqualTo("来店。カードを確認した。免許証の住所が変わっている。");
        sameDocument();
    }

    private void frozen() throws Exception {
        button("応対終了").click();
        dialog().getByLabel("終了時のメモ", new Locator.GetByLabelOptions().setExact(false))
                .fill("手続きの途中でお帰りになった。");
        choose("区分", 0);
        choose("原因", 0);
        choose("対応結果", 0);
        var words = dialog().locator("textarea");
        assertThat(appears(
                        dialog().getByText("下書き", new Locator.GetByTextOptions().setExact(false))
                                .first(),
                        PROMISE))
                .isTrue();

        var server = server();
        signal("STOP", server);
        bannerWithinPromise();
        var lost = System.nanoTime();
        answerWithinPromise("応対終了");
        words.fill("手続きの途中でお帰りになった。後日来店。");
        answerWithinPromise("応対終了");
        assertThat(words.inputValue()).isEqualTo("手続きの途中でお帰りになった。後日来店。");
        page.waitForTimeout(Math.max(0, away.minus(since(lost)).toMillis()));
        signal("CONT", server);

        backAgain();
        if (dialog().count() > 0) {
            assertThat(words.inputValue()).isEqualTo("手続きの途中でお帰りになった。後日来店。");
            dialogButton("応対終了").click();
            assertThat(closes()).as("closed by the same click").isTrue();
        }
        assertThat(DSL.using(host.connect("postgres"))
                        .fetchValue(
                                "select closing_note from madoguchi.contact where closed_at is not null and closing_note like '手続き%'")
                        .toString())
                .startsWith("手続きの途中でお帰りになった。");
        sameDocument();
    }

    private void bannerWithinPromise() {
        var started = System.nanoTime();
        var said = appears(page.getByText(LOST, text()).first(), PROMISE.multipliedBy(4));
        tally.that(
                said && since(started).compareTo(PROMISE) <= 0,
                "the banner stood after " + since(started).toMillis() + " ms");
        tally.progress("the banner stood after " + since(started).toMillis() + " ms");
    }

    private void answerWithinPromise(String label) {
        var panel = dialog().locator(".message-panel");
        page.evaluate("document.querySelectorAll('.message-panel').forEach(p => p.replaceChildren())");
        var started = System.nanoTime();
        dialogButton(label).click();
        var said = appears(
                panel.getByText("接続が切れました", new Locator.GetByTextOptions().setExact(false)), PROMISE.multipliedBy(6));
        tally.that(
                said && since(started).compareTo(PROMISE) <= 0,
                "the click was answered after " + since(started).toMillis() + " ms");
        tally.progress("the click was answered after " + since(started).toMillis() + " ms");
    }

    private void backAgain() {
        var started = System.nanoTime();
        assertThat(appears(page.getByText(BACK, text()).first(), RETURN))
                .as("it says that the database is back")
                .isTrue();
        tally.progress("back was said after " + since(started).toMillis() + " ms");
        assertThat(gone(page.getByText(LOST, text()).first(), PROMISE)).isTrue();
        assertThat(gone(page.getByText(BACK, text()).first(), RETURN))
                .as("the banner goes")
                .isTrue();
    }

    private void sameDocument() {
        assertThat(page.evaluate("window.sameDocument")).as("never reloaded").isEqualTo(true);
    }

    private void signIn() {
        ServiceJourney.signIn(page, scene.staff(scene.store(), Role.CLERK), scene);
    }

    private void openContact() {
        button("応対開始").first().click();
        dialog().getByLabel("店舗", new Locator.GetByLabelOptions().setExact(true))
                .check();
        dialogButton("応対開始").click();
        assertThat(appears(button("応対終了"), PROMISE)).isTrue();
    }

    private void choose(String label, int index) {
        dialog().getByLabel(label, new Locator.GetByLabelOptions().setExact(false))
                .first()
                .click();
        page.getByRole(AriaRole.OPTION).nth(index).click();
    }

    private Locator note() {
        return dialog().locator("textarea");
    }

    private Locator dialog() {
        return page.locator("vaadin-dialog[opened]");
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator dialogButton(String name) {
        return dialog().getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Page.GetByTextOptions text() {
        return new Page.GetByTextOptions().setExact(false);
    }

    private static boolean appears(Locator what, Duration within) {
        return comes(what, WaitForSelectorState.VISIBLE, within);
    }

    private static boolean gone(Locator what, Duration within) {
        return comes(what, WaitForSelectorState.HIDDEN, within);
    }

    private static boolean comes(Locator what, WaitForSelectorState state, Duration within) {
        try {
            what.waitFor(new Locator.WaitForOptions().setState(state).setTimeout(within.toMillis()));
            return true;
        } catch (TimeoutError late) {
            return false;
        }
    }

    private boolean closes() {
        return comes(dialog(), WaitForSelectorState.DETACHED, PROMISE);
    }

    /** The server and every process of it. */
    private long[] server() throws IOException {
        var postmaster = ProcessHandle.of(host.databaseProcess()).orElseThrow();
        return Stream.concat(Stream.of(postmaster), postmaster.descendants())
                .mapToLong(ProcessHandle::pid)
                .toArray();
    }

    private static void signal(String name, long... processes) throws Exception {
        for (var process : processes) {
            new ProcessBuilder(List.of("kill", "-" + name, Long.toString(process)))
                    .inheritIO()
                    .start()
                    .waitFor();
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
