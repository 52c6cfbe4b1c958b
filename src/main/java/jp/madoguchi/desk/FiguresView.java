package jp.madoguchi.desk;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Permission;
import jp.madoguchi.desk.DeskFigures.Figure;
import jp.madoguchi.desk.DeskFigures.Figures;
import jp.madoguchi.desk.DeskFigures.Kind;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;

/** Figures of the own place, today or of seven days; the period stands in the address. */
@Route("figures")
@RolesAllowed(Permission.CONTACT_WRITE)
@StyleSheet("context://ui/review-desk.css")
class FiguresView extends Div implements AfterNavigationObserver, HasDynamicTitle {

    private static final List<Integer> PERIODS = List.of(1, 7);

    private final DeskFigures figures;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Nav periods = new Nav();
    private final Div content = new Div();

    FiguresView(DeskFigures figures, Work work) {
        this.figures = figures;
        this.work = work;
        addClassName("page");
        content.addClassName("stack");
        periods.addClassName("choice-links");
        periods.getElement().setAttribute("aria-label", t("desk.figures.period"));
        var title = new H1(t("desk.figures.title"));
        title.addClassName("page-title");
        var workplace = CurrentStaff.get().workplace();
        var where = new Paragraph(workplace == null ? t("desk.figures.no-place") : workplace.name());
        where.addClassName("muted");
        var head = new Div(title, where);
        head.addClassName("page-head");
        add(head, periods, messages, content);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        var days = event.getLocation()
                .getQueryParameters()
                .getSingleParameter("days")
                .flatMap(asked -> PERIODS.stream()
                        .filter(each -> asked.equals(String.valueOf(each)))
                        .findFirst())
                .orElse(PERIODS.getFirst());
        periods.removeAll();
        PERIODS.forEach(each -> {
            var link = new Anchor("figures?days=" + each, t("desk.figures.days." + each));
            link.getElement().setAttribute("router-link", true);
            link.addClassName("choice-link");
            if (each.equals(days)) {
                link.getElement().setAttribute("aria-current", "true");
            }
            periods.add(link);
        });
        work.read(messages, () -> figures.read(days), this::show);
    }

    private void show(Figures found) {
        content.removeAll();
        var times = new Div(time("CONTACT", found), time("APPROVAL", found), time("HAND_OFF", found));
        times.addClassName("queue-counts");
        var charts = new Div(
                card("desk.figures.causes", FigureCharts.causes(found)),
                card("desk.figures.locked", FigureCharts.hours(found, Kind.LOCKED)),
                card("desk.figures.cleared", FigureCharts.hours(found, Kind.CLEARED)));
        charts.addClassName("figure-charts");
        content.add(times, charts);
    }

    private static Div card(String key, Component part) {
        var title = new H2(t(key));
        title.addClassName("card-title");
        var card = new Div(title, part);
        card.addClassNames("card", "stack");
        return card;
    }

    private static Div time(String what, Figures found) {
        var median = found.time(what + "_MEDIAN");
        var value = new Span(median.map(FiguresView::minutes).orElseGet(() -> t("desk.nothing")));
        value.addClassName(median.isPresent() ? "queue-total" : "muted");
        var card = new Div(new Paragraph(t("desk.figures.time." + what)), value);
        found.time(what + "_NINE_OF_TEN").ifPresent(figure -> {
            var nine = new Paragraph(t("desk.figures.nine-of-ten", minutes(figure), figure.number()));
            nine.addClassName("muted");
            card.add(nine);
        });
        card.addClassNames("card", "stack");
        return card;
    }

    private static String minutes(Figure figure) {
        var minutes = figure.minutes() == null ? 0 : figure.minutes();
        return minutes < 120
                ? t("desk.figures.minutes", String.format("%,.1f", minutes))
                : t("desk.figures.hours", String.format("%,.1f", minutes / 60));
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("desk.figures.title"));
    }
}
