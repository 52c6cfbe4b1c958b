package jp.madoguchi.limit;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import jp.madoguchi.core.Permission;
import jp.madoguchi.limit.LimitFigures.Figure;
import jp.madoguchi.limit.LimitFigures.Figures;
import jp.madoguchi.limit.LimitFigures.Which;
import jp.madoguchi.ui.Bars;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;

/** Figures of the desk for requests as charts; each bar leads to the decisions behind it. */
@Route("limit/figures")
@RolesAllowed({Permission.LIMIT_DECIDE, LimitFigures.SECOND})
@StyleSheet("context://ui/review-desk.css")
class LimitFiguresView extends Div implements HasDynamicTitle {

    private static final List<Integer> PERIODS = List.of(30, 90, 365);
    private static final int LAST_DAY = 6;

    private final LimitFigures figures;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final RadioButtonGroup<Integer> period = new RadioButtonGroup<>(t("limit.figures.period"));
    private final Div content = new Div();

    LimitFiguresView(LimitFigures figures, Work work) {
        this.figures = figures;
        this.work = work;
        addClassName("page");
        content.addClassName("stack");
        period.addClassName("across");
        period.setItems(PERIODS);
        period.setItemLabelGenerator(days -> t("limit.figures.days", days));
        period.setValue(PERIODS.getFirst());
        period.addValueChangeListener(change -> refresh());
        var title = new H1(t("limit.figures.title"));
        title.addClassName("page-title");
        add(title, period, messages, content);
        refresh();
    }

    private void refresh() {
        work.read(messages, () -> figures.read(period.getValue()), this::show);
    }

    private void show(Figures found) {
        content.removeAll();
        content.add(times(found), card("limit.figures.decisions", weeks(found)));
        var both = new Div(
                card("limit.figures.reasons", reasons(found)),
                card("limit.figures.answers", answers(found)),
                card("limit.figures.waiting", waiting(found)));
        both.addClassName("queue-counts");
        content.add(both);
    }

    private static Div card(String key, Component part) {
        var title = new H2(t(key));
        title.addClassName("card-title");
        var card = new Div(title, part);
        card.addClassNames("card", "stack");
        return card;
    }

    private static Div times(Figures found) {
        var counts = new Div(time("MEDIAN", found), time("NINE_OF_TEN", found));
        counts.addClassName("queue-counts");
        return counts;
    }

    private static Div time(String share, Figures found) {
        var known = found.hours(share);
        var value = new Span(known.map(hours -> t("limit.figures.hours", String.format("%,.1f", hours)))
                .orElseGet(() -> t("limit.figures.nothing")));
        value.addClassName(known.isPresent() ? "queue-total" : "muted");
        var card = new Div(new Paragraph(t("limit.figures.time." + share)), value);
        card.addClassNames("card", "stack");
        return card;
    }

    private static Component weeks(Figures found) {
        var decisions = found.of("DECISIONS");
        if (decisions.isEmpty()) {
            return nothing();
        }
        var outcomes = LimitForm.Outcome.values();
        var lines = decisions.stream()
                .map(Figure::week)
                .distinct()
                .sorted(Comparator.nullsFirst(
                        Comparator.<LocalDate>naturalOrder().reversed()))
                .map(week -> new Bars.Line(
                        t("limit.figures.week", Formats.date(week)),
                        Arrays.stream(outcomes)
                                .map(outcome -> part(found, decisions, week, outcome))
                                .toList()))
                .toList();
        var part = new Div(
                Bars.key(Arrays.stream(outcomes)
                        .map(outcome -> t("limit.outcome." + outcome))
                        .toList()),
                new Bars(lines));
        part.addClassName("stack");
        return part;
    }

    private static Bars.Part part(Figures found, List<Figure> decisions, LocalDate week, LimitForm.Outcome outcome) {
        var number = decisions.stream()
                .filter(line -> week.equals(line.week()) && line.code().equals(outcome.name()))
                .mapToInt(Figure::number)
                .sum();
        var from = week.isBefore(found.from()) ? found.from() : week;
        var to = week.plusDays(LAST_DAY).isAfter(found.to()) ? found.to() : week.plusDays(LAST_DAY);
        return new Bars.Part(
                outcome.ordinal(),
                number,
                t("limit.figures.part", t("limit.outcome." + outcome), number),
                LimitDecidedView.address(new Which(from, to, outcome, null, null)));
    }

    private static Component reasons(Figures found) {
        return bars(found.of("REASONS").stream()
                .sorted(Comparator.comparingInt(Figure::number).reversed().thenComparing(Figure::code))
                .map(line -> line(
                        t("limit.reason." + line.code()),
                        3,
                        line.number(),
                        LimitDecidedView.address(
                                new Which(found.from(), found.to(), null, LimitReason.valueOf(line.code()), null))))
                .toList());
    }

    private static Component answers(Figures found) {
        return bars(List.of(
                line(
                        t("limit.figures.answers.IN_TIME"),
                        4,
                        found.number("ANSWERS", "IN_TIME"),
                        LimitDecidedView.address(new Which(found.from(), found.to(), null, null, false))),
                line(
                        t("limit.figures.answers.LATE"),
                        1,
                        found.number("ANSWERS", "LATE"),
                        LimitDecidedView.address(new Which(found.from(), found.to(), null, null, true)))));
    }

    private static Component waiting(Figures found) {
        return bars(List.of(
                line(t("limit.figures.waiting.LATE"), 1, found.number("WAITING", "LATE"), "limit"),
                line(t("limit.figures.waiting.TODAY"), 2, found.number("WAITING", "TODAY"), "limit"),
                line(t("limit.figures.waiting.LATER"), 0, found.number("WAITING", "LATER"), "limit")));
    }

    private static Bars.Line line(String label, int kind, int number, String address) {
        return new Bars.Line(
                label, List.of(new Bars.Part(kind, number, t("limit.figures.part", label, number), address)));
    }

    private static Component bars(List<Bars.Line> lines) {
        return lines.stream().allMatch(line -> line.parts().stream().allMatch(part -> part.number() == 0))
                ? nothing()
                : new Bars(lines);
    }

    private static Component nothing() {
        var none = new Paragraph(t("limit.figures.nothing"));
        none.addClassName("muted");
        return none;
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("limit.figures.title"));
    }
}
