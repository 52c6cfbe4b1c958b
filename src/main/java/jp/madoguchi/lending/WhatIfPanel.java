package jp.madoguchi.lending;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.stream.Stream;
import jp.madoguchi.contract.Plan;
import jp.madoguchi.contract.PlanGround;
import jp.madoguchi.contract.RepaymentTooSmall;
import jp.madoguchi.core.Yen;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import org.jspecify.annotations.Nullable;

/**
 * What if: a limit, an APR, a draw today and a monthly repayment; from them minimum repayment, instalments, interest in all and
 * the last day, with a plot and the whole plan as a table. Changes nothing.
 */
@StyleSheet("context://ui/lending.css")
public class WhatIfPanel extends Div {

    private static final int PAUSE_MILLIS = 300;
    private static final int STEP = 10_000;
    private static final int THOUSAND = 1_000;
    private static final int MOST = 99_999_999;
    private static final BigDecimal HIGHEST_APR = BigDecimal.valueOf(20);

    private final PlanGround ground;
    private final IntegerField limit = yen("lending.what-if.limit", STEP);
    private final BigDecimalField apr = new BigDecimalField(t("lending.what-if.apr"));
    private final IntegerField draw = yen("lending.what-if.draw", STEP);
    private final IntegerField repayment = yen("lending.what-if.repayment", THOUSAND);
    private final Div answer = new Div();
    private boolean filling;

    /** Begins with the present limit and APR, nothing drawn, the minimum repayment. */
    public WhatIfPanel(PlanGround ground) {
        this.ground = ground;
        addClassNames("card", "what-if");
        apr.setValueChangeMode(ValueChangeMode.LAZY);
        apr.setValueChangeTimeout(PAUSE_MILLIS);
        repayment.setClearButtonVisible(true);
        var fields = new Div(limit, apr, draw, repayment);
        fields.addClassName("what-if-fields");
        answer.addClassName("stack");
        answer.getElement().setAttribute("role", "status");
        add(new H2(t("lending.what-if.title")), fields, answer);
        Stream.of(limit, draw, repayment).forEach(field -> field.addValueChangeListener(change -> reckon()));
        apr.addValueChangeListener(change -> reckon());
        propose(ground.creditLimit(), ground.apr());
    }

    /** Takes over a limit and an APR from beside, e.g. from a form of decision, and draws the limit in full. */
    public final void propose(Yen newLimit, BigDecimal newApr) {
        filling = true;
        limit.setValue(Math.toIntExact(newLimit.amount()));
        apr.setValue(newApr.stripTrailingZeros());
        draw.setValue(Math.toIntExact(ground.available(newLimit).amount()));
        filling = false;
        reckon();
    }

    private static IntegerField yen(String label, int step) {
        var field = new IntegerField(t(label));
        field.setStep(step);
        field.setStepButtonsVisible(true);
        field.setMin(0);
        field.setMax(MOST);
        // Any yen may be typed; the step is for the buttons.
        field.setManualValidation(true);
        field.setSuffixComponent(new Span(t("lending.what-if.yen")));
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.setValueChangeTimeout(PAUSE_MILLIS);
        return field;
    }

    private static Yen of(IntegerField field) {
        var value = field.getValue();
        return value == null ? Yen.ZERO : new Yen(Math.clamp(value, 0, MOST));
    }

    private void reckon() {
        if (filling) {
            return;
        }
        answer.removeAll();
        var available = ground.available(of(limit));
        draw.setHelperText(t("lending.what-if.available", Formats.yen(available)));
        repayment.setHelperText(t("lending.what-if.minimum", Formats.yen(ground.minimum(of(draw)))));
        var rate = apr.getValue();
        var tooMuch = of(draw).compareTo(available) > 0;
        var noRate = rate == null || rate.signum() < 0 || rate.compareTo(HIGHEST_APR) > 0;
        refuse(draw, tooMuch ? t("lending.what-if.too-much", Formats.yen(available)) : null);
        apr.setInvalid(noRate);
        apr.setErrorMessage(noRate ? t("lending.what-if.no-rate") : null);
        refuse(repayment, null);
        if (tooMuch || noRate) {
            return;
        }
        try {
            var monthly = repayment.getValue() == null ? null : of(repayment);
            show(ground.plan(of(draw), Objects.requireNonNull(rate), monthly));
        } catch (RepaymentTooSmall small) {
            refuse(repayment, t(small.next()));
        }
    }

    private static void refuse(IntegerField field, @Nullable String why) {
        field.setInvalid(why != null);
        field.setErrorMessage(why);
    }

    private void show(Plan plan) {
        var end = plan.end();
        if (end == null) {
            answer.add(new Paragraph(t("lending.what-if.nothing")));
            return;
        }
        var facts = new FactList()
                .fact(t("lending.what-if.minimum-label"), Formats.yen(ground.minimum(of(draw))))
                .fact(t("lending.what-if.number"), t("lending.what-if.times", plan.number()))
                .fact(t("lending.what-if.interest"), Formats.yen(plan.interest()))
                .fact(t("lending.what-if.total"), Formats.yen(plan.total()))
                .fact(t("lending.what-if.end"), Formats.date(end));
        var figures = new Div(facts, new PlanPlot(plan));
        figures.addClassName("what-if-answer");
        answer.add(figures, new NativeDetails(t("lending.what-if.table"), new PlanTable(plan)));
    }
}
