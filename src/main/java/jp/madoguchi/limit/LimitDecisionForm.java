package jp.madoguchi.limit;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.math.BigDecimal;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import jp.madoguchi.core.Yen;
import jp.madoguchi.lending.LendingWords;
import jp.madoguchi.lending.LimitFinding;
import jp.madoguchi.lending.LimitJudgement;
import jp.madoguchi.limit.LimitForm.Outcome;
import jp.madoguchi.ui.DateField;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.WordsArea;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** Limit and APR to offer, judged again with every change; the four decisions, those that need a reason with their reasons. */
final class LimitDecisionForm extends Div {

    private static final int STEP = 10_000;
    private static final int NOTE_LIMIT = 200;

    private final LimitCase file;
    private final BiFunction<Yen, BigDecimal, LimitJudgement> judge;
    private final Consumer<LimitJudgement> judged;
    private final Consumer<LimitForm> decide;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final IntegerField limit = new IntegerField(t("limit.form.limit"));
    private final BigDecimalField apr = new BigDecimalField(t("limit.form.apr"));
    private final Div law = new Div();
    private final Div reasons = new Div();
    private final Button approve = new Button(t("limit.form.approve"), click -> approve());
    private LimitJudgement judgement;

    /**
     * @param judge what the law says to a limit and an APR
     * @param judged shows the tasks for it
     * @param decide sends the decision
     */
    LimitDecisionForm(
            LimitCase file,
            BiFunction<Yen, BigDecimal, LimitJudgement> judge,
            Consumer<LimitJudgement> judged,
            Consumer<LimitForm> decide,
            Work work) {
        this.file = file;
        this.judge = judge;
        this.judged = judged;
        this.decide = decide;
        this.work = work;
        this.judgement = file.judgement();
        limit.setStep(STEP);
        limit.setStepButtonsVisible(true);
        limit.setMin(STEP);
        limit.setValue((int) file.askedLimit().amount());
        limit.setValueChangeMode(ValueChangeMode.ON_CHANGE);
        apr.setValue(LimitCases.aprOf(file.facts()).stripTrailingZeros());
        limit.addValueChangeListener(change -> judge());
        apr.addValueChangeListener(change -> judge());
        var fields = new Div(limit, apr);
        fields.addClassName("form-grid");
        law.addClassName("annual");
        approve.addThemeVariants(ButtonVariant.PRIMARY);
        var acts = new Div(
                approve,
                new Button(t("limit.form.decline"), click -> ask(Outcome.DECLINED)),
                new Button(t("limit.form.papers"), click -> ask(Outcome.PAPERS_ASKED)),
                new Button(t("limit.form.hold"), click -> ask(Outcome.HELD)));
        acts.addClassName("row");
        reasons.addClassName("stack");
        var title = new H2(t("limit.form.title"));
        title.addClassName("card-title");
        addClassNames("card", "stack", "figures");
        add(title, fields, law, messages, acts, reasons);
        show();
    }

    private void judge() {
        var yen = limit.getValue();
        var rate = apr.getValue();
        if (yen == null || yen < 1 || rate == null || rate.signum() <= 0) {
            approve.setEnabled(false);
            return;
        }
        work.read(messages, () -> judge.apply(new Yen(yen), rate), found -> {
            judgement = found;
            judged.accept(found);
            show();
        });
    }

    private void show() {
        law.removeAll();
        var largest = new Div(t("limit.form.largest", String.format("%,d", judgement.largest())));
        largest.addClassName("annual-amount");
        law.add(largest);
        judgement.raisedBy().forEach(lever -> law.add(new Paragraph(LendingWords.lever(lever))));
        law.add(new Paragraph(LendingWords.authority(judgement.authority())));
        var standing = judgement.findings().stream()
                .filter(finding -> finding.result() != LimitFinding.Result.OK)
                .map(LendingWords::task)
                .toList();
        var tooMuch =
                limit.getValue() != null && limit.getValue() > file.askedLimit().amount();
        if (tooMuch) {
            law.add(new Paragraph(t("limit.form.more-than-asked")));
        } else if (!standing.isEmpty()) {
            law.add(new Paragraph(t("limit.form.stands", String.join(t("list.separator"), standing))));
        }
        approve.setEnabled(!tooMuch && standing.isEmpty() && limit.getValue() != null);
        approve.setText(t(
                judgement.authority() == LimitJudgement.Authority.REVIEWER
                        ? "limit.form.approve"
                        : "limit.form.propose"));
    }

    private void approve() {
        decide.accept(form(Outcome.APPROVED, Set.of(), null, null));
    }

    private LimitForm form(
            Outcome outcome, Set<LimitReason> why, @Nullable String note, java.time.@Nullable LocalDate until) {
        var approved = outcome == Outcome.APPROVED;
        return new LimitForm(
                outcome,
                approved ? new Yen(limit.getValue()) : null,
                approved ? apr.getValue() : null,
                why,
                note,
                until,
                judgement.fingerprint());
    }

    private void ask(Outcome outcome) {
        reasons.removeAll();
        var group = new CheckboxGroup<LimitReason>(t("limit.form.why." + outcome));
        group.addClassName("vertical");
        group.setItems(LimitReason.values());
        group.setItemLabelGenerator(reason -> t("limit.reason." + reason));
        var note = new WordsArea(t("limit.form.note"));
        note.setMaxLength(NOTE_LIMIT);
        var until = new DateField(t("limit.form.until"));
        until.setVisible(outcome == Outcome.HELD);
        var send = new Button(
                t("limit.form.send." + outcome),
                click -> decide.accept(form(
                        outcome,
                        group.getValue(),
                        note.getValue(),
                        outcome == Outcome.HELD ? until.date().orElse(null) : null)));
        send.addThemeVariants(ButtonVariant.PRIMARY);
        reasons.add(group, until, note, send);
        group.getElement().executeJs("setTimeout(() => this.querySelector('vaadin-checkbox')?.focus())");
    }
}
