package jp.madoguchi.limit;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.RolesAllowed;
import java.util.Optional;
import java.util.UUID;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.lending.BureauInquiries;
import jp.madoguchi.lending.LendingWords;
import jp.madoguchi.lending.LimitFinding;
import jp.madoguchi.lending.LimitJudgement;
import jp.madoguchi.lending.WhatIfPanel;
import jp.madoguchi.lending.WorkplaceChecks;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.review.DeskColumns;
import jp.madoguchi.review.HeldByAnother;
import jp.madoguchi.review.ReviewDesk;
import jp.madoguchi.review.TakeOverCard;
import jp.madoguchi.review.TakenOverWords;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.Live;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Refs;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/**
 * One request on one page: the tasks in their order with inputs, formula, rule and result; what was asked and declared; the
 * decision, which no open or failed task lets through; the simulation for the conversation.
 */
@Route("limit/case/:request")
@RolesAllowed(Permission.LIMIT_DECIDE)
@StyleSheet("context://ui/review-desk.css")
@StyleSheet("context://ui/limit.css")
class LimitCaseView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final LimitQueue queue;
    private final LimitCases cases;
    private final LimitDecisions decisions;
    private final BureauInquiries bureau;
    private final WorkplaceChecks workplaces;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Div head = new Div();
    private final Div content = new Div();
    private @Nullable LimitCase open;

    LimitCaseView(
            LimitQueue queue,
            LimitCases cases,
            LimitDecisions decisions,
            BureauInquiries bureau,
            WorkplaceChecks workplaces,
            Announcements announcements,
            Work work) {
        this.queue = queue;
        this.cases = cases;
        this.decisions = decisions;
        this.bureau = bureau;
        this.workplaces = workplaces;
        this.work = work;
        addClassNames("page", "desk-page");
        head.addClassName("desk-head");
        var desk = new ReviewDesk(head, messages, content);
        desk.on("beat", this::beat);
        add(desk);
        Live.refresh(this, listener -> announcements.listen(Announcements.Kind.LIMIT, listener), this::beat);
    }

    static RouteParameters address(UUID request) {
        return new RouteParameters("request", request.toString());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var request = Refs.in(event, "request");
        if (request.isEmpty()) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        enter(request.get());
    }

    private void enter(UUID request) {
        close();
        try {
            queue.take(OperationId.make(), request);
        } catch (HeldByAnother held) {
            messages.refused(held);
            content.add(new TakeOverCard(work, (id, note) -> queue.takeOver(id, request, note), () -> enter(request)));
            return;
        } catch (LimitRefused over) {
            messages.refused(over);
            return;
        }
        reload(request);
    }

    private void reload(UUID request) {
        work.read(messages, () -> cases.read(request), this::show);
    }

    private void close() {
        open = null;
        head.removeAll();
        content.removeAll();
        var title = new H1(t("limit.case.title"));
        title.addClassName("page-title");
        head.add(title, new RouterLink(t("limit.case.queue"), LimitView.class));
    }

    private void show(LimitCase file) {
        close();
        open = file;
        head.add(
                new Anchor("members/" + file.memberNo() + "/contracts", t("limit.case.member", file.memberNo())),
                new Span(t("limit.case.promised", Formats.date(file.promisedBy()))),
                new Span(t("income.desk.kept")));
        var tasks = new Div();
        tasks.addClassName("stack");
        tasks.add(tasks(file, file.judgement()));
        var form = new LimitDecisionForm(
                file,
                (limit, apr) -> cases.judge(file.request(), limit, apr),
                judgement -> {
                    tasks.removeAll();
                    tasks.add(tasks(file, judgement));
                },
                decision -> decide(file, decision),
                work);
        content.add(new DeskColumns(tasks, asked(file), form, whatIf(file)));
    }

    // What stands on the left
    // -------------------------------------------------------------------------------------------

    private Div tasks(LimitCase file, LimitJudgement judgement) {
        var list = new UnorderedList();
        list.addClassNames("checks", "limit-tasks");
        judgement.findings().forEach(finding -> list.add(task(file, finding)));
        var title = new H2(t("limit.case.tasks"));
        title.addClassName("card-title");
        var card = new Div(title, list);
        card.addClassName("card");
        return card;
    }

    private ListItem task(LimitCase file, LimitFinding finding) {
        var sign = new Span(
                switch (finding.result()) {
                    case OK -> "✓";
                    case OPEN -> "…";
                    case FAILED -> "✕";
                });
        sign.addClassName("check-sign");
        sign.getElement().setAttribute("role", "img");
        sign.getElement().setAttribute("aria-label", LendingWords.result(finding.result()));
        var formula = new Span(LendingWords.formula(finding));
        formula.addClassName("limit-formula");
        var rule = new Span(LendingWords.rule(finding));
        rule.addClassName("limit-rule");
        var words = new Div(new Span(LendingWords.task(finding)), formula, rule);
        words.addClassName("limit-task");
        var line = new ListItem(sign, words);
        line.addClassName(
                switch (finding.result()) {
                    case OK -> "check-HOLDS";
                    case OPEN -> "check-OPEN";
                    case FAILED -> "check-FAILS";
                });
        var obstacle = LendingWords.obstacle(finding);
        if (!obstacle.isEmpty()) {
            var why = new Span(obstacle);
            why.addClassName("check-why");
            words.add(why);
        }
        if (finding.result() != LimitFinding.Result.OK) {
            act(file, finding).ifPresent(line::add);
        }
        return line;
    }

    /** What the reviewer can do about an open task here and now. */
    private Optional<Button> act(LimitCase file, LimitFinding finding) {
        return switch (finding.code()) {
            case "BUREAU_ANSWER" -> Optional.of(new Button(t("limit.case.ask-bureau"), click -> askBureau(file)));
            case "WORKPLACE_CHECK" ->
                Optional.of(new Button(
                        t("limit.case.workplace"),
                        click -> new WorkplaceCheckDialog(
                                        workplaces, work, file.request(), file.memberNo(), () -> reload(file.request()))
                                .open()));
            default -> Optional.empty();
        };
    }

    private void askBureau(LimitCase file) {
        var id = OperationId.make();
        work.write(
                messages,
                id,
                () -> bureau.ask(id, BureauInquiries.Purpose.LIMIT_CASE, file.request(), file.memberNo()),
                answer -> {
                    reload(file.request());
                    if (answer.outcome() != BureauInquiries.Outcome.ANSWERED) {
                        messages.problem(
                                t("limit.case.bureau." + answer.outcome()),
                                MessagePanel.Saved.NOTHING,
                                t("limit.case.bureau.next"),
                                null);
                    }
                },
                () -> reload(file.request()));
    }

    // What stands on the right
    // ------------------------------------------------------------------------------------------

    private static Div asked(LimitCase file) {
        var facts = file.facts();
        var list = new FactList()
                .fact(t("income.fact.name"), t("income.fact.name.reading", file.name(), file.kana()))
                .fact(t("limit.case.asked"), Formats.yen(file.askedLimit()))
                .fact(
                        t("limit.case.present"),
                        t(
                                "limit.case.present.value",
                                facts.creditLimit() == null ? "" : String.format("%,d", facts.creditLimit()),
                                facts.apr() == null
                                        ? ""
                                        : facts.apr().stripTrailingZeros().toPlainString()))
                .fact(
                        t("limit.case.purpose"),
                        code("limit_request", "purpose", file.purpose().name()))
                .fact(t("limit.case.income"), Formats.yen(file.declaredIncome()))
                .fact(
                        t("limit.case.employer"),
                        file.declaredEmployer() == null ? t("income.fact.none") : file.declaredEmployer())
                .fact(
                        t("limit.case.others"),
                        t("limit.case.others.value", Formats.yen(file.othersBalance()), file.othersLenders()))
                .fact(
                        t("limit.case.received"),
                        t(
                                "limit.case.received.value",
                                Formats.dateTime(file.receivedAt()),
                                code("limit_request", "channel", file.channel())));
        if (file.consented()) {
            list.fact(t("limit.case.consent"), t("limit.case.consent.value"));
        }
        var title = new H2(t("limit.case.request"));
        title.addClassName("card-title");
        var card = new Div(title, list);
        card.addClassName("card");
        return card;
    }

    private Div whatIf(LimitCase file) {
        var card = new Div(new H2(t("limit.case.what-if")));
        card.addClassNames("card", "stack");
        work.read(
                messages,
                () -> cases.ground(file.request()),
                ground -> ground.ifPresent(found -> card.add(new WhatIfPanel(found))));
        return card;
    }

    // Deciding
    // ----------------------------------------------------------------------------------------------------------

    private void decide(LimitCase file, LimitForm form) {
        var id = OperationId.make();
        work.write(
                messages,
                id,
                () -> decisions.decide(id, file.request(), form),
                this::decided,
                () -> UI.getCurrent().navigate(LimitView.class));
    }

    private void decided(LimitDecided decided) {
        close();
        messages.good(
                t(decided.approvalRequest() == null ? "limit.decided." + decided.outcome() : "limit.decided.second"),
                "");
        var next = new Button(t("limit.next"), click -> {
            var id = OperationId.make();
            work.write(
                    messages,
                    id,
                    () -> queue.next(id),
                    found -> found.ifPresentOrElse(
                            request -> UI.getCurrent().navigate(LimitCaseView.class, address(request)),
                            () -> content.add(new Paragraph(t("limit.none")))),
                    () -> UI.getCurrent().navigate(LimitView.class));
        });
        next.focus();
        content.add(next);
    }

    /** The tab lives; where the request is no longer the reader's, everything says so. */
    private void beat() {
        var current = open;
        if (current == null) {
            return;
        }
        work.read(messages, () -> queue.renew(current.request()), until -> {
            if (until.isEmpty()) {
                close();
                TakenOverWords.lost(messages, queue.takenFromMe(), current.request());
            }
        });
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("limit.case.title"));
    }
}
