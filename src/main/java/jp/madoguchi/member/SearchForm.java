package jp.madoguchi.member;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import jp.madoguchi.ui.Shortcut;
import org.jspecify.annotations.Nullable;

/**
 * One box for everything that may be said, named fields for who prefers them, and the purpose outside a contact. The
 * browser says when there is something to look for: a quarter of a second after the last key, at once on Enter, never
 * while an input method converts.
 */
@Tag("member-search")
@JsModule("context://ui/member-search.js")
final class SearchForm extends Component implements HasComponents, HasStyle {

    /** Enter that does not end the conversion of an input method. */
    static final String ENTER = "event.key === 'Enter' && !event.isComposing && event.keyCode !== 229";

    /** What the form asks of its page. */
    interface Page {

        /** @param entered by Enter, the button or a choice, not by a pause in typing */
        void look(boolean entered);

        /** A second Enter on the same text. */
        void enterAgain();

        /** Nothing was typed for a while: what is in the way is said in full. */
        void halt();

        /** A minute without a key or a click. */
        void rest();
    }

    /**
     * What the browser sends.
     *
     * @param number of the text, counted from 1; 0 before anything was typed
     * @param twice by a second Enter on the same text
     */
    private record Look(int number, boolean entered, boolean twice) {}

    final TextField text = new TextField(t("member.search.text"));
    final Button search = new Button(t("member.search.submit"));
    final PurposeChoice purpose = new PurposeChoice();
    final TypedKeys keys;
    private final TextField name = field("NAME");
    final TextField birthDate = field("BIRTH_DATE");
    final TextField phone = field("PHONE");
    final TextField card = field("CARD");
    private final TextField memberNumber = field("MEMBER_NUMBER");
    private final TextField webId = field("WEB_ID");
    private final TextField email = field("EMAIL");
    final TextField postalCode = field("POSTAL_CODE");
    private final Details details = new Details(t("member.search.fields"));
    private final Paragraph hint = new Paragraph();
    private final Page page;
    private int number;

    SearchForm(MemberSearch reader, Page page) {
        this.page = page;
        keys = new TypedKeys(reader, this);
        addClassName("search-form");
        getElement().setAttribute("role", "search");
        text.setPlaceholder(t("member.search.text.example"));
        text.setAutofocus(true);
        text.addClassName("search-text");
        Shortcut.SEARCH.on(text);
        search.addThemeVariants(ButtonVariant.PRIMARY);
        search.addClickListener(click -> page.look(true));
        purpose.addValueChangeListener(change -> {
            if (change.getValue() != null && !terms().isBlank()) {
                page.look(true);
            }
        });
        listen(text);
        fields().forEach(this::listen);
        getElement()
                .addEventListener("halt", event -> {
                    if (event.getEventDetail(Integer.class) == number) {
                        page.halt();
                    }
                })
                .addEventDetail();
        var line = new Div(purpose, text, search);
        line.addClassName("toolbar");
        hint.addClassName("search-hint");
        hint.getElement().setAttribute("role", "status");
        var fields = new Div();
        fields.addClassName("search-fields");
        fields().forEach(fields::add);
        details.add(fields);
        details.addClassName("search-details");
        add(line, hint, keys, details);
    }

    private static TextField field(String name) {
        var field = new TextField(t("member.search.field." + name));
        field.setPlaceholder(t("member.search.example." + name));
        return field;
    }

    /** The value comes with the event, and is never sent back: it would overwrite what is typed meanwhile. */
    private void listen(TextField field) {
        field.setClearButtonVisible(true);
        field.setValueChangeMode(ValueChangeMode.ON_CHANGE);
        field.getElement().setAttribute("autocomplete", "off");
        field.getElement()
                .addEventListener("look", event -> {
                    var look = event.getEventDetail(Look.class);
                    number = look.number();
                    if (look.twice()) {
                        page.enterAgain();
                    } else {
                        page.look(look.entered());
                    }
                })
                .addEventDetail()
                .synchronizeProperty("value");
    }

    @ClientCallable
    private void rested() {
        page.rest();
    }

    private List<TextField> fields() {
        return List.of(name, birthDate, phone, card, memberNumber, webId, email, postalCode);
    }

    /** Each named field with the terms that it alone makes. */
    Map<TextField, SearchTerms> named() {
        var named = new LinkedHashMap<TextField, SearchTerms>();
        fields().forEach(field -> named.put(field, terms(each -> each == field ? field.getValue() : "")));
        return named;
    }

    SearchTerms terms() {
        return terms(TextField::getValue);
    }

    private SearchTerms terms(Function<TextField, String> value) {
        return new SearchTerms(
                value.apply(text),
                value.apply(name),
                value.apply(birthDate),
                value.apply(phone),
                value.apply(card),
                value.apply(memberNumber),
                value.apply(webId),
                value.apply(email),
                value.apply(postalCode));
    }

    /** What was looked for before. */
    void show(SearchTerms terms) {
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
    }

    /** Another value by a click, looked for at once; the keyboard goes back to the box. */
    void change(TextField field, String value) {
        field.setValue(value);
        text.focus();
        page.look(false);
    }

    /** The keyboard goes to a named field. */
    void edit(TextField field) {
        details.setOpened(true);
        field.focus();
    }

    /** The keyboard goes to a stretch of the box. */
    void edit(int from, int to) {
        getElement().callJsFunction("mark", from, to);
    }

    /** The screen answers the newest text that has arrived. */
    void answered() {
        getElement().setProperty("answered", number);
    }

    /** The browser asks again, unless something else is typed meanwhile. */
    void again(Duration rest, boolean entered) {
        getElement().callJsFunction("again", number, rest.toMillis(), entered);
    }

    /** The keyboard goes to the first row, unless somebody types on. */
    void toList() {
        getElement().callJsFunction("toList");
    }

    /** A quiet line under the box; none when null. */
    void hint(@Nullable String words) {
        hint.setText(words == null ? "" : words);
    }
}
