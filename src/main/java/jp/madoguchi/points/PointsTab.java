package jp.madoguchi.points;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.Optional;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MemberTab;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.PagedList;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;

/** The points of a member (ポイントサービス, DOMAIN R9, R17): balance, benefits in force, rules, ledger. Nothing is changed here. */
@org.springframework.stereotype.Component
class PointsTab implements MemberTab {

    private final Points points;
    private final Work work;

    PointsTab(Points points, Work work) {
        this.points = points;
        this.work = work;
    }

    @Override
    public String id() {
        return "points";
    }

    @Override
    public int order() {
        return 19;
    }

    @Override
    public String titleKey() {
        return "points.tab";
    }

    @Override
    public Component create(MemberNo memberNo) {
        var messages = new MessagePanel();
        var content = new Div();
        content.addClassName("stack");
        var panel = new Div(messages, content);
        panel.addClassName("stack");
        Runnable read =
                () -> work.read(messages, () -> points.account(memberNo), account -> show(content, memberNo, account));
        ScreenBus.subscribe(panel, ScreenBus.ContactChanged.class, change -> read.run());
        read.run();
        return panel;
    }

    private void show(Div content, MemberNo memberNo, Optional<PointAccount> account) {
        content.removeAll();
        if (account.isEmpty()) {
            content.add(new Paragraph(t("points.masked")));
            return;
        }
        var standing = card("points.standing", standing(account.get()));
        var rules = card("points.rules", rules(account.get()));
        var both = new Div(standing, rules);
        both.addClassName("columns");
        content.add(
                both,
                title("points.ledger"),
                new PagedList<PointLine>(
                        after -> points.ledger(memberNo, after),
                        this::line,
                        Points.PAGE,
                        t("points.ledger.none"),
                        work));
    }

    private static H2 title(String key) {
        var title = new H2(t(key));
        title.addClassName("card-title");
        return title;
    }

    private static Div card(String title, Component part) {
        var card = new Div(title(title), part);
        card.addClassName("card");
        return card;
    }

    private static FactList standing(PointAccount account) {
        var applied = account.appliedAt();
        var facts = new FactList()
                .fact(
                        t("points.service"),
                        applied == null ? t("points.off") : t("points.on", Formats.dateTime(applied)))
                .fact(t("points.balance"), t("points.value", account.balance()));
        if (account.inForce().isEmpty()) {
            facts.fact(t("points.in-force"), t("points.in-force.none"));
        }
        account.inForce()
                .forEach(held -> facts.fact(
                        t("points.in-force"),
                        t(
                                "points.in-force.value",
                                code(
                                        "point_benefit_rule",
                                        "benefit",
                                        held.benefit().name()),
                                Formats.date(held.untilOn()))));
        return facts;
    }

    private static FactList rules(PointAccount account) {
        var facts = new FactList();
        account.earning()
                .forEach(rule -> facts.fact(
                        code("point_rule", "occasion", rule.occasion().name()),
                        rule.least() == rule.most()
                                ? t("points.earns", rule.least())
                                : t("points.earns.between", rule.least(), rule.most())));
        account.spending()
                .forEach(rule -> facts.fact(
                        code("point_benefit_rule", "benefit", rule.benefit().name()), t("points.costs", rule.price())));
        return facts;
    }

    private Component line(PointLine entry) {
        var at = new Span(Formats.dateTime(entry.at()));
        at.addClassNames("line-at", "mono");
        var occasion = entry.occasion();
        var benefit = entry.benefit();
        var what = new Span(
                occasion != null
                        ? code("point_rule", "occasion", occasion.name())
                        : benefit == null ? "" : code("point_benefit_rule", "benefit", benefit.name()));
        what.addClassName("line-result");
        var points = new Span(t(entry.points() > 0 ? "points.earned" : "points.spent", Math.abs(entry.points())));
        points.addClassName("line-who");
        var balance = new Span(t("points.after", entry.balance()));
        balance.addClassName("muted");
        var line = new Div(at, what, points, balance);
        line.addClassName("line");
        return line;
    }
}
