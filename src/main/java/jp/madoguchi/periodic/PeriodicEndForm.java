package jp.madoguchi.periodic;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.IntegerField;
import java.util.function.Consumer;
import jp.madoguchi.core.Yen;
import jp.madoguchi.limit.CutReason;
import jp.madoguchi.ui.FreeWords;
import jp.madoguchi.ui.WordsArea;
import org.jspecify.annotations.Nullable;

/** How a review ends: lowered to what law and terms carry, stopped, or, where they carry it, kept; each with its reason. */
final class PeriodicEndForm extends Div {

    private static final int STEP = 10_000;
    private static final int NOTE_LIMIT = 200;

    private final PeriodicCase file;
    private final Consumer<PeriodicForm> end;
    private final IntegerField limit = new IntegerField(t("limit.cut.new-limit"));
    private final RadioButtonGroup<CutReason> reason = new RadioButtonGroup<>(t("limit.cut.reason"));
    private final WordsArea note = new WordsArea(t("limit.form.note"));

    PeriodicEndForm(PeriodicCase file, Consumer<PeriodicForm> end) {
        this.file = file;
        this.end = end;
        var largest = (int) file.largest().amount();
        limit.setStep(STEP);
        limit.setStepButtonsVisible(true);
        limit.setMin(STEP);
        limit.setMax(largest);
        limit.setValue(largest);
        limit.setHelperText(t("periodic.largest", String.format("%,d", largest)));
        reason.setItems(CutReason.values());
        reason.setItemLabelGenerator(each -> code("limit_change", "reason", each.name()));
        reason.addClassName("vertical");
        reason.setValue(suggested());
        note.setMaxLength(NOTE_LIMIT);
        var lower = new Button(t("limit.cut.lower"), click -> send(yen(limit.getValue())));
        var stop = new Button(t("limit.cut.stop"), click -> send(Yen.ZERO));
        var keep = new Button(t("periodic.keep"), click -> send(null));
        (largest > 0 ? lower : stop).addThemeVariants(ButtonVariant.PRIMARY);
        keep.setEnabled(file.mayBeKept());
        limit.setVisible(largest > 0);
        lower.setVisible(largest > 0);
        var acts = new Div(lower, stop, keep);
        acts.addClassName("row");
        var title = new H2(t("periodic.end"));
        title.addClassName("card-title");
        addClassNames("card", "stack", "figures");
        add(title, limit, reason, note);
        if (!file.mayBeKept()) {
            add(new Paragraph(t("periodic.must-cut")));
        }
        add(acts);
    }

    private static @Nullable Yen yen(@Nullable Integer amount) {
        return amount == null ? null : new Yen(amount);
    }

    private CutReason suggested() {
        return file.isOpen("TOTAL_LENDING")
                ? CutReason.TOTAL_LENDING
                : file.isOpen("INCOME_CERTIFICATE")
                        ? CutReason.INCOME_CERTIFICATE_MISSING
                        : file.isOpen("DELINQUENCY")
                                ? CutReason.DELINQUENCY
                                : file.isOpen("SELF_EXCLUSION") ? CutReason.SELF_EXCLUSION : CutReason.REVIEW;
    }

    private void send(@Nullable Yen to) {
        var lowering = to != null && !to.isZero();
        if (lowering && limit.isInvalid()) {
            limit.focus();
            return;
        }
        FreeWords.settle(this, () -> {
            var words = note.getValue();
            if (to == null && words.isBlank()) {
                note.setInvalid(true);
                note.setErrorMessage(t("periodic.note.missing"));
                note.focus();
                return;
            }
            end.accept(new PeriodicForm(
                    to, to == null ? null : reason.getValue(), words.isBlank() ? null : words, file.fingerprint()));
        });
    }
}
