package jp.madoguchi.staff;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.RolesAllowed;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.LiveCard;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;

/** Everybody's accounts, and above them what waits for a second administrator. */
@Route("staff")
@RolesAllowed(Permission.STAFF_READ)
@StyleSheet("context://ui/staff.css")
class StaffListView extends Div implements HasDynamicTitle {

    private final MessagePanel messages = new MessagePanel();
    final TextField filter = new TextField(t("staff.list.filter"));
    final Grid<StaffLine> grid = new Grid<>();
    private List<StaffLine> all = List.of();

    StaffListView(StaffAccounts staff, Announcements announcements, Work work) {
        addClassName("page");
        var title = new H1(t("staff.list.title"));
        title.addClassName("page-title");
        var add = new Button(t("staff.list.new"), click -> work.read(messages, staff::freeNumber, this::open));
        add.addThemeVariants(ButtonVariant.PRIMARY);
        add.setVisible(CurrentStaff.get().may(Permission.STAFF_ADMIN));
        var head = new Div(title, add, new RouterLink(t("shell.nav.staff-review"), StaffReviewView.class));
        head.addClassName("page-head");
        var waiting = new LiveCard<>(
                        t("staff.waiting.title"), t("staff.waiting.none"), work, staff::waiting, StaffListView::lines)
                .on(announcements, Announcements.Kind.STAFF);
        filter.setValueChangeMode(ValueChangeMode.LAZY);
        filter.setClearButtonVisible(true);
        filter.addValueChangeListener(change -> show());
        columns();
        add(head, messages, waiting, filter, grid);
        work.read(messages, staff::list, lines -> {
            all = lines;
            show();
        });
    }

    private void columns() {
        grid.addColumn(line -> line.staffNo().value())
                .setHeader(t("staff.no"))
                .setWidth("7rem")
                .setFlexGrow(0);
        grid.addComponentColumn(line -> new RouterLink(line.name(), StaffView.class, address(line.staffNo())))
                .setHeader(t("staff.name"))
                .setWidth("9rem");
        grid.addColumn(StaffLine::signInName).setHeader(t("staff.sign-in.name")).setWidth("9rem");
        grid.addColumn(line -> StaffWords.roles(line.roles()))
                .setHeader(t("staff.roles"))
                .setWidth("12rem");
        grid.addColumn(line -> StaffWords.places(line.places()))
                .setHeader(t("staff.places"))
                .setWidth("12rem");
        grid.addColumn(line -> StaffWords.days(line.validFrom(), line.validTo()))
                .setHeader(t("staff.valid"))
                .setWidth("14rem");
        grid.addComponentColumn(StaffListView::state)
                .setHeader(t("staff.state"))
                .setWidth("11rem");
        grid.setAllRowsVisible(false);
        grid.addClassName("staff-grid");
        grid.getElement().setAttribute("aria-label", t("staff.list.title"));
    }

    private static Div state(StaffLine line) {
        var state = new Div(StaffWords.state(line.state()));
        state.addClassName("row");
        if (line.waiting()) {
            state.add(new Span(t("staff.waiting.mark")));
        }
        return state;
    }

    private static List<Div> lines(List<StaffChange> changes) {
        return changes.stream()
                .map(change -> {
                    var form = change.form();
                    var line = new Div(
                            new RouterLink(
                                    t(
                                            "staff.waiting.who",
                                            form.name(),
                                            change.staffNo().value()),
                                    StaffView.class,
                                    address(change.staffNo())),
                            new Span(t("staff.waiting.by", change.makerName(), Formats.dateTime(change.madeAt()))),
                            new Span(form.reason()));
                    line.addClassName("staff-line");
                    return line;
                })
                .toList();
    }

    private void show() {
        var wanted = fold(filter.getValue());
        grid.setItems(all.stream()
                .filter(line -> Stream.of(
                                line.staffNo().value(),
                                line.name(),
                                line.kana(),
                                line.signInName(),
                                StaffWords.roles(line.roles()),
                                StaffWords.places(line.places()))
                        .anyMatch(words -> fold(words).contains(wanted)))
                .toList());
    }

    private static String fold(String words) {
        return Normalizer.normalize(words, Normalizer.Form.NFKC)
                .replaceAll("\\s", "")
                .toLowerCase(Locale.ROOT);
    }

    private void open(StaffNo number) {
        getUI().ifPresent(ui -> ui.navigate(StaffView.class, address(number)));
    }

    static RouteParameters address(StaffNo number) {
        return new RouteParameters("number", number.value());
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("staff.list.title"));
    }
}
