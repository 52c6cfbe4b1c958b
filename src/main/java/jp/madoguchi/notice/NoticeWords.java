package jp.madoguchi.notice;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.Formats;
import org.jspecify.annotations.Nullable;

/** How notices are put on a screen. */
final class NoticeWords {

    private NoticeWords() {}

    static String kind(NoticeKind kind) {
        return code("notice", "kind", kind.name());
    }

    static String severity(NoticeSeverity severity) {
        return code("notice", "severity", severity.name());
    }

    static String service(AffectedService service) {
        return code("notice_service", "service", service.name());
    }

    static String services(List<AffectedService> services) {
        return services.stream().map(NoticeWords::service).collect(Collectors.joining(t("list.separator")));
    }

    /** What is affected, and of instant transfers with which banks. */
    static String services(NoticeForm form) {
        return form.services().stream()
                .map(service -> service == AffectedService.INSTANT_TRANSFER && form.banks() != null
                        ? t("notice.service.banks", service(service), form.banks())
                        : service(service))
                .collect(Collectors.joining(t("list.separator")));
    }

    /** Kind and gravity, apart by shape and word. */
    static Component chips(NoticeForm form) {
        var weight = switch (form.kind()) {
            case OUTAGE -> Chip.Weight.STOP;
            case MAINTENANCE -> Chip.Weight.CAREFUL;
            case RESTORED -> Chip.Weight.GOOD;
            case INFORMATION -> Chip.Weight.PLAIN;
        };
        var row = new Div(new Chip(kind(form.kind()), weight));
        if (form.severity() == NoticeSeverity.HIGH) {
            row.add(new Chip(severity(form.severity()), Chip.Weight.STOP));
        }
        row.addClassName("row");
        return row;
    }

    static String shown(Instant from, @Nullable Instant until) {
        return until == null
                ? t("notice.shown.open", Formats.dateTime(from))
                : t("notice.shown", Formats.dateTime(from), Formats.dateTime(until));
    }

    /** When the services are affected; empty when none is. */
    static String affected(NoticeForm form) {
        var from = form.affectedFrom();
        if (from == null) {
            return "";
        }
        return form.affectedTo() == null
                ? t("notice.affected.open", Formats.dateTime(from))
                : t("notice.affected", Formats.dateTime(from), Formats.dateTime(form.affectedTo()));
    }

    /** A clock of a form. */
    static String clock(@Nullable Instant at) {
        return at == null ? t("notice.clock.none") : Formats.dateTime(at);
    }
}
