package jp.madoguchi;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;
import jp.madoguchi.core.StaffMember;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A journey with people of its own: members who try to log in, staff at places who sign in and serve them. */
public abstract class ServiceJourney extends Journey {

    protected static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("yyyyMMdd");
    private static final String DEMO_PASSWORD = "madoguchi-demo-2026";

    protected Scene scene;
    private Connection superuser;
    private Connection memberSite;

    @BeforeEach
    void set_the_scene() throws SQLException {
        superuser = console().connect("postgres");
        memberSite = console().connect("member_site");
        scene = new Scene(DSL.using(superuser, SQLDialect.POSTGRES), DSL.using(memberSite, SQLDialect.POSTGRES));
    }

    @AfterEach
    void hang_up() throws SQLException {
        superuser.close();
        memberSite.close();
    }

    protected final void signIn(Page person, StaffMember staff) {
        signIn(person, staff, scene);
    }

    /** As somebody who has chosen how the console looks. */
    protected final void signIn(Page person, StaffMember staff, ColorScheme theme) {
        scene.superuser()
                .execute(
                        "update madoguchi.staff set theme = ? where staff_no = ?",
                        theme.name(),
                        staff.staffNo().value());
        signIn(person, staff);
    }

    /** Gives the person a password and signs in with it. */
    public static void signIn(Page person, StaffMember staff, Scene scene) {
        scene.givePassword(staff);
        enter(person, "", staff.signInName());
    }

    /** As one of the demo's staff, at the console of this address; empty where the browser knows it. */
    public static void enter(Page person, String url, String name) {
        person.navigate(url + "/sign-in");
        person.locator("input[name=username]").fill(name);
        person.locator("input[name=password]").fill(DEMO_PASSWORD);
        person.keyboard().press("Enter");
        person.waitForURL(at -> !at.contains("sign-in"));
    }

    /** Opens a contact of the channel with nobody yet. */
    public static void openContact(Page person, String channel) {
        button(person, "応対開始").first().click();
        dialog(person)
                .getByLabel(channel, new Locator.GetByLabelOptions().setExact(true))
                .check();
        dialog(person).getByRole(AriaRole.BUTTON, named("応対開始")).click();
        button(person, "応対終了").waitFor();
    }

    /**
     * Opens a contact at a counter with the member and records that the driving licence is in order.
     *
     * @param address of the member page, as the person's browser asks for it
     */
    public static void serveChecked(Page person, String address, Scene.Member member) {
        beginCheck(person, address, member);
        recordCheck(person);
    }

    /** The same up to the check that is filled in and not recorded yet. */
    public static void beginCheck(Page person, String address, Scene.Member member) {
        openContact(person, "店舗");
        person.navigate(address);
        button(person, "この会員の応対にする").click();
        button(person, "本人確認をする").click();
        fillLicence(person, member);
    }

    public static void recordCheck(Page person) {
        dialog(person).getByRole(AriaRole.BUTTON, named("本人確認を記録")).click();
        awaitClosed(person);
    }

    /** Until the dialog is gone. */
    public static void awaitClosed(Page person) {
        dialog(person).waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }

    /** Until the console has answered all that was asked. */
    public static void awaitAnswer(Page person) {
        person.waitForFunction("() => !document.querySelector('vaadin-connection-indicator[loading]')");
    }

    /** Opens the tabs of a member page one after the other. @param look at each, by its name */
    public static void eachTab(Page person, Consumer<String> look) {
        for (var tab : person.locator(".member-tab").all()) {
            var name = tab.textContent();
            tab.click();
            person.waitForFunction(
                    "name => document.querySelector('.member-tab[aria-current]')?.textContent === name", name);
            awaitAnswer(person);
            look.accept(name);
        }
    }

    /** Opens the form for a higher limit and fills it in: 400,000 yen. */
    protected static void fillLimitRequest(Page person, String income) {
        button(person, "増額・利用再開").click();
        var dialog = dialog(person);
        dialog.getByLabel("希望額(円)").fill("400000");
        dialog.getByLabel("申告年収(円)").fill(income);
        dialog.getByLabel("申告勤務先").fill("試験商事");
        dialog.getByLabel("住所・電話・メール・勤務先に変更がないことを本人に確認した").check();
    }

    /** Fills in what the person's driving licence says. */
    public static void fillLicence(Page person, Scene.Member member) {
        fillLicence(person, member, DIGITS.format(member.birthDate()));
    }

    /** The same with another date of birth, as digits. */
    protected static void fillLicence(Page person, Scene.Member member, String birthDate) {
        var dialog = dialog(person);
        dialog.getByLabel("本人確認書類").first().click();
        person.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("運転免許証"))
                .click();
        dialog.getByLabel("発行者").fill("東京都公安委員会");
        dialog.getByLabel("発行者").press("Enter");
        dialog.getByLabel("有効期限").fill("R30.4.14");
        dialog.getByLabel("番号の下4桁").fill("1234");
        dialog.getByLabel("書類の生年月日").fill(birthDate);
        dialog.getByLabel("書類の住所").fill(member.address());
        for (var question : new String[] {"氏名は", "写真は"}) {
            dialog.getByRole(AriaRole.RADIOGROUP, named(question).setExact(false))
                    .getByLabel("一致", new Locator.GetByLabelOptions().setExact(true))
                    .check();
        }
    }

    public static Locator button(Page person, String name) {
        return person.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    public static Locator dialog(Page person) {
        return person.locator("vaadin-dialog[opened]");
    }

    public static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }

    protected static LocatorAssertions.IsVisibleOptions within(double milliseconds) {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(milliseconds);
    }
}
