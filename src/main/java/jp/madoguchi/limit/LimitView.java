package jp.madoguchi.limit;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.limit.LimitQueueState.Line;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.review.CasePage;
import jp.madoguchi.review.NextCase;
import jp.madoguchi.review.TakenOverWords;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.Live;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.TimeLeft;
import jp.madoguchi.ui.Work;

/** The queue of requests for a higher limit: how many wait, how many are late, who has which, and the way to the next. */
@Route("limit")
@RolesAllowed(Permission.LIMIT_DECIDE)
@StyleSheet("context://ui/review-desk.css")
class LimitView extends Div implements HasDynamicTitle {

    private final LimitQueue queue;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Div content = new Div();
    private final NextCase next = new NextCase(t("limit.next"), this::next);

    LimitView(LimitQueue queue, Announcements announcements, Work work) {
        this.queue = queue;
        this.work = work;
        addClassName("page");
        content.addClassName("stack");
        var title = new H1(t("limit.title"));
        title.addClassName("page-title");
        add(title, messages, content);
        Live.refresh(this, listener -> announcements.listen(Announcements.Kind.LIMIT, listener), this::refresh);
        refresh();
    }

    private void refresh() {
        work.read(messages, queue::look, this::show);
    }

    private void show(LimitQueueState state) {
        content.removeAll();
        queue.takenFromMe().stream().map(TakenOverWords::panel).forEach(content::add);
        content.add(counts(state), lines(state));
    }

    private Component counts(LimitQueueState state) {
        next.setEnabled(!state.lines().isEmpty());
        var counts = new Div(
                count("limit.total", state.lines().size(), next),
                count("limit.late", state.late()),
                count(
                        "limit.proposed",
                        state.lines().stream().filter(Line::secondPersonAsked).count()),
                count(
                        "limit.offered",
                        state.offered(),
                        state.offered() == 0 ? new Component[0] : new Component[] {offered(state)}));
        counts.addClassName("queue-counts");
        return counts;
    }

    /** Offers are valid for days, and none is older than the longest that can be looked back. */
    private static Anchor offered(LimitQueueState state) {
        var which = new LimitFigures.Which(state.today().minusDays(365), state.today(), null, null, null, true);
        var link = new Anchor(LimitDecidedView.address(which), t("limit.offered.list"));
        link.getElement().setAttribute("router-link", true);
        return link;
    }

    private static Div count(String key, long number, Component... parts) {
        var total = new Span(String.valueOf(number));
        total.addClassName("queue-total");
        var card = new Div(new Paragraph(t(key)), total);
        card.add(parts);
        card.addClassNames("card", "stack");
        return card;
    }

    private Component lines(LimitQueueState state) {
        if (state.lines().isEmpty()) {
            var none = new Paragraph(t("limit.none"));
            none.addClassName("empty");
            return none;
        }
        var grid = new Grid<Line>();
        grid.addThemeVariants(GridVariant.LUMO_ROW_STRIPES);
        grid.setAllRowsVisible(true);
        grid.addComponentColumn(line -> promised(line, state))
                .setHeader(t("limit.column.promised"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(line -> t(
                        "limit.received-age",
                        Formats.dateTime(line.receivedAt()),
                        ChronoUnit.DAYS.between(Tokyo.date(line.receivedAt()), state.today())))
                .setHeader(t("limit.column.received"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(line -> code("limit_request", "channel", line.channel()))
                .setHeader(t("limit.column.channel"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(line -> code("limit_request", "kind", line.kind().name()))
                .setHeader(t("limit.case.kind"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(line -> Formats.yen(line.askedLimit())).setHeader(t("limit.column.asked"));
        grid.addComponentColumn(LimitView::standing).setHeader(t("limit.column.state"));
        grid.addComponentColumn(line -> holder(line, state)).setHeader(t("limit.column.holder"));
        grid.addComponentColumn(
                        line -> new RouterLink(t("limit.open"), LimitCaseView.class, CasePage.address(line.request())))
                .setHeader(t("limit.column.open"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.setItems(state.lines());
        return grid;
    }

    private static Component promised(Line line, LimitQueueState state) {
        var day = new Div(new Span(Formats.date(line.promisedBy())));
        day.addClassName("row");
        if (line.promisedBy().isBefore(state.today())) {
            day.add(new Chip(t("limit.is-late"), Chip.Weight.STOP));
        }
        return day;
    }

    private static Component standing(Line line) {
        if (line.secondPersonAsked()) {
            return new Span(t("limit.second-person-asked"));
        }
        var state = code("limit_request", "state", line.state().name());
        var words = new Div(new Span(
                line.heldUntil() == null ? state : t("limit.held-until", state, Formats.date(line.heldUntil()))));
        if (line.papersCame()) {
            words.add(new Chip(t("limit.papers-came"), Chip.Weight.GOOD));
        }
        var waiting = line.waiting();
        if (waiting != null) {
            var why = new Div(t(
                    "limit.waits",
                    waiting.reasons().stream()
                            .map(reason -> t("limit.reason." + reason))
                            .toList(),
                    waiting.by(),
                    Formats.dateTime(waiting.since())));
            why.addClassName("muted");
            words.add(why);
        }
        return words;
    }

    private Component holder(Line line, LimitQueueState state) {
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

    private void go(Optional<UUID> request) {
        request.ifPresentOrElse(
                found -> UI.getCurrent().navigate(LimitCaseView.class, CasePage.address(found)), this::refresh);
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("limit.title"));
    }
}
