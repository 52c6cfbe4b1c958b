package jp.madoguchi.income;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.Set;
import jp.madoguchi.ui.Formats;
import org.jspecify.annotations.Nullable;

/** What is read off the papers: only the fields that the kind has, the annual income and its formula below them. */
class FiguresForm extends Div {

    private static final int PAUSE_MILLIS = 400;

    private final Validity.Rules rules;
    private final LocalDate received;
    private final Runnable changed;
    private final Select<CertificateKind> kind = new Select<>();
    private final TextField period = field("");
    private final TextField amounts = field("");
    private final TextField bonuses = field(t("income.figures.bonuses"));
    private final TextField issued = field(t("income.figures.issued"));
    private final Checkbox localTax = new Checkbox(t("income.figures.local-tax"));
    private final Span amount = new Span();
    private final Span formula = new Span();
    private final EnumSet<Eye> faults = EnumSet.noneOf(Eye.class);
    private boolean filling;

    /** @param changed told whenever something was typed */
    FiguresForm(Validity.Rules rules, LocalDate received, Runnable changed) {
        this.rules = rules;
        this.received = received;
        this.changed = changed;
        addClassNames("card", "figures");
        kind.setLabel(t("income.figures.kind"));
        kind.setItems(CertificateKind.values());
        kind.setItemLabelGenerator(each -> code("income_certificate", "kind", each.name()));
        kind.addValueChangeListener(change -> ofKind(change.getValue()));
        period.addClassName("figures-period");
        amounts.setClassName("figures-amounts");
        localTax.addValueChangeListener(change -> type());
        var fields = new Div(kind, period, amounts, bonuses, issued, localTax);
        fields.addClassName("form-grid");
        amount.addClassName("annual-amount");
        formula.addClassName("annual-formula");
        var annual = new Div(amount, formula);
        annual.addClassName("annual");
        annual.getElement().setAttribute("role", "status");
        add(fields, annual);
    }

    private TextField field(String label) {
        var field = new TextField(label);
        field.setMaxLength(Typed.LIMIT);
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.setValueChangeTimeout(PAUSE_MILLIS);
        field.addValueChangeListener(change -> type());
        return field;
    }

    void fill(Typed typed) {
        filling = true;
        kind.setValue(typed.kind() == null ? CertificateKind.WITHHOLDING_SLIP : typed.kind());
        if (!typed.period().isEmpty()) {
            period.setValue(typed.period());
        }
        amounts.setValue(typed.amounts());
        bonuses.setValue(typed.bonuses());
        issued.setValue(typed.issued());
        localTax.setValue(typed.localTaxShown());
        faults.addAll(typed.faults());
        filling = false;
        reckon();
    }

    /** The keyboard begins where the first figure goes. */
    void begin() {
        amounts.focus();
    }

    Typed typed() {
        return new Typed(
                kind.getValue(),
                period.getValue(),
                amounts.getValue(),
                bonuses.isVisible() ? bonuses.getValue() : "",
                localTax.isVisible() && localTax.getValue(),
                issued.getValue(),
                faults);
    }

    Set<Eye> faults() {
        return faults;
    }

    void flip(Eye eye) {
        if (!faults.remove(eye)) {
            faults.add(eye);
        }
        type();
    }

    private void ofKind(@Nullable CertificateKind chosen) {
        if (chosen == null) {
            return;
        }
        var monthly = Figures.isMonthly(chosen);
        var slip = chosen == CertificateKind.PAY_SLIP;
        period.setLabel(t(
                chosen == CertificateKind.PENSION_NOTICE
                        ? "income.figures.issue-month"
                        : monthly ? "income.figures.month" : "income.figures.year"));
        amounts.setLabel(t("income.figures.amount." + chosen));
        amounts.setHelperText(
                slip
                        ? t("income.figures.two")
                        : chosen == CertificateKind.PAYMENT_REPORT ? t("income.figures.several") : null);
        bonuses.setVisible(slip);
        localTax.setVisible(slip);
        var span = Validity.of(chosen, received, rules);
        period.setHelperText(
                t("income.figures.accepted", words(span.oldest(), monthly), words(span.newest(), monthly)));
        var proposed = words(span.newest(), monthly);
        if (!period.getValue().equals(proposed)) {
            period.setValue(proposed);
        } else {
            type();
        }
    }

    private static String words(YearMonth month, boolean monthly) {
        return monthly ? month.toString() : String.valueOf(month.getYear());
    }

    private void type() {
        if (!filling) {
            reckon();
            changed.run();
        }
    }

    private void reckon() {
        var annual = AnnualIncome.of(typed().figures(received));
        amount.setText(annual.map(each -> t("income.figures.annual", Formats.yen(each.amount())))
                .orElse(t("income.figures.annual.open")));
        formula.setText(annual.map(each -> t(each.formula())).orElse(""));
    }
}
