package jp.madoguchi.auditdesk;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry.Outcome;
import jp.madoguchi.auditdesk.TrailSearch.Person;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.DateField;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.PagedList;
import jp.madoguchi.ui.Work;

/** The trail, searched by member, person, action, outcome, contact and days; its filter stands in the address. An entry opens beside the list. */
@Route("audit/trail")
@RolesAllowed(Permission.AUDIT_READ)
@StyleSheet("context://ui/audit.css")
class TrailView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final TrailSearch trail;
    private final TrailExports exports;
    private final Work work;
    private final LocalDate today;
    private final TextField member = new TextField(t("auditdesk.filter.member"));
    private final ComboBox<Person> staff = new ComboBox<>(t("auditdesk.filter.staff"));
    private final ComboBox<AuditAction> action = new ComboBox<>(t("auditdesk.filter.action"));
    private final Select<Outcome> outcome = new Select<>();
    private final TextField contact = new TextField(t("auditdesk.filter.contact"));
    private final DateField from = new DateField(t("auditdesk.filter.from"));
    private final DateField to = new DateField(t("auditdesk.filter.to"));
    private final MessagePanel messages = new MessagePanel();
    private final Div found = new Div();
    private final Div opened = new Div();
    private TrailFilter shown;

    TrailView(TrailSearch trail, TrailExports exports, Work work, Clock clock) {
        this.trail = trail;
        this.exports = exports;
        this.work = work;
        this.today = Tokyo.date(clock.instant());
        this.shown = TrailFilter.ofLastWeek(today);
        addClassNames("page", "audit-trail");
        var title = new H1(t("auditdesk.trail.title"));
        title.addClassName("page-title");
        var explain = new Paragraph(
                t(TrailSearch.everywhere() ? "auditdesk.trail.explain" : "auditdesk.trail.explain.place"));
        explain.addClassName("muted");
        opened.getElement().setAttribute("role", "region").setAttribute("aria-label", t("auditdesk.entry"));
        var columns = new Div(found, opened);
        columns.addClassNames("columns", "audit-columns");
        add(title, explain, bar(), messages, columns);
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("auditdesk.trail.title"));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        show(TrailFilter.read(event.getLocation().getQueryParameters().getParameters(), today));
    }

    // Filter
    // ------------------------------------------------------------------------------------------------------------

    private Component bar() {
        member.setMaxLength(12);
        member.setClearButtonVisible(true);
        contact.setMaxLength(14);
        contact.setClearButtonVisible(true);
        staff.setItems(query -> trail.people(query.getFilter().orElse("")).stream()
                .skip(query.getOffset())
                .limit(query.getLimit()));
        staff.setItemLabelGenerator(person -> t("auditdesk.person", person.name(), person.staffNo()));
        staff.setClearButtonVisible(true);
        staff.setPlaceholder(t("auditdesk.filter.staff.hint"));
        action.setItems(Arrays.stream(AuditAction.values())
                .sorted(Comparator.comparing(TrailView::words))
                .toList());
        action.setItemLabelGenerator(TrailView::words);
        action.setClearButtonVisible(true);
        outcome.setLabel(t("auditdesk.filter.outcome"));
        outcome.setItems(Outcome.values());
        outcome.setEmptySelectionAllowed(true);
        outcome.setEmptySelectionCaption(t("ledger.filter.all"));
        outcome.setItemLabelGenerator(
                value -> value == null ? t("ledger.filter.all") : code("audit_entry", "outcome", value.name()));
        var search = new Button(t("auditdesk.filter.search"), click -> search());
        search.addThemeVariants(ButtonVariant.PRIMARY);
        search.addClickShortcut(Key.ENTER);
        var day = new Button(t("auditdesk.filter.today"), click -> days(today));
        var week = new Button(t("auditdesk.filter.week"), click -> days(today.minusDays(7)));
        var years = new Button(t("auditdesk.filter.years"), click -> days(today.minusYears(TrailFilter.YEARS)));
        var export = new Button(t("auditdesk.export.ask"), click -> new ExportDialog(shown, exports, work).open());
        var bar = new Div(member, staff, action, outcome, from, to, contact, search, day, week, years, export);
        bar.addClassNames("card", "audit-filter");
        return bar;
    }

    private void days(LocalDate first) {
        from.setValue(Formats.date(first));
        to.setValue("");
        search();
    }

    private void search() {
        mark(member, MemberNo::isValid, "auditdesk.looks.not-a-number");
        mark(contact, ContactNo::isValid, "auditdesk.filter.contact.not");
        if (member.isInvalid() || contact.isInvalid() || !from.isUnderstood() || !to.isUnderstood()) {
            return;
        }
        var asked = new TrailFilter(
                member.isEmpty() ? null : new MemberNo(member.getValue().strip()),
                staff.getValue() == null ? null : staff.getValue().staffNo(),
                action.getValue(),
                outcome.getValue(),
                contact.isEmpty() ? null : new ContactNo(contact.getValue().strip()),
                from.date().orElse(today.minusYears(TrailFilter.YEARS)),
                to.date().orElse(null));
        if (asked.isReversed()) {
            to.setErrorMessage(t("ledger.filter.reversed"));
            to.setInvalid(true);
            return;
        }
        getUI().ifPresent(ui -> ui.getPage().getHistory().replaceState(null, "audit/trail?" + asked.query()));
        show(asked);
    }

    private static void mark(TextField field, java.util.function.Predicate<String> valid, String otherwise) {
        field.setInvalid(
                !field.getValue().isBlank() && !valid.test(field.getValue().strip()));
        field.setErrorMessage(t(otherwise));
    }

    private void show(TrailFilter filter) {
        shown = filter;
        member.setValue(filter.member() == null ? "" : filter.member().value());
        staff.setValue(filter.staff() == null ? null : person(filter.staff()));
        action.setValue(filter.action());
        outcome.setValue(filter.outcome());
        contact.setValue(filter.contact() == null ? "" : filter.contact().value());
        from.setValue(Formats.date(filter.from()));
        to.setValue(filter.to() == null ? "" : Formats.date(filter.to()));
        opened.removeAll();
        found.removeAll();
        found.add(new PagedList<TrailLine>(
                last -> trail.page(filter, last), this::line, TrailSearch.PAGE, t("auditdesk.trail.none"), work));
    }

    private Person person(StaffNo number) {
        return trail.people(number.value()).stream()
                .filter(person -> person.staffNo().equals(number))
                .findFirst()
                .orElse(new Person(number, t("auditdesk.nobody")));
    }

    private static String words(AuditAction action) {
        return code("audit_entry", "action", action.name());
    }

    // What was found
    // ----------------------------------------------------------------------------------------------------

    private Component line(TrailLine entry) {
        var at = new Span(Formats.dateTimeSeconds(entry.at()));
        at.addClassNames("line-at", "mono");
        var what = new Button(TrailWords.action(entry.action()), click -> open(entry));
        what.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        what.addClassName("line-what");
        var who = new Span(TrailWords.who(entry));
        who.addClassName("line-who");
        var about = new Span(Stream.of(
                        entry.memberNo() == null ? null : t("auditdesk.line.member", entry.memberNo()),
                        entry.contactNo())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" / ")));
        about.addClassNames("line-result", "mono");
        var line = new Div(at, what);
        if (entry.outcome().equals(Outcome.REFUSED.name())) {
            line.add(new Chip(code("audit_entry", "outcome", entry.outcome()), Chip.Weight.CAREFUL));
        }
        line.add(about, who);
        line.addClassName("line");
        return line;
    }

    private void open(TrailLine entry) {
        work.read(messages, () -> trail.open(entry.id(), entry.at()), answer -> {
            opened.removeAll();
            answer.ifPresent(opening -> opened.add(new TrailPanel(opening)));
        });
    }
}
