package jp.madoguchi.staff;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.operation.FreshFactor;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ProductName;
import jp.madoguchi.ui.Work;

/** Opens a locked screen: by the second factor, in a demo without one by the password. */
final class UnlockForm extends Div {

    private final MyFactor factor;
    private final CurrentSession session;
    private final Work work;
    private final Runnable opened;
    private final boolean byPassword;
    private final MessagePanel messages = new MessagePanel();
    final CodeField code = new CodeField(t("staff.factor.code"));
    final PasswordField password = new PasswordField(t("staff.sign-in.password"));
    final Button open = new Button(t("staff.lock.open"), click -> open());

    UnlockForm(
            MyFactor factor,
            FreshFactor inUse,
            CurrentSession session,
            Work work,
            AuthenticationContext authentication,
            Runnable opened) {
        this.factor = factor;
        this.session = session;
        this.work = work;
        this.opened = opened;
        this.byPassword = !inUse.inUse();
        addClassName("sign-in-card");
        var title = new H2(t("staff.lock.title"));
        title.addClassName("sign-in-title");
        var who = new Paragraph(
                t("staff.lock.who", CurrentStaff.find().map(StaffMember::name).orElse("")));
        who.addClassName("muted");
        password.setWidthFull();
        password.getElement().setAttribute("autocomplete", "current-password");
        open.addThemeVariants(ButtonVariant.PRIMARY);
        open.addClickShortcut(Key.ENTER).listenOn(this);
        var out = new Button(t("shell.person.sign-out"), click -> authentication.logout());
        out.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        add(new ProductName(), title, who, field(), messages, open);
        if (factor.hasPasskey()) {
            add(PasskeyButton.prove(factor, SecondFactors.Purpose.UNLOCK, work, messages, this::goOn));
        }
        add(out);
        field().getElement().executeJs("setTimeout(() => this.focus())");
    }

    private Component field() {
        return byPassword ? password : code;
    }

    private void open() {
        var typed = byPassword ? password.getValue() : code.getValue();
        password.clear();
        code.clear();
        work.read(
                messages,
                () -> {
                    factor.prove(typed, SecondFactors.Purpose.UNLOCK);
                    return typed;
                },
                right -> goOn());
    }

    private void goOn() {
        session.factorGiven();
        opened.run();
    }
}
