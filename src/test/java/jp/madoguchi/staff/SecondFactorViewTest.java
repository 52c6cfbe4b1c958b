package jp.madoguchi.staff;

import static jp.madoguchi.db.madoguchi.Tables.STAFF_AUTHENTICATOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.operation.FreshFactor;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

class SecondFactorViewTest extends ConsoleTest {

    @Autowired
    private SecondFactors factors;

    @Autowired
    private FactorKey key;

    @Autowired
    private FreshFactor fresh;

    @Autowired
    private Work work;

    @Autowired
    private Sessions sessions;

    @Autowired
    private LockScreens locks;

    private StaffMember clerk;

    @BeforeEach
    void employ() {
        var scene = scene();
        clerk = scene.staff(scene.store(), Role.CLERK);
    }

    @Test
    void the_first_time_an_app_is_joined_and_the_recovery_codes_are_shown_once() {
        var view = afterPassword();
        var panel = $(EnrolmentPanel.class).single();
        assertThat($(QrCode.class).single().getSrc()).startsWith("data:image/svg+xml;base64,");
        test(panel.code).setValue("123");
        test(panel.join).click();
        assertThat(words(view)).contains("コードを確認できませんでした。");
        test(panel.code).setValue(code(0));
        test(panel.join).click();
        assertThat(words(view)).contains("今回だけ表示します");
        assertThat(factors.has(clerk.staffNo())).isTrue();
    }

    @Test
    void beneath_a_locked_screen_no_message_is_taken_until_it_is_opened() {
        Scene.signIn(clerk);
        var beneath = new Button();
        UI.getCurrent().add(beneath, locks.create());
        for (var locked : List.of(true, false)) {
            ScreenBus.of(UI.getCurrent()).fire(new ScreenLocked(locked));
            roundTrip();
            assertThat(beneath.getElement().getNode().isInert()).isEqualTo(locked);
            assertThat($(UnlockForm.class).all())
                    .hasSize(locked ? 1 : 0)
                    .noneMatch(form -> form.open.getElement().getNode().isInert());
        }
    }

    /** Relative to the console's address, as the page is left for it: an empty one would lead nowhere. */
    @ParameterizedTest
    @CsvSource({"/, .", "/?tab=1, .?tab=1", "/members, members", "/audit/trail?contact=7, audit/trail?contact=7"})
    void the_page_that_was_asked_for_is_found_again_after_the_second_factor(String asked, String target)
            throws Exception {
        afterPassword();
        var request = new MockHttpServletRequest("GET", asked.replaceFirst("[?].*", ""));
        request.setQueryString(asked.contains("?") ? asked.substring(asked.indexOf('?') + 1) : null);
        request.addHeader("Accept", "text/html");
        var response = new MockHttpServletResponse();

        new AccountGate(sessions).doFilter(request, response, new MockFilterChain());

        assertThat(response.getRedirectedUrl()).isEqualTo("/second-factor");
        assertThat(request.getSession().getAttribute(AccountGate.TARGET)).isEqualTo(target);
    }

    @Test
    void who_owes_the_second_factor_gets_no_further() {
        afterPassword();
        for (var page : List.of("", "members", "account", "locked")) {
            UI.getCurrent().navigate(page);
            assertThat(getCurrentView()).as(page).isInstanceOf(SecondFactorView.class);
        }
    }

    @Test
    void a_wrong_code_is_told_and_empties_the_field() {
        factors.begin(clerk.staffNo(), clerk.signInName());
        var used = code(0);
        factors.confirm(clerk.staffNo(), used);
        var view = afterPassword();
        test(view.code).setValue(used);
        test(view.check).click();
        assertThat(words(view)).contains("一度使ったコードは使えません");
        assertThat(view.code.getValue()).isEmpty();
    }

    @Test
    void where_the_factor_must_be_fresh_one_dialog_asks_for_it_and_the_same_click_goes_on() {
        factors.begin(clerk.staffNo(), clerk.signInName());
        factors.confirm(clerk.staffNo(), code(0));
        Scene.signIn(clerk, Instant.now().minus(Duration.ofHours(1)));
        navigate(AccountView.class);
        var panel = new MessagePanel();
        var tries = new AtomicInteger();
        var done = new AtomicInteger();
        work.read(
                panel,
                () -> {
                    if (tries.incrementAndGet() == 1) {
                        fresh.require();
                    }
                    return tries;
                },
                then -> done.incrementAndGet());
        var dialog = $(FactorDialogs.FactorDialog.class).single();
        test(dialog.code).setValue("000");
        dialogButton("確認して続ける").click();
        assertThat(words(dialog)).contains("コードを確認できませんでした。");
        assertThat(done).hasValue(0);
        test(dialog.code).setValue(code(1));
        dialogButton("確認して続ける").click();
        assertThat(done).hasValue(1);
        assertThat($(Dialog.class).all()).isEmpty();
    }

    private SecondFactorView afterPassword() {
        var given = new PasswordGiven(clerk.staffNo(), clerk.signInName(), clerk.name(), Instant.now(), "192.0.2.1");
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        given,
                        null,
                        // The simulated browser asks for each right with Spring's old prefix.
                        AuthorityUtils.createAuthorityList(
                                PasswordGiven.FACTOR_NEEDED, "ROLE_" + PasswordGiven.FACTOR_NEEDED)));
        return navigate(SecondFactorView.class);
    }

    private String code(int stepsFromNow) {
        var sealed = console.select(STAFF_AUTHENTICATOR.SEALED)
                .from(STAFF_AUTHENTICATOR)
                .where(STAFF_AUTHENTICATOR.STAFF_NO.eq(clerk.staffNo()))
                .orderBy(STAFF_AUTHENTICATOR.ID.desc())
                .limit(1)
                .fetchSingle()
                .value1();
        return Totp.code(key.open(sealed, clerk.staffNo()), Totp.step(Instant.now()) + stepsFromNow);
    }
}
