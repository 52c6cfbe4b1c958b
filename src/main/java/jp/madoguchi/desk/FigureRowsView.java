package jp.madoguchi.desk;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import jp.madoguchi.contact.ContactWords;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.desk.DeskFigures.Kind;
import jp.madoguchi.desk.DeskFigures.Line;
import jp.madoguchi.desk.DeskFigures.Which;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** The rows behind a figure of the place; which, stands in the address. */
@Route("figures/rows")
@RolesAllowed(Permission.CONTACT_WRITE)
class FigureRowsView extends Div implements AfterNavigationObserver, HasDynamicTitle {

    private static final Pattern CODE = Pattern.compile("[A-Z_]{2,40}");
    private static final Pattern HOUR = Pattern.compile("1?[0-9]|2[0-3]");

    private final DeskFigures figures;
    private final Clock clock;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Div content = new Div();

    FigureRowsView(DeskFigures figures, Clock clock, Work work) {
        this.figures = figures;
        this.clock = clock;
        this.work = work;
        addClassName("page");
        content.addClassName("stack");
        var title = new H1(t("desk.rows.title"));
        title.addClassName("page-title");
        var head = new Div(title, new RouterLink(t("desk.figures.title"), FiguresView.class));
        head.addClassName("page-head");
        add(head, messages, content);
    }

    static String address(Which which) {
        return "figures/rows?kind=" + which.kind() + "&from=" + which.from() + "&to=" + which.to()
                + (which.code() == null ? "" : "&code=" + which.code())
                + (which.hour() == null ? "" : "&hour=" + which.hour());
    }

    static Anchor link(String words, Which which) {
        var link = new Anchor(address(which), words);
        link.getElement().setAttribute("router-link", true);
        return link;
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        var asked = event.getLocation().getQueryParameters();
        var today = Tokyo.date(clock.instant());
        var from =
                asked.getSingleParameter("from").flatMap(FigureRowsView::date).orElse(today);
        var to = asked.getSingleParameter("to").flatMap(FigureRowsView::date).orElse(today);
        var which = new Which(
                asked.getSingleParameter("kind")
                        .flatMap(name -> Arrays.stream(Kind.values())
                                .filter(kind -> kind.name().equals(name))
                                .findFirst())
                        .orElse(Kind.CONTACT),
                from.isBefore(to.minusDays(DeskFigures.LONGEST)) ? to.minusDays(DeskFigures.LONGEST) : from,
                to,
                asked.getSingleParameter("code")
                        .filter(code -> CODE.matcher(code).matches())
                        .orElse(null),
                asked.getSingleParameter("hour")
                        .filter(hour -> HOUR.matcher(hour).matches())
                        .map(Integer::valueOf)
                        .orElse(null));
        work.read(messages, () -> figures.list(which), lines -> show(which, lines));
    }

    private static Optional<LocalDate> date(String typed) {
        try {
            return Optional.of(LocalDate.parse(typed));
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }

    private void show(Which which, List<Line> lines) {
        content.removeAll();
        content.add(
                new Paragraph(t(
                        lines.size() < DeskFigures.LISTED ? "desk.rows.found" : "desk.rows.many",
                        t("desk.kind." + which.kind()),
                        Formats.date(which.from()),
                        Formats.date(which.to()),
                        lines.size())),
                lines.isEmpty() ? nothing() : table(which.kind(), lines));
    }

    private static Component nothing() {
        var none = new Paragraph(t("desk.nothing"));
        none.addClassName("empty");
        return none;
    }

    private static Grid<Line> table(Kind kind, List<Line> lines) {
        var grid = new Grid<Line>();
        grid.setAllRowsVisible(true);
        grid.addColumn(line -> Formats.dateTime(line.at()))
                .setHeader(t("desk.rows.at"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(line -> FigureCharts.channel(kind, line.channel()))
                .setHeader(t("desk.rows.channel"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(line -> what(kind, line.what())).setHeader(t("desk.rows.what." + kind));
        if (kind != Kind.LOCKED) {
            grid.addColumn(line -> line.staffName()).setHeader(t("desk.rows.who"));
            grid.addComponentColumn(FigureRowsView::contact)
                    .setHeader(t("desk.rows.contact"))
                    .setAutoWidth(true)
                    .setFlexGrow(0);
        }
        if (kind == Kind.CONTACT) {
            grid.addColumn(line ->
                            line.outcome() == null ? t("desk.cause.OPEN") : code("contact", "outcome", line.outcome()))
                    .setHeader(t("desk.rows.outcome"));
        }
        grid.setItems(lines);
        return grid;
    }

    private static Component contact(Line line) {
        return line.contactNo() == null ? new Span() : ContactWords.link(line.contactNo());
    }

    private static String what(Kind kind, @Nullable String what) {
        if (what == null) {
            return "";
        }
        return switch (kind) {
            case LOCKED -> code("login_lock", "cause", what);
            case CLEARED -> code("login_lock", "clear_reason", what);
            case CONTACT, TIME -> code("contact", "cause", what);
        };
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("desk.rows.title"));
    }
}
