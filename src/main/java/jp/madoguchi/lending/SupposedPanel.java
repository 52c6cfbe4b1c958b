package jp.madoguchi.lending;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.contract.Account;
import jp.madoguchi.contract.Simulation;
import jp.madoguchi.contract.WhatIf;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Yen;
import jp.madoguchi.lending.Supposed.Kind;
import jp.madoguchi.ui.DateField;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MadeFile;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/**
 * With a member on the line: an amount and a day, and at once the sentence to say, the figures, the plot and the whole plan; to be
 * printed or mailed. Changes nothing.
 */
@StyleSheet("context://ui/lending.css")
final class SupposedPanel extends Div {

    private static final int PAUSE_MILLIS = 250;
    private static final int STEP = 10_000;
    private static final int MOST = 99_999_999;
    private static final int YEARS = 5;

    private final Kind kind;
    private final WhatIf whatIf;
    private final List<Account.Obstacle> obstacles;
    private final MemberNo memberNo;
    private final OpenContact contact;
    private final SimulationSheets sheets;
    private final Work work;
    private final IntegerField amount;
    private final DateField on;
    private final MessagePanel messages = new MessagePanel();
    private final Div answer = new Div();
    private @Nullable Supposed shown;

    SupposedPanel(
            Kind kind,
            Simulation simulation,
            MemberNo memberNo,
            OpenContact contact,
            SimulationSheets sheets,
            Work work) {
        this.kind = kind;
        this.whatIf = simulation.whatIf();
        this.obstacles = kind == Kind.BORROW ? simulation.againstBorrowing() : List.of();
        this.memberNo = memberNo;
        this.contact = contact;
        this.sheets = sheets;
        this.work = work;
        addClassNames("card", "what-if", "supposed");
        amount = amount();
        on = day();
        answer.addClassName("stack");
        answer.getElement().setAttribute("role", "status");
        var fields = new Div(amount, on);
        fields.addClassName("supposed-fields");
        add(new H2(t("lending.supposed." + kind)), fields, messages, answer);
        reckon();
    }

    private IntegerField amount() {
        var field = new IntegerField(t("lending.supposed.amount." + kind));
        field.setStep(STEP);
        field.setStepButtonsVisible(true);
        field.setMin(0);
        field.setMax(MOST);
        // Any yen may be typed; the step is for the buttons.
        field.setManualValidation(true);
        field.setSuffixComponent(new Span(t("lending.what-if.yen")));
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.setValueChangeTimeout(PAUSE_MILLIS);
        field.addValueChangeListener(change -> reckon());
        return field;
    }

    private DateField day() {
        var field = new DateField(t("lending.supposed.on." + kind));
        field.setValue(Formats.date(whatIf.today()));
        field.addValueChangeListener(change -> reckon());
        return field;
    }

    private void reckon() {
        answer.removeAll();
        messages.clear();
        shown = null;
        amount.setInvalid(false);
        amount.setHelperText("");
        if (!on.isUnderstood()) {
            return;
        }
        var day = on.date().orElse(whatIf.today());
        if (day.isBefore(whatIf.today()) || day.isAfter(whatIf.today().plusYears(YEARS))) {
            on.setErrorMessage(t("lending.supposed.bad-day", YEARS));
            on.setInvalid(true);
            return;
        }
        reckon(day);
    }

    private void reckon(LocalDate day) {
        var most = Supposed.most(kind, whatIf, day);
        if (!obstacles.isEmpty()) {
            var reasons = obstacles.stream()
                    .map(obstacle -> t("contract.obstacle." + obstacle.code()))
                    .collect(Collectors.joining(t("list.separator")));
            answer.add(new Paragraph(t("lending.supposed.off", reasons)));
            return;
        }
        if (most.isZero()) {
            answer.add(new Paragraph(t(none())));
            return;
        }
        amount.setHelperText(t("lending.supposed.most." + kind, Formats.yen(most)));
        var typed = amount.getValue();
        if (typed == null || typed == 0) {
            return;
        }
        var supposed = new Supposed(kind, new Yen(typed), day);
        if (typed < 0 || supposed.amount().compareTo(most) > 0) {
            amount.setInvalid(true);
            amount.setErrorMessage(t("lending.supposed.too-much", Formats.yen(most)));
            return;
        }
        show(supposed, supposed.answer(whatIf));
    }

    private String none() {
        if (kind == Kind.REPAY) {
            return "lending.supposed.nothing-owed";
        }
        return whatIf.isInOrder() ? "lending.supposed.nothing-left" : "lending.supposed.stopped";
    }

    private void show(Supposed supposed, Supposed.Answer given) {
        shown = supposed;
        var say = new Paragraph(SpokenPlan.sentence(supposed, given));
        say.addClassName("say");
        say.getElement().setAttribute("lang", "ja");
        var facts = facts(given);
        var plan = given.plan();
        answer.add(say);
        if (plan == null || plan.number() == 0) {
            answer.add(facts);
        } else {
            var figures = new Div(facts, new PlanPlot(plan));
            figures.addClassName("supposed-answer");
            answer.add(figures, new NativeDetails(t("lending.what-if.table"), new PlanTable(plan)));
        }
        answer.add(steps());
    }

    private static FactList facts(Supposed.Answer given) {
        var facts = new FactList();
        Optional.ofNullable(given.repaid()).ifPresent(it -> repaid(facts, it));
        Optional.ofNullable(given.borrowed()).ifPresent(it -> borrowed(facts, it));
        var plan = given.plan();
        var end = plan == null ? null : plan.end();
        if (plan != null && end != null) {
            facts.fact(t("lending.what-if.number"), t("lending.what-if.times", plan.number()))
                    .fact(t("lending.what-if.end"), Formats.date(end));
        }
        return facts;
    }

    private static void repaid(FactList facts, WhatIf.Repaid it) {
        facts.fact(t("lending.supposed.left"), Formats.yen(it.left()))
                .fact(
                        t("lending.supposed.applied"),
                        t(
                                "lending.supposed.parts",
                                Formats.yen(it.lateCharge()),
                                Formats.yen(it.interest()),
                                Formats.yen(it.principal())));
        var saved = it.interestSaved();
        if (saved != null) {
            facts.fact(t("lending.supposed.saved"), Formats.yen(saved));
        }
        if (!it.stillLate().isZero()) {
            facts.fact(t("lending.supposed.missing"), Formats.yen(it.stillLate()));
        }
        var due = it.nextDue();
        if (due != null) {
            facts.fact(
                    t("lending.supposed.next"),
                    t("lending.supposed.next.value", Formats.date(due), Formats.yen(it.nextMinimum())));
            facts.fact(t("lending.supposed.counts"), t(it.counts() ? "lending.supposed.yes" : "lending.supposed.no"));
        }
    }

    private static void borrowed(FactList facts, WhatIf.Borrowed it) {
        facts.fact(t("lending.supposed.balance"), Formats.yen(it.balance()))
                .fact(
                        t("lending.what-if.minimum-label"),
                        t("lending.supposed.from-to", Formats.yen(it.minimumBefore()), Formats.yen(it.minimum())))
                .fact(t("lending.supposed.due"), Formats.date(it.due()))
                .fact(
                        t("lending.what-if.interest"),
                        t("lending.supposed.more", Formats.yen(it.interest()), Formats.yen(it.moreInterest())));
    }

    private Div steps() {
        var print = MadeFile.sheet(
                messages,
                t("lending.supposed.print"),
                () -> MadeFile.pdf(
                        "simulation", sheets.print(contact.contactNo(), memberNo, Objects.requireNonNull(shown))));
        print.addClassName("supposed-print");
        var steps = new Div(new Button(t("lending.supposed.mail"), click -> mail()), print);
        steps.addClassName("supposed-steps");
        return steps;
    }

    private void mail() {
        var supposed = shown;
        if (supposed == null) {
            return;
        }
        var id = OperationId.make();
        work.write(
                messages,
                id,
                () -> sheets.mail(id, contact.contactNo(), memberNo, supposed),
                sent -> messages.good(t("lending.supposed.mailed"), ""),
                () -> {});
    }
}
