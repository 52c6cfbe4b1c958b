package jp.madoguchi.income;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.UUID;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.review.DeskColumns;
import jp.madoguchi.review.ReviewDesk;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** Acceptances that wait for the second person; one opens with its papers and is agreed to or sent back. */
@Route("income/second-look")
@RolesAllowed(SecondLooks.RIGHT)
@StyleSheet("context://ui/review-desk.css")
class SecondLookView extends Div implements HasDynamicTitle {

    private final SecondLooks looks;
    private final CaseRules rules;
    private final Pages pages;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final UndoBar undo;
    private final Div content = new Div();

    SecondLookView(SecondLooks looks, CertificateDecision decisions, CaseRules rules, Pages pages, Work work) {
        this.looks = looks;
        this.rules = rules;
        this.pages = pages;
        this.work = work;
        this.undo = new UndoBar(decisions, work, messages, sending -> list());
        addClassNames("page", "desk-page");
        content.addClassName("stack");
        var title = new H1(t("income.look.title"));
        title.addClassName("page-title");
        add(title, undo, messages, content);
        list();
    }

    private void list() {
        work.read(messages, looks::waiting, this::show);
    }

    private void show(List<SecondLooks.Waiting> waiting) {
        content.removeAll();
        if (waiting.isEmpty()) {
            var none = new Paragraph(t("income.look.none"));
            none.addClassName("empty");
            content.add(none);
        }
        waiting.forEach(each -> {
            var line = new Button(
                    t(
                            "income.look.line",
                            Formats.dateTime(each.decidedAt()),
                            IncomeWords.kind(each.kind()),
                            each.decidedBy(),
                            IncomeWords.causes(each.causes())),
                    click -> open(each.decision()));
            line.addClassName("list-entry");
            content.add(line);
        });
    }

    private void open(UUID decision) {
        work.read(messages, () -> looks.read(decision), this::show);
    }

    private void show(SecondLooks.Look look) {
        content.removeAll();
        var viewer = new PaperViewer(pages);
        content.add(new ReviewDesk(new DeskColumns(
                viewer,
                IncomeWords.facts(look.file(), rules.at(look.file().asOf()).capDivisor()),
                accepted(look),
                acts(look))));
        work.read(messages, () -> viewer.open(look.file().papersIn(CertificateState.DECIDED)), viewer::show);
    }

    private static Section accepted(SecondLooks.Look look) {
        var card = new Section(new FactList()
                .fact(t("income.figures.kind"), IncomeWords.kind(look.figures().kind()))
                .fact(t("income.overview.annual"), Formats.yen(look.annualIncome()))
                .fact(t("income.look.formula"), look.formula())
                .fact(t("income.overview.renew"), Formats.date(look.renewOn()))
                .fact(t("income.look.by"), look.decidedBy())
                .fact(t("income.look.why"), IncomeWords.causes(look.causes())));
        card.addClassName("card");
        return card;
    }

    private Div acts(SecondLooks.Look look) {
        var objection = new RadioButtonGroup<SecondLooks.Objection>(t("income.look.objection"));
        objection.setItems(SecondLooks.Objection.values());
        objection.setItemLabelGenerator(each -> t("income.objection." + each));
        var agree = new Button(t("income.look.agree"), click -> look(look, null));
        agree.addThemeVariants(ButtonVariant.PRIMARY);
        var back = new Button(t("income.look.back"), click -> look(look, objection.getValue()));
        back.setEnabled(false);
        objection.addValueChangeListener(change -> back.setEnabled(change.getValue() != null));
        var row = new Div(agree, back, new Button(t("button.cancel"), click -> list()));
        row.addClassName("row");
        var acts = new Div(objection, row);
        acts.addClassName("desk-acts");
        return acts;
    }

    private void look(SecondLooks.Look look, SecondLooks.@Nullable Objection objection) {
        var id = OperationId.make();
        work.write(
                messages,
                id,
                () -> looks.look(id, look.decision(), look.file().fingerprint(), objection),
                done -> {
                    if (done.effectiveAt() == null) {
                        undo.hide();
                    } else {
                        undo.show(done);
                    }
                    list();
                },
                this::list);
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("income.look.title"));
    }
}
