package jp.madoguchi.periodic;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.periodic.PeriodicQueueState.Line;
import jp.madoguchi.review.CasePage;
import jp.madoguchi.review.NextCase;
import jp.madoguchi.review.TakenOverWords;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.Live;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.TimeLeft;
import jp.madoguchi.ui.Work;

/** The periodic review: for how many the bureau is still to be asked, in which something was found, and the way to the next. */
@Route("limit/reviews")
@RolesAllowed(Permission.LIMIT_DECIDE)
@StyleSheet("context://ui/review-desk.css")
class PeriodicView extends Div implements HasDynamicTitle {

    private final PeriodicQueue queue;
    private final PeriodicInquiries inquiries;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Div content = new Div();
    private final NextCase next = new NextCase(t("periodic.next"), this::next);

    PeriodicView(PeriodicQueue queue, PeriodicInquiries inquiries, Announcements announcements, Work work) {
        this.queue = queue;
        this.inquiries = inquiries;
        this.work = work;
        addClassName("page");
        content.addClassName("stack");
        var title = new H1(t("periodic.title"));
        title.addClassName("page-title");
        add(title, messages, content);
        Live.refresh(this, listener -> announcements.listen(Announcements.Kind.PERIODIC, listener), this::refresh);
        refresh();
    }

    private void refresh() {
        work.read(messages, queue::look, this::show);
    }

    private void show(PeriodicQueueState state) {
        content.removeAll();
        queue.takenFromMe().stream().map(TakenOverWords::panel).forEach(content::add);
        content.add(counts(state), lines(state));
    }

    private Component counts(PeriodicQueueState state) {
        next.setEnabled(state.atReview() > 0);
        var counts = new Div(count("periodic.at-review", state.atReview(), next), due(state));
        counts.addClassName("queue-counts");
        return counts;
    }

    private static Div count(String key, int number, Component... parts) {
        var total = new Span(String.valueOf(number));
        total.addClassName("queue-total");
        var card = new Div(new Paragraph(t(key)), total);
        card.add(parts);
        card.addClassNames("card", "stack");
        return card;
    }

    private Div due(PeriodicQueueState state) {
        var card = count("periodic.due", state.due());
        var dueBy = state.dueBy();
        if (dueBy != null) {
            var day = new Div(new Span(t("periodic.due-by", Formats.date(dueBy))));
            day.addClassName("row");
            if (state.isLate()) {
                day.add(new Chip(t("limit.is-late"), Chip.Weight.STOP));
            }
            card.add(day);
        }
        var round = inquiries.round();
        round.ifPresent(now -> card.add(new Paragraph(
                t(now.isOver() ? "periodic.round.over" : "periodic.round.runs", now.answered(), now.failed()))));
        if (round.filter(now -> !now.isOver()).isPresent()) {
            card.add(new Button(t("periodic.stop"), click -> {
                inquiries.stop();
                refresh();
            }));
        } else if (state.due() > 0) {
            card.add(new Button(t("periodic.ask-all"), click -> {
                inquiries.start();
                refresh();
            }));
        }
        return card;
    }

    private Component lines(PeriodicQueueState state) {
        if (state.lines().isEmpty()) {
            var none = new Paragraph(t("periodic.none"));
            none.addClassName("empty");
            return none;
        }
        var grid = new Grid<Line>();
        grid.addThemeVariants(GridVariant.LUMO_ROW_STRIPES);
        grid.setAllRowsVisible(true);
        grid.addColumn(line -> Formats.date(line.dueBy()))
                .setHeader(t("periodic.column.due"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(line -> t(
                        "periodic.kind",
                        code("periodic_review", "kind", line.kind().name()),
                        line.month().getYear(),
                        line.month().getMonthValue()))
                .setHeader(t("periodic.column.kind"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(line -> line.findings().stream()
                        .map(finding -> t("lending.finding." + finding))
                        .collect(Collectors.joining(t("list.separator"))))
                .setHeader(t("periodic.column.findings"));
        grid.addColumn(line -> {
                    var asked = line.askedAt();
                    return asked == null ? "" : t("periodic.asked", Formats.dateTime(asked));
                })
                .setHeader(t("limit.column.state"));
        grid.addComponentColumn(line -> holder(line, state)).setHeader(t("limit.column.holder"));
        grid.addComponentColumn(
                        line -> new RouterLink(t("limit.open"), PeriodicCaseView.class, CasePage.address(line.ref())))
                .setHeader(t("periodic.column.open"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.setItems(state.lines());
        return grid;
    }

    private Component holder(Line line, PeriodicQueueState state) {
        if (line.holder() == null || line.until() == null) {
            return new Span(t("income.free"));
        }
        var row = new Div(
                new Span(line.holder()),
                new TimeLeft(t("income.left"), Duration.between(state.asOf(), line.until()), this::refresh));
        row.addClassName("row");
        return row;
    }

    private void next() {
        var id = OperationId.make();
        work.write(messages, id, () -> queue.next(id), this::go, this::refresh);
    }

    private void go(Optional<UUID> review) {
        review.ifPresentOrElse(
                found -> UI.getCurrent().navigate(PeriodicCaseView.class, CasePage.address(found)), this::refresh);
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("periodic.title"));
    }
}
