package jp.madoguchi.notice;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import jp.madoguchi.core.Tokyo;
import org.jspecify.annotations.Nullable;

/** What the variables of a template stand for, in the language of the field and not of the person who writes. */
final class NoticeVariables {

    private static final DateTimeFormatter JAPANESE = DateTimeFormatter.ofPattern("M月d日(E) H時mm分", Locale.JAPANESE);
    private static final DateTimeFormatter ENGLISH =
            DateTimeFormatter.ofPattern("HH:mm 'on' d MMMM yyyy '(Japan time)'", Locale.ENGLISH);

    private NoticeVariables() {}

    static Map<String, String> of(NoticeForm form, boolean english) {
        return Map.of(
                "services", services(form, english),
                "from", moment(form.affectedFrom(), english),
                "to", moment(form.affectedTo(), english));
    }

    private static String services(NoticeForm form, boolean english) {
        var bundle = ResourceBundle.getBundle("vaadin-i18n.translations", english ? Locale.ROOT : Locale.JAPANESE);
        return form.services().stream()
                .map(service -> {
                    var words = bundle.getString("public-notice.service." + service);
                    var banks = form.banks();
                    return service == AffectedService.INSTANT_TRANSFER && banks != null && !banks.isBlank()
                            ? MessageFormat.format(bundle.getString("public-notice.banks"), words, banks)
                            : words;
                })
                .collect(Collectors.joining(bundle.getString("public-notice.comma")));
    }

    /** A gap, as long as the clock is not set. */
    private static String moment(@Nullable Instant at, boolean english) {
        if (at == null) {
            return english ? "…" : "＿＿";
        }
        return (english ? ENGLISH : JAPANESE).format(at.atZone(Tokyo.ZONE));
    }
}
