package jp.madoguchi.staff;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ProductName;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** The second door: the code of the app, or joining one the first time; and, before anybody is in, which older session ends. */
@Route(value = SecondFactorView.PATH, autoLayout = false)
@RolesAllowed(PasswordGiven.FACTOR_NEEDED)
class SecondFactorView extends Main implements BeforeEnterObserver, HasDynamicTitle {

    static final String PATH = "second-factor";

    private final SecondFactors factors;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Div body = new Div();
    final CodeField code = new CodeField(t("staff.factor.code"));
    final Button check = new Button(t("staff.factor.check"), click -> check());
    private final EnterPanel panel;
    final Button leave;
    private @Nullable PasswordGiven given;

    SecondFactorView(SecondFactors factors, SignIn signIn, CurrentSession session, Work work) {
        this.factors = factors;
        this.work = work;
        panel = new EnterPanel(signIn, session, work, messages);
        leave = new Button(t("staff.factor.leave"), click -> panel.leave("sign-in"));
        addClassName("sign-in");
        var title = new H1(t("staff.factor.title"));
        title.addClassName("sign-in-title");
        body.addClassName("stack");
        leave.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        check.addThemeVariants(ButtonVariant.PRIMARY);
        var card = new Div(new ProductName(), title, body, messages, leave);
        card.addClassName("sign-in-card");
        add(card);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var who = PasswordGiven.find();
        if (who.isEmpty()) {
            event.forwardTo("");
            return;
        }
        given = who.get();
        work.read(messages, () -> factors.has(who.get().staffNo()), enrolled -> {
            if (enrolled) {
                askForCode();
            } else {
                enrol(who.get());
            }
        });
    }

    private void askForCode() {
        var help = new Paragraph(t("staff.factor.help"));
        help.addClassName("muted");
        check.addClickShortcut(Key.ENTER).listenOn(body);
        show(code, check, help);
        code.focusSoon();
    }

    private void enrol(PasswordGiven who) {
        work.read(
                messages,
                () -> factors.begin(who.staffNo(), who.signInName()),
                enrolment -> show(
                        new Paragraph(t("staff.factor.enrol")),
                        new EnrolmentPanel(
                                enrolment, work, typed -> factors.confirm(who.staffNo(), typed), this::factorGiven)));
    }

    private void check() {
        var who = given();
        work.read(
                messages,
                () -> {
                    factors.verify(who.staffNo(), code.getValue(), SecondFactors.Purpose.SIGN_IN);
                    return who;
                },
                right -> factorGiven());
        code.clear();
        code.focusSoon();
    }

    private void factorGiven() {
        show(panel);
        panel.enter(given());
    }

    private PasswordGiven given() {
        if (given == null) {
            throw new IllegalStateException("nobody gave a password");
        }
        return given;
    }

    private void show(Component... parts) {
        body.removeAll();
        body.add(parts);
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("staff.factor.title"));
    }
}
