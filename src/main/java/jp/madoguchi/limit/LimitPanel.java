package jp.madoguchi.limit;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.approval.MemberPanel;
import jp.madoguchi.approval.NextStep;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Yen;
import jp.madoguchi.lending.ContractPaperPrints;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.policy.Verdict;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MadeFile;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/** The limit with stops, requests, offer, changes and papers; its figures only after a passed check, or in the case. */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@StyleSheet("context://ui/care.css")
class LimitPanel extends MemberPanel<LimitHistory> {

    private final LimitCuts cuts;
    private final LimitRequests requests;
    private final LimitOffers offers;
    private final ContractPaperPrints prints;

    LimitPanel(
            LimitHistories histories,
            LimitCuts cuts,
            LimitRequests requests,
            LimitOffers offers,
            ContractPaperPrints prints,
            Approvals approvals,
            Announcements announcements,
            Work work) {
        super(histories::read, approvals, announcements, work);
        this.cuts = cuts;
        this.requests = requests;
        this.offers = offers;
        this.prints = prints;
    }

    @Override
    protected void show(MemberNo member, LimitHistory history) {
        var figures = history.figures();
        content.add(card("limit.tab.now", now(history, figures)));
        if (CurrentStaff.get().rights().containsKey(Permission.BORROWING_STOP)) {
            work.read(messages, () -> cuts.choices(member), choices -> content.add(cutting(member, choices, figures)));
        }
        if (figures == null) {
            return;
        }
        figures.open().ifPresent(open -> content.add(card("limit.tab.offer", offer(member, open))));
        content.add(
                card("limit.tab.requests", requests(member, history, figures.requests())),
                card("limit.tab.changes", changes(figures.changes())),
                card("limit.tab.papers", papers(history, figures.papers())));
    }

    private static Div card(String key, com.vaadin.flow.component.Component part) {
        var card = new Div(new H2(t(key)), part);
        card.addClassNames("card", "care-card");
        return card;
    }

    private static Div now(LimitHistory history, LimitHistory.@Nullable Figures figures) {
        var part = new Div();
        part.addClassName("stack");
        if (figures == null) {
            var hidden = new Span(t("limit.tab.hidden"));
            hidden.addClassName("hidden-fact");
            part.add(hidden);
        } else {
            var limit = figures.limit();
            part.add(new FactList()
                    .fact(t("limit.change.limit"), limit == null ? t("limit.tab.no-contract") : Formats.yen(limit))
                    .fact(t("limit.change.apr"), percent(figures.apr())));
        }
        if (history.stops().isEmpty()) {
            part.add(new Paragraph(t("limit.tab.not-stopped")));
            return part;
        }
        var stops = new UnorderedList();
        for (var stop : history.stops()) {
            stops.add(new ListItem(t(
                    "limit.tab.stop",
                    code("borrowing_stop", "reason", stop.reason()),
                    Formats.dateTime(stop.since()),
                    stop.by() == null ? t("limit.tab.by-system") : stop.by())));
        }
        part.add(new Paragraph(t("limit.tab.stopped")), stops);
        return part;
    }

    private static String percent(@Nullable BigDecimal apr) {
        return apr == null
                ? t("limit.change.none")
                : t("limit.change.percent", apr.stripTrailingZeros().toPlainString());
    }

    // Cutting
    // ----------------------------------------------------------------------------------------------------------

    private Div cutting(MemberNo member, LimitCuts.Choices choices, LimitHistory.@Nullable Figures figures) {
        var part = new Div();
        part.addClassName("stack");
        part.add(new NextStep(approvals, work)
                .show(
                        choices.stopping(),
                        watch.latest(choices.contact(), Permission.CONTACT_WRITE, StopWithSecondPerson.CODE),
                        "limit.cut.stop",
                        () -> cut(member, choices, null)));
        var limit = figures == null ? null : figures.limit();
        if (choices.lowering() instanceof Verdict.Allowed && limit != null) {
            part.add(new Button(t("limit.cut.lower"), click -> cut(member, choices, limit)));
        }
        return card("limit.cut.title", part);
    }

    private void cut(MemberNo member, LimitCuts.Choices choices, @Nullable Yen present) {
        var version = choices.contractVersion();
        if (version != null) {
            new CutDialog(cuts, work, member, version, present, choices.stopping()).open();
        }
    }

    // Offer, requests
    // --------------------------------------------------------------------------------------------------------------

    private Div offer(MemberNo member, LimitHistory.Open open) {
        var part = new Div(new Paragraph(t(
                "limit.tab.offer.line",
                Formats.yen(open.limit()),
                percent(open.apr()),
                Formats.yen(open.minimum()),
                Formats.dateTime(open.validUntil()))));
        part.addClassName("stack");
        if (CurrentStaff.get().may(Permission.LIMIT_DECIDE)) {
            part.add(act("limit.tab.offer.withdraw", id -> offers.withdraw(id, member, open.ref())));
        }
        return part;
    }

    private Button act(String label, Consumer<OperationId> act) {
        var button = new Button(t(label));
        button.setDisableOnClick(true);
        button.addClickListener(click -> {
            var id = OperationId.make();
            work.write(
                    messages,
                    id,
                    () -> {
                        act.accept(id);
                        return id;
                    },
                    done -> changed(),
                    LimitPanel::changed);
            button.setEnabled(true);
        });
        return button;
    }

    private Div requests(MemberNo member, LimitHistory history, List<LimitHistory.Request> lines) {
        if (lines.isEmpty()) {
            return new Div(new Paragraph(t("limit.tab.requests.none")));
        }
        var grid = new Grid<LimitHistory.Request>();
        grid.setAllRowsVisible(true);
        grid.addColumn(line -> Formats.dateTime(line.receivedAt())).setHeader(t("limit.column.received"));
        grid.addColumn(line -> code("limit_request", "kind", line.kind().name()))
                .setHeader(t("limit.case.kind"));
        grid.addColumn(line -> code("limit_request", "channel", line.channel())).setHeader(t("limit.column.channel"));
        grid.addColumn(line -> Formats.yen(line.asked())).setHeader(t("limit.column.asked"));
        grid.addColumn(line -> code("limit_request", "state", line.state().name()))
                .setHeader(t("limit.column.state"));
        grid.addColumn(line -> {
                    var ended = line.endedAt();
                    return ended == null
                            ? t("limit.tab.promised", Formats.date(line.promisedBy()))
                            : Formats.dateTime(ended);
                })
                .setHeader(t("limit.tab.answer"));
        grid.setItems(lines);
        var part = new Div(grid);
        part.addClassName("stack");
        lines.stream()
                .filter(line -> line.endedAt() == null)
                .findFirst()
                .flatMap(line -> history.contact()
                        .filter(contact ->
                                contact.isChecked() && CurrentStaff.get().may(Permission.LIMIT_REQUEST))
                        .map(contact -> act(
                                "limit.tab.withdraw",
                                id -> requests.withdraw(id, contact.contactNo(), member, line.ref()))))
                .ifPresent(part::add);
        return part;
    }

    private static Div changes(List<LimitHistory.Change> lines) {
        if (lines.isEmpty()) {
            return new Div(new Paragraph(t("limit.tab.changes.none")));
        }
        var grid = new Grid<LimitHistory.Change>();
        grid.setAllRowsVisible(true);
        grid.addColumn(line -> Formats.dateTime(line.at())).setHeader(t("limit.tab.at"));
        grid.addColumn(line -> t("limit.offer.change", Formats.yen(line.oldLimit()), Formats.yen(line.newLimit())))
                .setHeader(t("limit.change.limit"));
        grid.addColumn(line -> percent(line.newApr())).setHeader(t("limit.change.apr"));
        grid.addColumn(line -> {
                    var reason = line.reason();
                    return reason == null
                            ? code("limit_change", "why", line.why())
                            : t(
                                    "limit.tab.why",
                                    code("limit_change", "why", line.why()),
                                    code("limit_change", "reason", reason));
                })
                .setHeader(t("limit.tab.what"));
        grid.addColumn(line -> line.by() == null ? t("limit.by.member") : line.by())
                .setHeader(t("limit.tab.by"));
        grid.setItems(lines);
        return new Div(grid);
    }

    // Papers
    // -----------------------------------------------------------------------------------------------------------

    private Div papers(LimitHistory history, List<LimitHistory.Paper> papers) {
        if (papers.isEmpty()) {
            return new Div(new Paragraph(t("limit.tab.papers.none")));
        }
        var list = new UnorderedList();
        for (var paper : papers) {
            var posted = paper.postedAt();
            var line = new ListItem(new Span(t(
                    "limit.tab.paper",
                    paper.paperNo(),
                    Formats.dateTime(paper.madeAt()),
                    code("contract_paper", "delivery", paper.delivery()),
                    posted == null ? t("limit.tab.paper.not-posted") : Formats.dateTime(posted))));
            printer(history, paper).ifPresent(line::add);
            list.add(line);
        }
        return new Div(list);
    }

    private Optional<Anchor> printer(LimitHistory history, LimitHistory.Paper paper) {
        return history.contact()
                .filter(contact -> contact.isChecked() && CurrentStaff.get().may(Permission.LIMIT_REQUEST))
                .map(contact -> {
                    var link = MadeFile.sheet(
                            messages,
                            t("limit.tab.paper.print"),
                            () -> MadeFile.pdf(paper.paperNo(), prints.print(contact.contactNo(), paper.paperNo())));
                    link.addClassName("certificate-sheet");
                    return link;
                });
    }

    private static void changed() {
        ScreenBus.of(UI.getCurrent()).fire(new ScreenBus.MemberChanged());
    }
}
