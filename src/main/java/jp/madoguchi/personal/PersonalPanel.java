package jp.madoguchi.personal;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.approval.NextStep;
import jp.madoguchi.approval.RequestWatch;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/** Since when each is registered, the way to change it, and what was changed before; the values stand masked above. */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@StyleSheet("context://ui/care.css")
class PersonalPanel extends Div {

    private final PersonalDataChanges changes;
    private final Approvals approvals;
    private final RequestWatch requests;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Div content = new Div();
    private @Nullable MemberNo memberNo;

    PersonalPanel(PersonalDataChanges changes, Approvals approvals, Announcements announcements, Work work) {
        this.changes = changes;
        this.approvals = approvals;
        this.requests = new RequestWatch(this, approvals, announcements, this::refresh);
        this.work = work;
        addClassName("stack");
        content.addClassName("stack");
        add(messages, content);
        ScreenBus.subscribe(this, ScreenBus.ContactChanged.class, change -> refresh());
        ScreenBus.subscribe(this, ScreenBus.MemberChanged.class, change -> refresh());
    }

    PersonalPanel of(MemberNo member) {
        memberNo = member;
        refresh();
        return this;
    }

    private void refresh() {
        var member = memberNo;
        if (member != null) {
            work.read(messages, () -> changes.read(member), data -> show(member, data));
        }
    }

    private void show(MemberNo member, PersonalData data) {
        content.removeAll();
        data.lines().forEach(line -> content.add(card(member, data, line)));
        content.add(history(data.past()));
    }

    private Div card(MemberNo member, PersonalData data, PersonalData.Line line) {
        var since = line.since();
        var words = new Span(since == null ? t("personal.none") : t("personal.since", Formats.dateTime(since)));
        words.addClassName("muted");
        var step = new NextStep(approvals, work)
                .show(
                        line.verdict(),
                        requests.latest(
                                data.contact(),
                                Permission.CONTACT_WRITE,
                                line.kind().approval()),
                        line.row() == null ? "personal.add" : "personal.change",
                        () -> data.contact()
                                .ifPresent(contact ->
                                        new ChangeDialog(changes, work, contact.contactNo(), member, line).open()));
        var card =
                new Div(new H2(code("personal_data_change", "kind", line.kind().name())), words, step);
        card.addClassNames("card", "care-card");
        return card;
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
        grid.addColumn(PersonalData.Past::by).setHeader(t("limit.tab.by"));
        grid.addColumn(PersonalData.Past::contactNo).setHeader(t("personal.contact"));
        grid.setItems(past);
        part.add(grid);
        return part;
    }
}
