package jp.madoguchi.staff;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.util.List;
import java.util.Locale;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.operation.FreshFactor;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ProductName;
import jp.madoguchi.ui.Work;

/** The door. Says why somebody stands before it again, and never why they were not let in. */
@Route(value = SignInView.PATH, autoLayout = false)
@AnonymousAllowed
class SignInView extends Main implements BeforeEnterObserver, HasDynamicTitle {

    static final String PATH = "sign-in";

    /** What the address may say; the key of its text. */
    private static final List<String> NOTES =
            List.of("unavailable", "timeout", "closed", "newer", "ended", "late", "begin", "out");

    final LoginForm form = new LoginForm();
    final Div note = new Div();

    SignInView(FreshFactor factor, Passkeys passkeys, SignIn signIn, CurrentSession session, Work work) {
        addClassName("sign-in");
        note.addClassName("sign-in-note");
        note.getElement().setAttribute("role", "status");
        note.setVisible(false);
        form.setAction("sign-in");
        form.setForgotPasswordButtonVisible(false);
        form.setI18n(texts());
        var help = new Paragraph(t("staff.sign-in.help"));
        help.addClassName("muted");
        var card = new Div(new ProductName(), note, form, help, languages());
        if (passkeys.offered()) {
            var messages = new MessagePanel();
            var panel = new EnterPanel(signIn, session, work, messages);
            var passkey = PasskeyButton.use(
                    "staff.passkey.sign-in",
                    work,
                    messages,
                    passkeys::toSignIn,
                    (ask, answer) -> work.read(messages, () -> passkeys.signIn(ask, answer, browser()), panel::enter));
            card.addComponentAtIndex(card.getComponentCount() - 2, passkey);
            card.addComponentAtIndex(card.getComponentCount() - 2, messages);
            card.addComponentAtIndex(card.getComponentCount() - 2, panel);
        }
        if (!factor.inUse()) {
            var demo = new Paragraph(t("staff.sign-in.demo-without-factor"));
            demo.addClassNames("sign-in-note", "sign-in-demo");
            card.addComponentAtIndex(1, demo);
        }
        card.addClassName("sign-in-card");
        add(card);
    }

    /** Where a session that ended for this reason leads. */
    static String address(SessionEnd reason) {
        return switch (reason) {
            case IDLE, TOO_LONG -> "sign-in?timeout";
            case ACCOUNT_CLOSED -> "sign-in?closed";
            case NEWER -> "sign-in?newer";
            case ENDED -> "sign-in?ended";
            case SIGNED_OUT, REPLACED -> "sign-in?out";
        };
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (CurrentStaff.find().isPresent()) {
            event.forwardTo("");
            return;
        }
        var said = event.getLocation().getQueryParameters();
        form.setError(said.getParameters().containsKey("error"));
        NOTES.stream().filter(said.getParameters()::containsKey).findFirst().ifPresent(reason -> {
            note.setText(t("staff.sign-in.note." + reason));
            note.setVisible(true);
        });
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("staff.sign-in.title"));
    }

    /** Network address of the browser. */
    private static String browser() {
        var address = VaadinServletRequest.getCurrent().getRemoteAddr();
        return address == null ? "unknown" : address;
    }

    private static LoginI18n texts() {
        var texts = LoginI18n.createDefault();
        var form = texts.getForm();
        form.setTitle(t("staff.sign-in.title"));
        form.setUsername(t("staff.sign-in.name"));
        form.setPassword(t("staff.sign-in.password"));
        form.setSubmit(t("staff.sign-in.submit"));
        texts.setForm(form);
        var error = texts.getErrorMessage();
        error.setTitle(t("staff.sign-in.refused"));
        error.setMessage(t("staff.sign-in.refused.next"));
        error.setUsername(t("staff.sign-in.name.missing"));
        error.setPassword(t("staff.sign-in.password.missing"));
        texts.setErrorMessage(error);
        return texts;
    }

    private static Div languages() {
        var languages = new Div(language("日本語", Locale.JAPANESE), new Span("/"), language("English", Locale.ENGLISH));
        languages.addClassName("sign-in-languages");
        return languages;
    }

    private static Button language(String name, Locale locale) {
        var button = new Button(name, click -> {
            VaadinSession.getCurrent().setLocale(locale);
            UI.getCurrent().getPage().reload();
        });
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        button.getElement().setAttribute("lang", locale.getLanguage());
        if (locale.getLanguage().equals(UI.getCurrent().getLocale().getLanguage())) {
            button.getElement().setAttribute("aria-current", "true");
        }
        return button;
    }
}
