package jp.madoguchi.personal;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Map;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.Formats;

/** A report: what it waits for, and before and after side by side. */
final class ReportCard {

    private static final List<String> ORDER = List.of(
            "postalCode",
            "prefecture",
            "municipality",
            "street",
            "building",
            "name",
            "phone",
            "digits",
            "address",
            "family",
            "given",
            "familyKana",
            "givenKana");

    private ReportCard() {}

    static Div of(ReportLine report) {
        var head = new Div(
                new Chip(
                        t("personal.waits." + report.waitsFor()),
                        switch (report.waitsFor()) {
                            case TAKEOVER_SIGNS, CONTACT_DATA_CHANGED -> Chip.Weight.STOP;
                            case CONFIRMATION, DOCUMENT -> Chip.Weight.CAREFUL;
                        }),
                new Span(t(
                        "personal.report.when",
                        Formats.dateTime(report.reportedAt()),
                        code("change_report", "channel", report.channel()))));
        head.addClassName("row");
        var card = new Div(
                new H2(t(
                        "personal.report.title",
                        code("personal_data_change", "kind", report.kind().name()))),
                head,
                new Paragraph(t("personal.waits." + report.waitsFor() + ".next")),
                table(report));
        if (report.masked()) {
            var masked = new Paragraph(t("personal.report.masked"));
            masked.addClassName("muted");
            card.add(masked);
        }
        card.addClassNames("card", "care-card", "change-report");
        return card;
    }

    static NativeTable table(ReportLine report) {
        var head = new NativeTableRow(
                new NativeTableHeaderCell(t("personal.report.field")),
                new NativeTableHeaderCell(t("personal.report.before")),
                new NativeTableHeaderCell(t("personal.report.after")));
        var body = new NativeTableBody();
        ORDER.stream()
                .filter(field ->
                        report.before().containsKey(field) || report.after().containsKey(field))
                .forEach(field -> body.add(row(field, report.before(), report.after())));
        if (report.after().isEmpty()) {
            body.add(new NativeTableRow(
                    new NativeTableCell(
                            code("personal_data_change", "kind", report.kind().name())),
                    new NativeTableCell(""),
                    new NativeTableCell(t("personal.report.nothing"))));
        }
        var table = new NativeTable(new NativeTableHeader(head), body);
        table.addClassName("before-after");
        return table;
    }

    private static NativeTableRow row(String field, Map<String, String> before, Map<String, String> after) {
        var was = before.getOrDefault(field, "");
        var will = after.getOrDefault(field, "");
        var row = new NativeTableRow(
                new NativeTableHeaderCell(t("personal.field." + field)),
                new NativeTableCell(was.isEmpty() ? t("member.none") : was),
                new NativeTableCell(will.isEmpty() ? t("member.none") : will));
        if (!was.equals(will)) {
            row.addClassName("differs");
        }
        return row;
    }
}
