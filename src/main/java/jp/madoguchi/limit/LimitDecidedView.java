package jp.madoguchi.limit;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.RolesAllowed;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jp.madoguchi.core.Permission;
import jp.madoguchi.limit.LimitFigures.Line;
import jp.madoguchi.limit.LimitFigures.Which;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** The decisions behind a figure; which, stands in the address. */
@Route("limit/decided")
@RolesAllowed({Permission.LIMIT_DECIDE, LimitFigures.SECOND})
class LimitDecidedView extends Div implements AfterNavigationObserver, HasDynamicTitle {

    private final LimitFigures figures;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Div content = new Div();

    LimitDecidedView(LimitFigures figures, Work work) {
        this.figures = figures;
        this.work = work;
        addClassName("page");
        content.addClassName("stack");
        var title = new H1(t("limit.decided.title"));
        title.addClassName("page-title");
        var head = new Div(title, new RouterLink(t("limit.figures.title"), LimitFiguresView.class));
        head.addClassName("page-head");
        add(head, messages, content);
    }

    static String address(Which which) {
        var parts = new ArrayList<>(List.of("from=" + which.from(), "to=" + which.to()));
        if (which.outcome() != null) {
            parts.add("outcome=" + which.outcome());
        }
        if (which.reason() != null) {
            parts.add("reason=" + which.reason());
        }
        if (which.late() != null) {
            parts.add("late=" + which.late());
        }
        if (which.waiting()) {
            parts.add("waiting=true");
        }
        return "limit/decided?" + String.join("&", parts);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        var asked = event.getLocation().getQueryParameters().getParameters();
        work.read(
                messages,
                () -> {
                    var month = figures.read(30);
                    var which = new Which(
                            date(asked, "from", month.from()),
                            date(asked, "to", month.to()),
                            one(asked, "outcome", LimitForm.Outcome.values()),
                            one(asked, "reason", LimitReason.values()),
                            one(asked, "late", new Boolean[] {true, false}),
                            Boolean.TRUE.equals(one(asked, "waiting", new Boolean[] {true})));
                    return new Found(which, figures.list(which));
                },
                this::show);
    }

    private record Found(Which which, List<Line> lines) {}

    private static LocalDate date(Map<String, List<String>> asked, String name, LocalDate otherwise) {
        try {
            return LocalDate.parse(asked.getOrDefault(name, List.of("")).getFirst());
        } catch (DateTimeParseException none) {
            return otherwise;
        }
    }

    private static <T> @Nullable T one(Map<String, List<String>> asked, String name, T[] values) {
        var text = asked.getOrDefault(name, List.of("")).getFirst();
        return Arrays.stream(values)
                .filter(value -> value.toString().equals(text))
                .findFirst()
                .orElse(null);
    }

    private void show(Found found) {
        content.removeAll();
        content.add(new Paragraph(words(found)), table(found.lines()));
    }

    private static String words(Found found) {
        var which = found.which();
        var parts = new ArrayList<String>();
        if (which.outcome() != null) {
            parts.add(t("limit.outcome." + which.outcome()));
        }
        if (which.reason() != null) {
            parts.add(t("limit.reason." + which.reason()));
        }
        if (which.late() != null) {
            parts.add(t("limit.figures.answers." + (which.late() ? "LATE" : "IN_TIME")));
        }
        if (which.waiting()) {
            parts.add(t("limit.offered"));
        }
        var number = found.lines().size();
        return t(
                number < LimitFigures.LISTED ? "limit.decided.found" : "limit.decided.many",
                Formats.date(which.from()),
                Formats.date(which.to()),
                String.join(t("list.separator"), parts),
                number);
    }

    private static Component table(List<Line> lines) {
        var grid = new Grid<Line>();
        grid.setAllRowsVisible(true);
        grid.addColumn(line -> Formats.dateTime(line.decidedAt())).setHeader(t("limit.decided.at"));
        grid.addColumn(line -> Formats.dateTime(line.receivedAt())).setHeader(t("limit.column.received"));
        grid.addColumn(line -> code("limit_request", "kind", line.kind().name()))
                .setHeader(t("limit.case.kind"));
        grid.addColumn(line -> Formats.yen(line.asked())).setHeader(t("limit.column.asked"));
        grid.addColumn(LimitDecidedView::outcome).setHeader(t("limit.decided.outcome"));
        grid.addColumn(line -> reasons(line)).setHeader(t("limit.cut.reason"));
        grid.addColumn(Line::reviewer).setHeader(t("limit.tab.by"));
        grid.addComponentColumn(line -> new RouterLink(
                        t("limit.open"),
                        LimitDecisionView.class,
                        new RouteParameters(
                                LimitDecisionView.DECISION, line.decision().toString())))
                .setHeader(t("limit.decided.open"));
        grid.setItems(lines);
        return grid;
    }

    static String outcome(Line line) {
        var limit = line.limit();
        var outcome = t("limit.outcome." + line.outcome());
        return limit == null ? outcome : t("limit.decided.with", outcome, Formats.yen(limit));
    }

    static String reasons(Line line) {
        return line.reasons().stream()
                .map(reason -> t("limit.reason." + reason))
                .collect(Collectors.joining(t("list.separator")));
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("limit.decided.title"));
    }
}
