package jp.madoguchi.income;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.review.NextCase;
import jp.madoguchi.review.TakenOverWords;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.Live;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.TimeLeft;
import jp.madoguchi.ui.Work;

/** The queue of income papers: how many of what, who has which, and the way to the next. */
@Route("income")
@RolesAllowed(Permission.INCOME_DECIDE)
@StyleSheet("context://ui/review-desk.css")
class IncomeView extends Div implements HasDynamicTitle {

    private final ReviewQueue queue;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Div content = new Div();
    private final NextCase next = new NextCase(t("income.next"), this::next);

    IncomeView(ReviewQueue queue, Announcements announcements, Work work) {
        this.queue = queue;
        this.work = work;
        addClassName("page");
        content.addClassName("stack");
        var title = new H1(t("income.title"));
        title.addClassName("page-title");
        var head = new Div(title, new RouterLink(t("income.overview.title"), IncomeOverviewView.class));
        head.addClassName("page-head");
        add(head, messages, content);
        Live.refresh(this, listener -> announcements.listen(Announcements.Kind.INCOME, listener), this::refresh);
        refresh();
    }

    private void refresh() {
        work.read(messages, queue::look, this::show);
    }

    private void show(QueueState state) {
        content.removeAll();
        queue.takenFromMe().stream().map(TakenOverWords::panel).forEach(content::add);
        content.add(counts(state), lines(state));
    }

    private Component counts(QueueState state) {
        var total = new Span(String.valueOf(state.count()));
        total.addClassName("queue-total");
        next.setText(t(state.mine() == null ? "income.next" : "income.go-on"));
        next.setEnabled(state.count() > 0);
        var first = new Div(new Paragraph(t("income.total")), total, next);
        first.addClassNames("card", "stack");
        var counts = new Div(
                first,
                counts(
                        "income.by-priority",
                        state.countBy(QueueState.Group::priority),
                        each -> t("income.priority." + each)),
                counts("income.by-age", state.countBy(QueueState.Group::age), each -> t("income.age." + each)),
                counts("income.by-kind", state.countBy(QueueState.Group::kind), IncomeView::kind));
        counts.addClassName("queue-counts");
        return counts;
    }

    private static String kind(String kind) {
        return kind.equals("UNKNOWN") ? t("income.kind.unknown") : code("income_certificate", "kind", kind);
    }

    private static <K> Div counts(String title, Map<K, Integer> counts, Function<K, String> words) {
        var facts = new FactList();
        counts.forEach((each, count) -> facts.fact(words.apply(each), String.valueOf(count)));
        var head = new H2(t(title));
        head.addClassName("card-title");
        var card = new Div(head, facts);
        card.addClassName("card");
        return card;
    }

    private Component lines(QueueState state) {
        if (state.lines().isEmpty()) {
            var none = new Paragraph(t("income.none"));
            none.addClassName("empty");
            return none;
        }
        var grid = new Grid<QueueLine>();
        grid.addThemeVariants(GridVariant.LUMO_ROW_STRIPES);
        grid.setAllRowsVisible(true);
        grid.addComponentColumn(line -> IncomeWords.priority(line.priority()))
                .setHeader(t("income.column.priority"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(line -> Formats.dateTime(line.receivedAt()))
                .setHeader(t("income.column.received"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(line -> IncomeWords.kind(line.kind())).setHeader(t("income.column.kind"));
        grid.addColumn(line -> code("income_certificate", "channel", line.channel()))
                .setHeader(t("income.column.channel"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(line -> t(line.unmasked() ? "income.papers.unmasked" : "income.papers", line.papers()))
                .setHeader(t("income.column.papers"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addComponentColumn(line -> holder(line, state)).setHeader(t("income.column.holder"));
        grid.addComponentColumn(line ->
                        new RouterLink(t("income.open"), ReviewDeskView.class, ReviewDeskView.address(line.sending())))
                .setHeader(t("income.column.open"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.setItems(state.lines());
        return grid;
    }

    private Component holder(QueueLine line, QueueState state) {
        var holder = line.holder();
        if (holder == null) {
            return new Span(t("income.free"));
        }
        var row = new Div(
                new Span(holder.name()),
                new TimeLeft(t("income.left"), Duration.between(state.asOf(), holder.until()), this::refresh));
        row.addClassName("row");
        return row;
    }

    private void next() {
        var id = OperationId.make();
        work.write(messages, id, () -> queue.next(id), this::go, this::refresh);
    }

    private void go(Optional<UUID> sending) {
        sending.ifPresentOrElse(
                found -> UI.getCurrent().navigate(ReviewDeskView.class, ReviewDeskView.address(found)), this::refresh);
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("income.title"));
    }
}
