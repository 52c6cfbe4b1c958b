package jp.madoguchi.contact;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import java.text.Normalizer;
import java.util.Optional;
import jp.madoguchi.core.Yen;
import jp.madoguchi.ui.DateField;

/** Day and amount of a promised payment. */
final class PromiseFields extends Div {

    private static final int DIGITS = 7;

    private final DateField on = new DateField(t("contact.promise.on"));
    private final TextField amount = new TextField(t("contact.promise.amount"));

    PromiseFields() {
        amount.setMaxLength(12);
        amount.setSuffixComponent(new Div(t("contact.promise.yen")));
        on.setRequiredIndicatorVisible(true);
        amount.setRequiredIndicatorVisible(true);
        add(new Paragraph(t("contact.promise.why")), on, amount);
        addClassName("stack");
    }

    /** What was typed, when both can be read; marks what cannot. */
    Optional<Promise> read() {
        var day = on.date();
        var digits =
                Normalizer.normalize(amount.getValue(), Normalizer.Form.NFKC).replaceAll("[,\\s円]", "");
        var isAmount = digits.matches("[1-9][0-9]{0," + (DIGITS - 1) + "}");
        on.setInvalid(day.isEmpty());
        on.setErrorMessage(t("contact.promise.on.missing"));
        amount.setInvalid(!isAmount);
        amount.setErrorMessage(t("contact.promise.amount.missing"));
        return day.filter(read -> isAmount).map(read -> new Promise(read, new Yen(Long.parseLong(digits))));
    }

    void focus() {
        on.focus();
    }
}
