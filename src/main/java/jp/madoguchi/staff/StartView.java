package jp.madoguchi.staff;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.util.Optional;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ProductName;
import jp.madoguchi.ui.Work;

/** Behind the link that two administrators agreed to: the person gives themselves a password, then signs in. */
@Route(value = "start/:token([A-Z2-7]{32})", autoLayout = false)
@AnonymousAllowed
class StartView extends Main implements BeforeEnterObserver, HasDynamicTitle {

    private final StaffStart start;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Div body = new Div();
    final PasswordField password = new PasswordField(t("staff.start.password"));
    final PasswordField again = new PasswordField(t("staff.start.again"));
    final Button give = new Button(t("staff.start.give"), click -> give());
    private String token = "";

    StartView(StaffStart start, Work work) {
        this.start = start;
        this.work = work;
        addClassName("sign-in");
        var title = new H1(t("staff.start.title"));
        title.addClassName("sign-in-title");
        body.addClassName("stack");
        for (var field : new PasswordField[] {password, again}) {
            field.setWidthFull();
            field.getElement().setAttribute("autocomplete", "new-password");
        }
        give.addThemeVariants(ButtonVariant.PRIMARY);
        give.addClickShortcut(Key.ENTER).listenOn(body);
        var card = new Div(new ProductName(), title, body, messages);
        card.addClassName("sign-in-card");
        add(card);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        token = event.getRouteParameters().get("token").orElse("");
        work.read(messages, () -> start.whose(token), this::show);
    }

    private void show(Optional<Account> account) {
        body.removeAll();
        if (account.isEmpty()) {
            body.add(new Paragraph(t("refused.STAFF-012")), new Paragraph(t("refused.STAFF-012.next")));
            return;
        }
        var help = new Paragraph(t("staff.start.help", PasswordStrength.SHORTEST));
        help.addClassName("muted");
        body.add(
                new Paragraph(
                        t("staff.start.who", account.get().name(), account.get().signInName())),
                password,
                again,
                help,
                give);
        password.getElement().executeJs("setTimeout(() => this.focus())");
    }

    private void give() {
        if (!password.getValue().equals(again.getValue())) {
            again.setInvalid(true);
            again.setErrorMessage(t("staff.start.differs"));
            return;
        }
        var chosen = password.getValue();
        work.read(
                messages,
                () -> start.begin(token, chosen),
                name -> UI.getCurrent().getPage().setLocation("sign-in?begin"));
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("staff.start.title"));
    }
}
