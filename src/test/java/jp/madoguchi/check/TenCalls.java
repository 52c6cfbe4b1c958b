package jp.madoguchi.check;

import static jp.madoguchi.ServiceJourney.button;
import static jp.madoguchi.ServiceJourney.dialog;
import static jp.madoguchi.ServiceJourney.named;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.atomic.DoubleAdder;
import jp.madoguchi.Hands;
import jp.madoguchi.HeadlessBrowser;
import jp.madoguchi.PhoneDesk;
import jp.madoguchi.RunningConsole;
import jp.madoguchi.Scene;
import jp.madoguchi.ServiceJourney;
import jp.madoguchi.core.Role;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Ten calls at the packed console at a human's pace, each from opening the contact until the sentence to say is on the
 * screen, under a minute; then the commonest one by keyboard alone. What is spoken meanwhile is not in the time.
 */
final class TenCalls {

    /** Four keys a second. */
    private static final int KEY = 250;

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int STROKES = 45;
    private static final int SCREENS = 6;
    private static final int ANSWERS = 3000;

    private final Tally tally = new Tally();
    private final Browser browser;
    private final String url;
    private final Scene scene;
    private final Hindrances hindrances;

    private TenCalls(Browser browser, String url, Scene scene) {
        this.browser = browser;
        this.url = url;
        this.scene = scene;
        this.hindrances = new Hindrances(scene);
    }

    /** One agent with one caller. */
    private record Desk(Page page, Hands hands, PhoneDesk phone) {}

    /** @return what is said at the end */
    private interface Call {
        String serve(Desk desk, Scene.Member member);
    }

    public static void main(String[] args) throws IOException, SQLException {
        var data = Files.createTempDirectory(Path.of("target"), "calls-");
        try (var console = RunningConsole.start(data, false, "--madoguchi.demo.members=300");
                var browser = HeadlessBrowser.launch();
                var superuser = console.connect("postgres");
                var memberSite = console.connect("member_site")) {
            var scene =
                    new Scene(DSL.using(superuser, SQLDialect.POSTGRES), DSL.using(memberSite, SQLDialect.POSTGRES));
            var calls = new TenCalls(browser, console.url(), scene);
            calls.tally.prove("a first call", calls::warmUp);
            calls.tally.prove("the commonest call by keyboard alone", calls::byKeyboard);
            calls.all();
            calls.tally.end();
        }
    }

    /** A console that has just started loads its classes in the first call. */
    private void warmUp() {
        explained("入力誤り", null).serve(desk(0), member("wrong", "ジュンビ"));
    }

    private void all() {
        call("wrong password", "wrong", "ミユキ", explained("入力誤り", "nikaidou miyuki"));
        call("locked", "locked", "サキ", explained("ロック中", null));
        call("maintenance", "maintenance", "サキ", toAnybody("定期メンテナンス中"));
        call("outage", "outage", "サキ", toAnybody("システム障害"));
        call("own line", "fine", "ケンジ", explained("会員側の通信環境", "nikaidou kenji"));
        call("cancelled by the lender", "cancelled_by_lender", "サキ", explained("契約終了", null));
        call("dormant", "dormant", "アキラ", explained("休眠", "nikaidou akira"));
        call("limit 0, login works", "limit_0", "サキ", explained("借入停止", null));
        call("unknown ID, nobody found", "fine", "サキ", TenCalls::unknownId);
        call("lost card", "fine", "マサミ", TenCalls::lostCard);
    }

    private void call(String name, String hindrance, String given, Call call) {
        var member = member(hindrance, given);
        var desk = desk(KEY);
        try {
            var begun = System.nanoTime();
            var said = call.serve(desk, member);
            var took = Duration.ofNanos(System.nanoTime() - begun);
            tally.progress("%4.1f s, %2d clicks, %2d keys besides %2d of text: %s: %s"
                    .formatted(
                            took.toMillis() / 1000.0,
                            desk.hands().clicks(),
                            desk.hands().strokes(),
                            desk.hands().typed(),
                            name,
                            said));
            tally.that(took.compareTo(LIMIT) < 0, name + ": " + took.toSeconds() + " s");
        } catch (RuntimeException | AssertionError broken) {
            desk.page().screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", "call.png")));
            tally.that(false, name + ": " + broken);
        } finally {
            desk.page().context().close();
            hindrances.liftOfService();
        }
    }

    /** @param spoken the name as it sounds; null where the caller tells the number */
    private static Call explained(String sentence, @Nullable String spoken) {
        return (desk, member) -> {
            desk.phone().open();
            desk.phone().find(member, spoken == null ? member.memberNo().value() : spoken);
            desk.phone().check(member);
            return desk.phone().hear(sentence);
        };
    }

    private static Call toAnybody(String sentence) {
        return (desk, member) -> {
            desk.phone().open();
            desk.phone().find(member, member.memberNo().value());
            return desk.phone().hear(sentence);
        };
    }

    private static String unknownId(Desk desk, Scene.Member member) {
        var page = desk.page();
        desk.phone().open();
        desk.hands()
                .click(page.getByRole(
                        AriaRole.LINK, new Page.GetByRoleOptions().setName("診断").setExact(true)));
        desk.hands().click(page.getByLabel("カード番号またはWeb-ID"));
        desk.hands().type("Nobody2026");
        desk.hands().press("Enter");
        page.getByText("該当のないID").waitFor();
        return desk.phone().hear("はじめに");
    }

    private static String lostCard(Desk desk, Scene.Member member) {
        desk.phone().open();
        desk.phone().find(member, "nikaidou masami");
        desk.hands().click(button(desk.page(), "カードを止める"));
        desk.hands().click(dialog(desk.page()).getByRole(AriaRole.BUTTON, named("紛失で停止")));
        return dialog(desk.page()).locator(".say").textContent();
    }

    private void byKeyboard() {
        var member = member("wrong", "サキ");
        var desk = desk(KEY);
        var answers = new DoubleAdder();
        desk.page().onRequestFinished(request -> {
            if (request.url().contains("v-r=uidl")) {
                var timing = request.timing();
                answers.add(timing.responseEnd - timing.requestStart);
            }
        });
        desk.phone().openByKeyboard();
        desk.phone().findByKeyboard(member, member.memberNo().value());
        desk.phone().checkByKeyboard(member);
        desk.phone().hear("入力誤り");
        scene.attempt(member, true);
        desk.phone().closeByKeyboard();
        var hands = desk.hands();
        tally.progress("by keyboard alone: %d keys besides %d of text, screens %s, all answers %.0f ms"
                .formatted(hands.strokes(), hands.typed(), hands.screens(), answers.sum()));
        tally.that(hands.clicks() == 0, "no click");
        tally.that(hands.strokes() <= STROKES, hands.strokes() + " keys besides text");
        tally.that(hands.screens().size() <= SCREENS, hands.screens().size() + " screens");
        tally.that(answers.sum() <= ANSWERS, "all answers together %.0f ms".formatted(answers.sum()));
    }

    private Scene.Member member(String hindrance, String given) {
        var member = scene.member("二階堂", "紗希", "ニカイドウ", given, LocalDate.of(1985, 4, 1));
        hindrances.befall(member, hindrance);
        return member;
    }

    private Desk desk(int key) {
        var page = browser.newPage(new Browser.NewPageOptions()
                .setBaseURL(url)
                .setLocale("ja-JP")
                .setTimezoneId("Asia/Tokyo")
                .setViewportSize(1440, 900));
        page.setDefaultTimeout(15_000);
        ServiceJourney.signIn(page, scene.staff(scene.callCenter(), Role.AGENT), scene);
        button(page, "応対開始").first().waitFor();
        var hands = new Hands(page, key);
        return new Desk(page, hands, new PhoneDesk(page, hands, scene));
    }
}
