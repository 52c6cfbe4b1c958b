package jp.madoguchi.auditdesk;

import static jp.madoguchi.ui.Texts.t;

import java.util.Objects;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.madoguchi.ui.Texts;
import org.jspecify.annotations.Nullable;

/** The trail in words. It keeps what was recorded for ten years, so that a code may have no words any more: then it stands for itself. */
final class TrailWords {

    private TrailWords() {}

    static String action(String action) {
        return known("code.audit_entry.action." + action, action);
    }

    static String application(String application) {
        return known("code.audit_entry.application." + application, application);
    }

    /** A coded reason, or the code of a refusal. */
    static String reason(String reason) {
        return Stream.of("code.audit_entry.reason.", "policy.", "refused.")
                .map(prefix -> known(prefix + reason, ""))
                .filter(words -> !words.isEmpty())
                .findFirst()
                .map(words -> t("auditdesk.reason", words, reason))
                .orElse(reason);
    }

    static String fact(String name) {
        return known("auditdesk.fact." + name, name);
    }

    /** The person by name with the number, and the place; the application where nobody acted. */
    static String who(TrailLine entry) {
        return Stream.of(
                        entry.placeName() == null ? entry.placeNo() : entry.placeName(),
                        entry.staffNo() == null
                                ? application(entry.application())
                                : person(entry.staffName(), entry.staffNo()))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    static String person(@Nullable String name, String number) {
        return t("auditdesk.person", name == null ? t("auditdesk.nobody") : name, number);
    }

    private static String known(String key, String otherwise) {
        return ResourceBundle.getBundle("vaadin-i18n.translations", Texts.locale())
                        .containsKey(key)
                ? t(key)
                : otherwise;
    }
}
