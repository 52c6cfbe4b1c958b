package jp.madoguchi.income;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import java.util.stream.Collectors;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MemberTab;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;

/** The income papers of a member, each with what became of it. */
@org.springframework.stereotype.Component
class IncomeTab implements MemberTab {

    private final IncomeHistory history;
    private final Work work;

    IncomeTab(IncomeHistory history, Work work) {
        this.history = history;
        this.work = work;
    }

    @Override
    public String id() {
        return "income";
    }

    @Override
    public int order() {
        return 15;
    }

    @Override
    public String titleKey() {
        return "income.tab";
    }

    @Override
    public Component create(MemberNo memberNo) {
        return new Panel(memberNo);
    }

    @StyleSheet("context://ui/review-desk.css")
    private final class Panel extends Div {

        private final MemberNo memberNo;
        private final MessagePanel messages = new MessagePanel();
        private final Div content = new Div();

        Panel(MemberNo memberNo) {
            this.memberNo = memberNo;
            addClassName("stack");
            content.addClassName("stack");
            add(messages, content);
            ScreenBus.subscribe(this, ScreenBus.ContactChanged.class, change -> refresh());
            refresh();
        }

        private void refresh() {
            work.read(messages, () -> history.of(memberNo), this::show);
        }

        private void show(IncomeHistory.Story story) {
            content.removeAll();
            content.add(onFile(story));
            if (story.papers().isEmpty()) {
                var none = new Paragraph(t("income.tab.none"));
                none.addClassName("empty");
                content.add(none);
            }
            story.papers().forEach(paper -> content.add(card(paper)));
        }
    }

    private static Component onFile(IncomeHistory.Story story) {
        var facts = new FactList();
        var income = story.income();
        if (!story.figuresShown()) {
            facts.fact(t("income.tab.on-file"), t("income.tab.after-check"));
        } else if (income == null) {
            facts.fact(t("income.tab.on-file"), t("income.fact.none"));
        } else {
            facts.fact(
                    t("income.tab.on-file"),
                    t(income.proved() ? "income.tab.proved" : "income.tab.declared", Formats.yen(income.annual())));
            if (income.renewOn() != null) {
                facts.fact(
                        t("income.overview.renew"),
                        t(
                                income.reopened() ? "income.tab.reopened" : "income.tab.until",
                                Formats.date(income.renewOn())));
            }
        }
        var card = new Section(facts);
        card.addClassName("card");
        return card;
    }

    private static Component card(IncomeHistory.Paper paper) {
        var title = new H2(IncomeWords.kind(paper.kind()));
        var head = new Div(
                title,
                new Chip(
                        code("income_certificate", "state", paper.state().name()),
                        switch (paper.state()) {
                            case DECIDED -> Chip.Weight.GOOD;
                            case WAITING, QUARANTINED, READY -> Chip.Weight.CAREFUL;
                            case REFUSED_UNREAD, WITHDRAWN, EXPIRED -> Chip.Weight.PLAIN;
                        }),
                new Span(Formats.dateTime(paper.receivedAt())),
                new Span(code("income_certificate", "channel", paper.channel())));
        head.addClassName("row");
        var story = new OrderedList();
        story.addClassName("timeline");
        paper.events().forEach(event -> story.add(line(event)));
        var card = new Section(head, story);
        card.addClassNames("card", "stack");
        return card;
    }

    private static ListItem line(IncomeHistory.Event event) {
        var words = new Div(new Span(Formats.dateTime(event.at())), new Span(t("income.happening." + event.what())));
        words.addClassName("income-event");
        if (event.annualIncome() != null) {
            words.add(new Span(Formats.yen(event.annualIncome())));
        }
        if (!event.reasons().isEmpty()) {
            words.add(new Span(event.reasons().stream()
                    .map(reason -> t("income.reason." + reason))
                    .collect(Collectors.joining(t("income.list.comma")))));
        }
        if (event.by() != null) {
            words.add(new Span(event.by()));
        }
        return new ListItem(words);
    }
}
