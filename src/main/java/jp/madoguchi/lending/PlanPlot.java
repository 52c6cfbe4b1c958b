package jp.madoguchi.lending;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Svg;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.Locale;
import java.util.function.ToLongFunction;
import jp.madoguchi.contract.Plan;
import jp.madoguchi.contract.Plan.Instalment;
import jp.madoguchi.core.Yen;
import jp.madoguchi.ui.Formats;

/** How the balance falls and what interest has come to by then, over the life of a plan. */
final class PlanPlot extends Div {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 160;
    private static final int LEFT = 8;
    private static final int RIGHT = 8;
    private static final int TOP = 14;
    private static final int BOTTOM = 20;

    /** @param plan with at least one instalment */
    PlanPlot(Plan plan) {
        addClassName("plan-plot");
        var owed = plan.instalments()
                .getFirst()
                .balance()
                .plus(plan.instalments().getFirst().principal());
        var highest = Math.max(owed.amount(), plan.interest().amount());
        var picture = new StringBuilder("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">"
                .formatted(WIDTH, HEIGHT, said(plan, owed)));
        picture.append("<line class=\"plan-axis\" x1=\"%d\" y1=\"%s\" x2=\"%d\" y2=\"%s\"/>"
                .formatted(LEFT, y(0, highest), WIDTH - RIGHT, y(0, highest)));
        var balance =
                points(plan, owed.amount(), highest, each -> each.balance().amount());
        picture.append("<polygon class=\"plan-owed-ground\" points=\"%s %s,%s %s,%s\"/>"
                .formatted(balance, x(plan.number(), plan), y(0, highest), x(0, plan), y(0, highest)));
        picture.append("<polyline class=\"plan-owed\" points=\"%s\"/>".formatted(balance));
        var paid = new long[1];
        picture.append("<polyline class=\"plan-interest\" points=\"%s\"/>"
                .formatted(points(
                        plan, 0, highest, each -> paid[0] += each.interest().amount())));
        picture.append(
                label(LEFT, "start", Formats.date(plan.instalments().getFirst().on())));
        picture.append(label(
                WIDTH - RIGHT, "end", Formats.date(plan.instalments().getLast().on())));
        add(
                new Svg(picture.append("</svg>").toString()),
                legend("plan-owed", "owed", owed),
                legend("plan-interest", "interest", plan.interest()));
    }

    private static String said(Plan plan, Yen owed) {
        return t(
                "lending.plot.said",
                Formats.yen(owed),
                plan.number(),
                Formats.yen(plan.interest()),
                Formats.date(plan.instalments().getLast().on()));
    }

    private static Span legend(String line, String what, Yen yen) {
        var mark = new Span();
        mark.addClassNames("plan-mark", line + "-mark");
        mark.getElement().setAttribute("aria-hidden", "true");
        var legend = new Span(mark, new Span(t("lending.plot." + what, Formats.yen(yen))));
        legend.addClassName("plan-legend");
        return legend;
    }

    private static String label(int x, String anchor, String text) {
        return "<text class=\"plan-label\" x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>"
                .formatted(x, HEIGHT - 5, anchor, text);
    }

    private static String points(Plan plan, long first, long highest, ToLongFunction<Instalment> value) {
        var points = new StringBuilder(x(0, plan) + "," + y(first, highest));
        var number = 0;
        for (var instalment : plan.instalments()) {
            points.append(' ').append(x(++number, plan)).append(',').append(y(value.applyAsLong(instalment), highest));
        }
        return points.toString();
    }

    private static String x(int number, Plan plan) {
        return decimal(LEFT + (double) (WIDTH - LEFT - RIGHT) * number / plan.number());
    }

    private static String y(long yen, long highest) {
        return decimal(HEIGHT - BOTTOM - (double) (HEIGHT - TOP - BOTTOM) * yen / highest);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
