package jp.madoguchi.ui;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.time.LocalDate;
import java.util.Optional;
import jp.madoguchi.core.DateText;

/** A date typed as it is heard or read, Western or in an era; shows below what it understood. */
public final class DateField extends TextField {

    public DateField(String label) {
        super(label);
        setMaxLength(40);
        setClearButtonVisible(true);
        setValueChangeMode(ValueChangeMode.ON_CHANGE);
        setHelperText(t("date.formats"));
        addValueChangeListener(change -> understand());
    }

    /** The date, when what was typed is one. */
    public Optional<LocalDate> date() {
        return DateText.parse(getValue()) instanceof DateText.Read(var date) ? Optional.of(date) : Optional.empty();
    }

    /** Whether the field is empty or holds a real date; shows what is wrong otherwise. */
    public boolean isUnderstood() {
        understand();
        return !isInvalid();
    }

    private void understand() {
        if (getValue().isBlank()) {
            setInvalid(false);
            setHelperText(t("date.formats"));
            return;
        }
        switch (DateText.parse(getValue())) {
            case DateText.Read(var date) -> {
                setInvalid(false);
                setHelperText(Formats.dateWithEra(date));
            }
            case DateText.NoSuchDay(var wrongEra) -> refuse(wrongEra ? "date.wrong-era" : "date.no-such-day");
            case DateText.NotADate _, DateText.Period _ -> refuse("date.not-a-date");
        }
    }

    private void refuse(String key) {
        setErrorMessage(t(key));
        setInvalid(true);
    }
}
