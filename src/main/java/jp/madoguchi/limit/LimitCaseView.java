package jp.madoguchi.limit;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.Optional;
import java.util.UUID;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.lending.BureauInquiries;
import jp.madoguchi.lending.FindingList;
import jp.madoguchi.lending.LimitFinding;
import jp.madoguchi.lending.LimitJudgement;
import jp.madoguchi.lending.WhatIfPanel;
import jp.madoguchi.lending.WorkplaceChecks;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.review.CasePage;
import jp.madoguchi.review.DeskColumns;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;

/**
 * One request on one page: the tasks in their order with inputs, formula, rule and result; what was asked and declared; the
 * decision, which no open or failed task lets through; the simulation for the conversation.
 */
@Route("limit/case/:item")
@RolesAllowed(Permission.LIMIT_DECIDE)
class LimitCaseView extends CasePage<LimitCase> {

    private final LimitCases cases;
    private final LimitDecisions decisions;
    private final BureauInquiries bureau;
    private final WorkplaceChecks workplaces;

    LimitCaseView(
            LimitQueue queue,
            LimitCases cases,
            LimitDecisions decisions,
            BureauInquiries bureau,
            WorkplaceChecks workplaces,
            Announcements announcements,
            Work work) {
        super(queue, LimitView.class, "limit", Announcements.Kind.LIMIT, announcements, work);
        this.cases = cases;
        this.decisions = decisions;
        this.bureau = bureau;
        this.workplaces = workplaces;
    }

    @Override
    protected LimitCase read(UUID request) {
        return cases.read(request);
    }

    @Override
    protected void show(LimitCase file) {
        head.add(
                new Anchor("members/" + file.memberNo() + "/limit", t("limit.case.member", file.memberNo())),
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
        return new FindingList(judgement.findings(), finding -> act(file, finding));
    }

    /** What the reviewer can do about an open task here and now. */
    private Optional<Component> act(LimitCase file, LimitFinding finding) {
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
                () -> bureau.ask(id, file.kind().purpose(), file.request(), file.memberNo()),
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
                        t("limit.case.kind"),
                        code("limit_request", "kind", file.kind().name()))
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
        work.write(messages, id, () -> decisions.decide(id, file.request(), form), this::decided, this::toQueue);
    }

    private void decided(LimitDecided decided) {
        done(t(decided.approvalRequest() == null ? "limit.decided." + decided.outcome() : "limit.decided.second"));
    }
}
