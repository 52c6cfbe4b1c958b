package jp.madoguchi.periodic;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.Optional;
import java.util.UUID;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Yen;
import jp.madoguchi.lending.BureauInquiries;
import jp.madoguchi.lending.FindingList;
import jp.madoguchi.lending.LimitFinding;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.review.CasePage;
import jp.madoguchi.review.DeskColumns;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;

/** One review on one page: what was found against the limit in force, the facts behind it, and how it ends. */
@Route("limit/reviews/:item")
@RolesAllowed(Permission.LIMIT_DECIDE)
class PeriodicCaseView extends CasePage<PeriodicCase> {

    private final PeriodicCases cases;
    private final BureauInquiries bureau;

    PeriodicCaseView(
            PeriodicQueue queue, PeriodicCases cases, BureauInquiries bureau, Announcements announcements, Work work) {
        super(queue, PeriodicView.class, "periodic", Announcements.Kind.PERIODIC, announcements, work);
        this.cases = cases;
        this.bureau = bureau;
    }

    @Override
    protected PeriodicCase read(UUID review) {
        return cases.read(review);
    }

    @Override
    protected void show(PeriodicCase file) {
        if (file.isOver()) {
            done(t("periodic.over"));
            return;
        }
        head.add(
                new Anchor("members/" + file.memberNo() + "/limit", t("limit.case.member", file.memberNo())),
                new Span(t("periodic.due-by", Formats.date(file.dueBy()))),
                new Span(t("income.desk.kept")));
        var tasks = new FindingList(file.findings(), finding -> act(file, finding));
        content.add(new DeskColumns(tasks, facts(file), new PeriodicEndForm(file, form -> end(file, form))));
    }

    private Optional<Component> act(PeriodicCase file, LimitFinding finding) {
        return switch (finding.code()) {
            case "BUREAU_ANSWER" -> Optional.of(new Button(t("limit.case.ask-bureau"), click -> askBureau(file)));
            case "INCOME_CERTIFICATE" ->
                Optional.of(new Button(t("periodic.ask-certificate"), click -> askCertificate(file)));
            default -> Optional.empty();
        };
    }

    private void askBureau(PeriodicCase file) {
        var id = OperationId.make();
        work.write(
                messages,
                id,
                () -> bureau.ask(id, BureauInquiries.Purpose.PERIODIC_REVIEW, file.ref(), file.memberNo()),
                answer -> {
                    reload(file.ref());
                    if (answer.outcome() != BureauInquiries.Outcome.ANSWERED) {
                        messages.problem(
                                t("limit.case.bureau." + answer.outcome()),
                                MessagePanel.Saved.NOTHING,
                                t("limit.case.bureau.next"),
                                null);
                    }
                },
                () -> reload(file.ref()));
    }

    private void askCertificate(PeriodicCase file) {
        var id = OperationId.make();
        work.write(
                messages,
                id,
                () -> {
                    cases.askCertificate(id, file.ref());
                    return id;
                },
                asked -> done(t("periodic.certificate-asked")),
                this::toQueue);
    }

    private static Div facts(PeriodicCase file) {
        var facts = file.facts();
        var asked = file.askedAt();
        var list = new FactList()
                .fact(t("income.fact.name"), t("income.fact.name.reading", file.name(), file.kana()))
                .fact(
                        t("periodic.column.kind"),
                        t(
                                "periodic.kind",
                                code("periodic_review", "kind", file.kind().name()),
                                file.month().getYear(),
                                file.month().getMonthValue()))
                .fact(t("limit.change.limit"), Formats.yen(file.present()))
                .fact(t("contract.balance"), yen(facts.balance()))
                .fact(t("periodic.income"), yen(facts.annualIncome()))
                .fact(t("periodic.others"), yen(facts.othersBalance()));
        if (asked != null) {
            list.fact(t("periodic.asked.label"), Formats.dateTime(asked));
        }
        var title = new H2(t("periodic.facts"));
        title.addClassName("card-title");
        var card = new Div(title, list, new Paragraph(t("periodic.means." + file.kind())));
        card.addClassName("card");
        return card;
    }

    private static String yen(@org.jspecify.annotations.Nullable Long amount) {
        return amount == null ? t("lending.unknown") : Formats.yen(new Yen(amount));
    }

    private void end(PeriodicCase file, PeriodicForm form) {
        var id = OperationId.make();
        work.write(
                messages,
                id,
                () -> {
                    cases.end(id, file.ref(), form);
                    return form.outcome();
                },
                outcome -> done(t("periodic.done." + outcome)),
                this::toQueue);
    }
}
