package jp.madoguchi.notice;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import jp.madoguchi.core.Tokyo;
import org.jspecify.annotations.Nullable;

/** A moment to the minute, in Tokyo time, as it says beneath. */
final class ClockField extends DateTimePicker {

    ClockField(String label) {
        super(label);
        setLocale(Locale.JAPAN);
        setStep(Duration.ofMinutes(5));
        setHelperText(t("notice.zone"));
        setDateAriaLabel(t("notice.clock.date", label));
        setTimeAriaLabel(t("notice.clock.time", label));
        setDatePlaceholder(t("notice.clock.date.format"));
        setTimePlaceholder(t("notice.clock.time.format"));
    }

    @Nullable
    Instant instant() {
        return isEmpty() ? null : getValue().atZone(Tokyo.ZONE).toInstant();
    }

    void setInstant(@Nullable Instant at) {
        if (at == null) {
            clear();
        } else {
            setValue(at.atZone(Tokyo.ZONE).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES));
        }
    }
}
