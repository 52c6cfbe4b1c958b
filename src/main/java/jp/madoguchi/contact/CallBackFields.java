package jp.madoguchi.contact;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.timepicker.TimePicker;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.ui.DateField;

/** Day and time of a promised call-back. */
final class CallBackFields extends Div {

    private static final Duration STEP = Duration.ofMinutes(30);

    private final DateField on = new DateField(t("contact.call-back.on"));
    private final TimePicker at = new TimePicker(t("contact.call-back.at"));

    CallBackFields() {
        on.setRequiredIndicatorVisible(true);
        at.setRequiredIndicatorVisible(true);
        at.setStep(STEP);
        at.setLocale(Locale.JAPAN);
        at.setAutoOpen(false);
        at.setMin(CallBackRule.FROM);
        at.setMax(CallBackRule.UNTIL.minus(STEP));
        at.setHelperText(t("contact.call-back.at.help"));
        at.setManualValidation(true);
        var fields = new Div(on, at);
        fields.addClassName("form-grid");
        add(new Paragraph(t("contact.call-back.why")), fields);
        addClassName("stack");
    }

    /** What was typed, when both can be read; marks what cannot. */
    Optional<Instant> read() {
        var day = on.date();
        var time = at.getOptionalValue();
        on.setInvalid(day.isEmpty());
        on.setErrorMessage(t("contact.call-back.on.missing"));
        at.setInvalid(time.isEmpty());
        at.setErrorMessage(t("contact.call-back.at.missing"));
        return day.flatMap(
                date -> time.map(clock -> date.atTime(clock).atZone(Tokyo.ZONE).toInstant()));
    }

    void focus() {
        on.focus();
    }
}
