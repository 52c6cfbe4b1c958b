package jp.madoguchi.income;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Map;
import jp.madoguchi.core.Permission;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;

/** Whose proof of income is missing, runs out, waits at the member or lies here; the persons on request, which is recorded. */
@Route("income/overview")
@RolesAllowed(Permission.INCOME_DECIDE)
@StyleSheet("context://ui/review-desk.css")
class IncomeOverviewView extends Div implements HasDynamicTitle {

    private final IncomeOverview overview;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final IntegerField days = new IntegerField(t("income.overview.days"));
    private final Div counts = new Div();
    private final Div list = new Div();

    IncomeOverviewView(IncomeOverview overview, Work work) {
        this.overview = overview;
        this.work = work;
        addClassName("page");
        days.setMin(0);
        days.setMax(IncomeOverview.MOST_DAYS);
        days.setStepButtonsVisible(true);
        work.read(messages, overview::days, days::setValue);
        days.addValueChangeListener(change -> count());
        counts.addClassName("row");
        list.addClassName("stack");
        var title = new H1(t("income.overview.title"));
        title.addClassName("page-title");
        var head = new Div(title, new RouterLink(t("income.title"), IncomeView.class));
        head.addClassName("page-head");
        var ahead = new Div(days);
        ahead.addClassName("row");
        add(head, ahead, messages, counts, list);
        count();
    }

    private int days() {
        return days.getValue() == null ? 0 : days.getValue();
    }

    private void count() {
        work.read(messages, () -> overview.count(days()), this::show);
    }

    private void show(Map<Standing, Integer> found) {
        counts.removeAll();
        list.removeAll();
        for (var standing : Standing.values()) {
            var button = new Button(
                    t("income.overview.count", IncomeWords.standing(standing), found.getOrDefault(standing, 0)),
                    click -> list(standing));
            button.setEnabled(found.getOrDefault(standing, 0) > 0);
            counts.add(button);
        }
    }

    private void list(Standing standing) {
        work.read(messages, () -> overview.list(standing, days()), lines -> show(standing, lines));
    }

    private void show(Standing standing, List<IncomeOverview.Line> lines) {
        list.removeAll();
        list.add(
                new Paragraph(t("income.overview.listed", IncomeWords.standing(standing), lines.size())), table(lines));
    }

    private static Component table(List<IncomeOverview.Line> lines) {
        var grid = new Grid<IncomeOverview.Line>();
        grid.setAllRowsVisible(true);
        grid.addComponentColumn(line -> new Anchor("members/" + line.memberNo() + "/income", line.name()))
                .setHeader(t("income.fact.name"));
        grid.addColumn(line -> line.memberNo().value()).setHeader(t("income.overview.member"));
        grid.addColumn(line -> Formats.date(line.since())).setHeader(t("income.overview.since"));
        grid.addColumn(line -> line.renewOn() == null ? "" : Formats.date(line.renewOn()))
                .setHeader(t("income.overview.renew"));
        grid.addColumn(line -> line.annualIncome() == null ? "" : Formats.yen(line.annualIncome()))
                .setHeader(t("income.overview.annual"));
        grid.setItems(lines);
        return grid;
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("income.overview.title"));
    }
}
