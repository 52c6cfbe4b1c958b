package jp.madoguchi.login;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextField;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/** The ID that the caller types at home, typed here: whether it can be right. What was typed is not kept. */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@StyleSheet("context://ui/guide.css")
class LoginIdCard extends Section {

    private final LoginIds ids;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final TextField typed = new TextField(t("diagnosis.id.typed"));
    private final Div answer = new Div();

    LoginIdCard(LoginIds ids, Work work) {
        this.ids = ids;
        this.work = work;
        addClassNames("card", "login-id");
        var title = new H2(t("diagnosis.id.title"));
        title.addClassName("card-title");
        typed.setMaxLength(TypedLoginId.LONGEST);
        typed.setAutocorrect(false);
        typed.getElement().setAttribute("autocomplete", "off");
        typed.getElement().setAttribute("autocapitalize", "off");
        typed.setHelperText(t("diagnosis.id.help"));
        typed.addKeyPressListener(Key.ENTER, pressed -> look());
        var form = new Div(typed, new Button(t("diagnosis.id.look"), click -> look()));
        form.addClassName("login-id-form");
        answer.getElement().setAttribute("role", "status");
        add(title, form, messages, answer);
    }

    private void look() {
        var text = typed.getValue();
        if (text.isBlank()) {
            typed.focus();
            return;
        }
        answer.removeAll();
        work.read(messages, () -> ids.look(text), this::show);
    }

    private void show(LoginIdFound found) {
        answer.removeAll();
        var kind = code("login_attempt", "id_kind", found.id().kind().name());
        var match = new Div(
                new Chip(t("diagnosis.id.match." + found.match()), weight(found.match())),
                new Paragraph(kind + " " + found.id().shown()));
        match.addClassName("row");
        var next = new Paragraph(t("diagnosis.id.next." + found.match()));
        answer.add(match, next);
        if (!found.id().faults().isEmpty()) {
            var faults = new UnorderedList();
            found.id().faults().forEach(fault -> faults.add(new ListItem(t("diagnosis.id.fault." + fault))));
            answer.add(faults);
        }
        if (!found.attempts().isEmpty()) {
            answer.add(new AttemptList(t("diagnosis.id.attempts"), found.attempts()));
        }
    }

    private static Chip.Weight weight(LoginIdFound.Match match) {
        return switch (match) {
            case OWN, IN_FORCE -> Chip.Weight.GOOD;
            case OWN_BUT_FOR_CASE, OWN_RETIRED, RETIRED, UNKNOWN, MALFORMED, NOT_OWN -> Chip.Weight.CAREFUL;
        };
    }
}
