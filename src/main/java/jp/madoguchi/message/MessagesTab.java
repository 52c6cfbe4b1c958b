package jp.madoguchi.message;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MemberTab;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;

/** What a member was told: when, what, by which channel, and whether it went out. */
@org.springframework.stereotype.Component
class MessagesTab implements MemberTab {

    private final MemberMessages told;
    private final Work work;

    MessagesTab(MemberMessages told, Work work) {
        this.told = told;
        this.work = work;
    }

    @Override
    public String id() {
        return "messages";
    }

    @Override
    public int order() {
        return 40;
    }

    @Override
    public String titleKey() {
        return "member.tab.messages";
    }

    @Override
    public Component create(MemberNo memberNo) {
        var messages = new MessagePanel();
        var lines = new Div();
        var card = new Div(messages, lines);
        card.addClassNames("card", "stack");
        Runnable read = () -> work.read(messages, () -> told.of(memberNo), answer -> show(lines, answer));
        ScreenBus.subscribe(card, ScreenBus.MemberChanged.class, change -> read.run());
        read.run();
        return card;
    }

    private static void show(Div lines, List<ToldMessage> told) {
        lines.removeAll();
        if (told.isEmpty()) {
            var none = new Paragraph(t("message.told.none"));
            none.addClassName("muted");
            lines.add(none);
            return;
        }
        var list = new OrderedList();
        list.addClassName("lines");
        told.forEach(message -> list.add(line(message)));
        lines.add(list);
    }

    private static ListItem line(ToldMessage message) {
        var at = new Span(Formats.dateTimeSeconds(message.at()));
        at.addClassNames("line-at", "mono");
        var what = new Span(code("outbox", "kind", message.kind().name()));
        what.addClassName("line-result");
        var channel = new Span(code("outbox", "channel", message.channel().name()));
        channel.addClassName("line-who");
        var line = new Div(
                at,
                what,
                channel,
                new Chip(code("outbox", "state", message.state().name()), weight(message.state())));
        line.addClassName("line");
        return new ListItem(line);
    }

    private static Chip.Weight weight(MessageState state) {
        return switch (state) {
            case SENT -> Chip.Weight.GOOD;
            case DUE -> Chip.Weight.PLAIN;
            case WITHHELD, DEAD -> Chip.Weight.CAREFUL;
        };
    }
}
