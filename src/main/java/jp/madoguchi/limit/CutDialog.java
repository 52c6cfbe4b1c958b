package jp.madoguchi.limit;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.IntegerField;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Yen;
import jp.madoguchi.policy.Verdict;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.WordsArea;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** Lowers a limit or stops borrowing, with a reason; says before what it means, and that there is no undo. */
final class CutDialog extends HouseDialog {

    private static final int STEP = 10_000;
    private static final int NOTE_LIMIT = 200;

    private final LimitCuts cuts;
    private final Work work;
    private final MemberNo memberNo;
    private final int version;
    private final @Nullable Yen present;
    private final OperationId id = OperationId.make();
    private final IntegerField limit = new IntegerField(t("limit.cut.new-limit"));
    private final RadioButtonGroup<CutReason> reason = new RadioButtonGroup<>(t("limit.cut.reason"));
    private final WordsArea note = new WordsArea(t("limit.form.note"));

    /**
     * @param version of the contract as it was seen
     * @param present the limit that is to be lowered; null to stop borrowing
     */
    CutDialog(LimitCuts cuts, Work work, MemberNo memberNo, int version, @Nullable Yen present, Verdict stopping) {
        super(
                t(present == null ? "limit.cut.stop" : "limit.cut.lower"),
                t(
                        present != null
                                ? "limit.cut.lower"
                                : stopping instanceof Verdict.NeedsSecondPerson
                                        ? "limit.cut.stop.ask"
                                        : "limit.cut.stop"));
        this.cuts = cuts;
        this.work = work;
        this.memberNo = memberNo;
        this.version = version;
        this.present = present;
        setWidth("36rem");
        limit.setVisible(present != null);
        limit.setStep(STEP);
        limit.setStepButtonsVisible(true);
        limit.setMin(STEP);
        if (present != null) {
            limit.setMax((int) present.amount() - STEP);
            limit.setHelperText(t("limit.cut.present", Formats.yen(present)));
        }
        reason.setItems(CutReason.values());
        reason.setItemLabelGenerator(each -> code("limit_change", "reason", each.name()));
        reason.addClassName("vertical");
        note.setMaxLength(NOTE_LIMIT);
        body(new Paragraph(t(present == null ? "limit.cut.stop.means" : "limit.cut.lower.means")), limit, reason, note);
        (present == null ? reason : limit).getElement().executeJs("setTimeout(() => this.focus())");
    }

    @Override
    protected void submit() {
        var why = reason.getValue();
        var yen = present == null ? Integer.valueOf(0) : limit.getValue();
        reason.setInvalid(why == null);
        reason.setErrorMessage(why == null ? t("limit.cut.reason.missing") : null);
        limit.setInvalid(yen == null || limit.isInvalid());
        if (why == null || yen == null || limit.isInvalid()) {
            return;
        }
        work.write(
                messages,
                id,
                () -> cuts.cut(id, memberNo, new CutForm(new Yen(yen), why, note.getValue(), version)),
                this::done,
                this::changed);
    }

    private void done(CutOutcome outcome) {
        messages.good(
                t(
                        outcome.approvalRequest() != null
                                ? "limit.cut.asked"
                                : present == null ? "limit.cut.done.stopped" : "limit.cut.done.lowered"),
                "");
        primary.setVisible(false);
        cancel.setText(t("button.close"));
        cancel.focus();
        changed();
    }

    private void changed() {
        getUI().ifPresent(ui -> ScreenBus.of(ui).fire(new ScreenBus.MemberChanged()));
    }
}
