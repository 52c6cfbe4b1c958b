package jp.madoguchi.personal;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.approval.MemberPanel;
import jp.madoguchi.approval.NextStep;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/** Since when each is registered, the way to change it, and what was changed before; the values stand masked above. */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@StyleSheet("context://ui/care.css")
class PersonalPanel extends MemberPanel<PersonalData> {

    private final PersonalDataChanges changes;
    private final ChangeReports reports;

    PersonalPanel(
            PersonalDataChanges changes,
            ChangeReports reports,
            Approvals approvals,
            Announcements announcements,
            Work work) {
        super(changes::read, approvals, announcements, work);
        this.changes = changes;
        this.reports = reports;
    }

    @Override
    protected void show(MemberNo member, PersonalData data) {
        data.reports().forEach(report -> content.add(report(data, report)));
        data.lines().forEach(line -> content.add(card(member, data, line)));
        content.add(history(data.past()));
    }

    private Div card(MemberNo member, PersonalData data, PersonalData.Line line) {
        var words = new Span(line.current()
                .map(now -> t("personal.since", Formats.dateTime(now.from())))
                .orElseGet(() -> t("personal.none")));
        words.addClassName("muted");
        var step = new NextStep(approvals, work)
                .show(
                        line.verdict(),
                        watch.latest(
                                data.contact(),
                                Permission.CONTACT_WRITE,
                                line.kind().approval()),
                        line.row() == null ? "personal.add" : "personal.change",
                        () -> data.contact()
                                .ifPresent(contact -> new ChangeDialog(
                                                changes,
                                                work,
                                                contact.contactNo(),
                                                member,
                                                line,
                                                contact.channel().inPerson())
                                        .open()));
        var card =
                new Div(new H2(code("personal_data_change", "kind", line.kind().name())), words, step);
        card.addClassNames("card", "care-card");
        if (line.periods().size() > 1) {
            card.add(periods(line));
        }
        return card;
    }

    /** From when to when each was registered, as far as it may be seen before a check. */
    private static Details periods(PersonalData.Line line) {
        var list = new UnorderedList();
        list.addClassName("timeline");
        line.periods()
                .forEach(period -> list.add(new ListItem(t(
                        "personal.period",
                        Formats.dateTime(period.from()),
                        period.until() == null ? t("personal.period.now") : Formats.dateTime(period.until()),
                        period.hint().isEmpty() ? t("member.on-file") : period.hint()))));
        return new Details(t("personal.periods", line.periods().size()), list);
    }

    /** Carried out in this contact, as every change is, or turned down. */
    private Div report(PersonalData data, ReportLine report) {
        var line = data.lines().stream()
                .filter(each -> each.kind() == report.kind())
                .findFirst()
                .orElseThrow();
        var step = new NextStep(approvals, work)
                .show(
                        line.verdict(),
                        watch.latest(
                                data.contact(),
                                Permission.CONTACT_WRITE,
                                report.kind().approval()),
                        "personal.report.carry-out",
                        () -> data.contact()
                                .ifPresent(contact ->
                                        new CarryOutDialog(changes, work, contact, report, line.row()).open()));
        var card = ReportCard.of(report);
        card.add(step);
        if (CurrentStaff.get().may(Permission.ADDRESS_CHANGE)) {
            card.add(new Button(
                    t("personal.report.turn-down"),
                    click -> new TurnDownDialog(reports, work, report, PersonalPanel::changed).open()));
        }
        return card;
    }

    private static void changed() {
        ScreenBus.of(UI.getCurrent()).fire(new ScreenBus.MemberChanged());
    }

    private static String by(PersonalData.Past line) {
        var by = line.by();
        if (by == null) {
            return t("personal.by.rule");
        }
        return line.reported() ? t("personal.by.report", by) : by;
    }

    private static Div history(List<PersonalData.Past> past) {
        var part = new Div(new H2(t("personal.history")));
        part.addClassNames("card", "care-card");
        if (past.isEmpty()) {
            part.add(new Paragraph(t("personal.history.none")));
            return part;
        }
        var grid = new Grid<PersonalData.Past>();
        grid.setAllRowsVisible(true);
        grid.addColumn(line -> Formats.dateTime(line.at())).setHeader(t("limit.tab.at"));
        grid.addColumn(line -> code("personal_data_change", "kind", line.kind().name()))
                .setHeader(t("limit.tab.what"));
        grid.addColumn(PersonalPanel::by).setHeader(t("limit.tab.by"));
        grid.addColumn(line -> line.contactNo() == null ? t("member.none") : line.contactNo())
                .setHeader(t("personal.contact"));
        grid.addColumn(line -> line.document() == null ? "" : code("document_rule", "kind", line.document()))
                .setHeader(t("personal.field.document"));
        grid.setItems(past);
        part.add(grid);
        return part;
    }
}
