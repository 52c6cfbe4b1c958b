package jp.madoguchi.auditdesk;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;
import java.util.stream.Collectors;
import jp.madoguchi.auditdesk.MemberLooks.Looker;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.PlainTable;

/** Who saw the member, which fields, how often and when last. */
final class LookersTable extends Div {

    LookersTable(List<Looker> lookers) {
        addClassNames("card", "stack", "audit-lookers");
        add(new H2(t("auditdesk.lookers", lookers.size())));
        if (lookers.isEmpty()) {
            var none = new Paragraph(t("auditdesk.looks.none"));
            none.addClassName("empty");
            add(none);
            return;
        }
        var table = new PlainTable(
                "auditdesk.lookers.", List.of("who", "fields", "looks", "without-contact", "first", "last"));
        lookers.forEach(looker -> table.getBody().addRow().add(cells(looker)));
        add(table);
    }

    private static NativeTableCell[] cells(Looker looker) {
        var who = TrailWords.person(looker.staffName(), looker.staffNo());
        var outside = new NativeTableCell(String.valueOf(looker.withoutContact()));
        if (looker.withoutContact() > 0) {
            outside.removeAll();
            outside.add(new Chip(String.valueOf(looker.withoutContact()), Chip.Weight.CAREFUL));
        }
        return new NativeTableCell[] {
            new NativeTableCell(looker.placeName() == null ? who : looker.placeName() + " " + who),
            new NativeTableCell(looker.fields().stream()
                    .sorted()
                    .map(field -> t("auditdesk.shown." + field))
                    .collect(Collectors.joining(t("list.separator")))),
            new NativeTableCell(
                    looker.lists() == 0
                            ? t("auditdesk.lookers.times", looker.looks())
                            : t("auditdesk.lookers.times.lists", looker.looks(), looker.lists())),
            outside,
            new NativeTableCell(Formats.dateTime(looker.firstAt())),
            new NativeTableCell(Formats.dateTime(looker.lastAt()))
        };
    }
}
