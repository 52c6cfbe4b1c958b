package jp.madoguchi.member;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One box for everything that may be said, named fields for who prefers them, and the purpose outside a contact. */
final class SearchForm extends Div {

    /** Enter that does not end the conversion of an input method. */
    static final String ENTER = "event.key === 'Enter' && !event.isComposing && event.keyCode !== 229";

    final TextField text = new TextField(t("member.search.text"));
    final Button search = new Button(t("member.search.submit"));
    final PurposeChoice purpose = new PurposeChoice();
    private final TextField name = field("NAME");
    private final TextField birthDate = field("BIRTH_DATE");
    private final TextField phone = field("PHONE");
    private final TextField card = field("CARD");
    private final TextField memberNumber = field("MEMBER_NUMBER");
    private final TextField webId = field("WEB_ID");
    private final TextField email = field("EMAIL");
    private final TextField postalCode = field("POSTAL_CODE");
    private final Details details = new Details(t("member.search.fields"));

    SearchForm(Runnable submit) {
        addClassName("search-form");
        text.setPlaceholder(t("member.search.text.example"));
        text.setClearButtonVisible(true);
        text.setAutofocus(true);
        text.addClassName("search-text");
        text.getElement().setAttribute("autocomplete", "off");
        search.addThemeVariants(ButtonVariant.PRIMARY);
        search.addClickListener(click -> submit.run());
        all().forEach(field -> onEnter(field, submit));
        var line = new Div(purpose, text, search);
        line.addClassName("toolbar");
        var fields = new Div();
        fields.addClassName("search-fields");
        named().forEach(fields::add);
        details.add(fields);
        details.addClassName("search-details");
        add(line, details);
    }

    /** Enter in a field; its value arrives with the key. */
    static void onEnter(TextField field, Runnable submit) {
        field.setValueChangeMode(ValueChangeMode.ON_CHANGE);
        field.getElement()
                .addEventListener("keydown", key -> submit.run())
                .setFilter(ENTER)
                .synchronizeProperty("value");
    }

    private static TextField field(String name) {
        var field = new TextField(t("member.search.field." + name));
        field.setPlaceholder(t("member.search.example." + name));
        field.getElement().setAttribute("autocomplete", "off");
        return field;
    }

    private List<TextField> named() {
        return List.of(name, birthDate, phone, card, memberNumber, webId, email, postalCode);
    }

    private List<TextField> all() {
        return List.of(text, name, birthDate, phone, card, memberNumber, webId, email, postalCode);
    }

    SearchTerms terms() {
        return new SearchTerms(
                text.getValue(),
                name.getValue(),
                birthDate.getValue(),
                phone.getValue(),
                card.getValue(),
                memberNumber.getValue(),
                webId.getValue(),
                email.getValue(),
                postalCode.getValue());
    }

    void show(SearchTerms terms, @Nullable SearchPurpose why) {
        text.setValue(terms.text());
        name.setValue(terms.name());
        birthDate.setValue(terms.birthDate());
        phone.setValue(terms.phone());
        card.setValue(terms.card());
        memberNumber.setValue(terms.memberNumber());
        webId.setValue(terms.webId());
        email.setValue(terms.email());
        postalCode.setValue(terms.postalCode());
        details.setOpened(terms.hasFields());
        purpose.setValue(why);
    }
}
