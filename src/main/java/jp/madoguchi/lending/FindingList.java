package jp.madoguchi.lending;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The tasks of a case in their order: each with inputs, formula, rule and result, why it is in the way, and what can be done here. */
public final class FindingList extends Div {

    /** @param act what the reader can do about a task that is not in order */
    public FindingList(List<LimitFinding> findings, Function<LimitFinding, Optional<Component>> act) {
        var list = new UnorderedList();
        list.addClassNames("checks", "limit-tasks");
        findings.forEach(finding -> list.add(task(finding, act)));
        var title = new H2(t("limit.case.tasks"));
        title.addClassName("card-title");
        addClassName("card");
        add(title, list);
    }

    private static ListItem task(LimitFinding finding, Function<LimitFinding, Optional<Component>> act) {
        var sign = new Span(
                switch (finding.result()) {
                    case OK -> "✓";
                    case OPEN -> "…";
                    case FAILED -> "✕";
                });
        sign.addClassName("check-sign");
        sign.getElement().setAttribute("role", "img");
        sign.getElement().setAttribute("aria-label", LendingWords.result(finding.result()));
        var formula = new Span(LendingWords.formula(finding));
        formula.addClassName("limit-formula");
        var rule = new Span(LendingWords.rule(finding));
        rule.addClassName("limit-rule");
        var words = new Div(new Span(LendingWords.task(finding)), formula, rule);
        words.addClassName("limit-task");
        var line = new ListItem(sign, words);
        line.addClassName(
                switch (finding.result()) {
                    case OK -> "check-HOLDS";
                    case OPEN -> "check-OPEN";
                    case FAILED -> "check-FAILS";
                });
        var obstacle = LendingWords.obstacle(finding);
        if (!obstacle.isEmpty()) {
            var why = new Span(obstacle);
            why.addClassName("check-why");
            words.add(why);
        }
        if (finding.result() != LimitFinding.Result.OK) {
            act.apply(finding).ifPresent(line::add);
        }
        return line;
    }
}
