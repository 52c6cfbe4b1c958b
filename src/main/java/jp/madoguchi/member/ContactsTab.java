package jp.madoguchi.member;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.madoguchi.contact.ContactHistory;
import jp.madoguchi.contact.ContactLine;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MemberTab;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** The record of contacts (応対履歴) of a member. */
@org.springframework.stereotype.Component
class ContactsTab implements MemberTab {

    private final ContactHistory history;
    private final Work work;

    ContactsTab(ContactHistory history, Work work) {
        this.history = history;
        this.work = work;
    }

    @Override
    public String id() {
        return "contacts";
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public String titleKey() {
        return "member.tab.contacts";
    }

    @Override
    public Component create(MemberNo memberNo) {
        var list = new PagedList<ContactLine>(
                before -> history.of(memberNo, before),
                ContactsTab::line,
                ContactHistory.PAGE,
                t("member.contacts.none"),
                work);
        ScreenBus.subscribe(list, ScreenBus.ContactChanged.class, change -> list.restart());
        return list;
    }

    private static Component line(ContactLine contact) {
        var at = new Span(Formats.dateTime(contact.openedAt()));
        at.addClassNames("line-at", "mono");
        var channel = new Span(code("contact", "channel", contact.channel().name()));
        channel.addClassName("line-what");
        var where = new Span(t("member.line.who", contact.placeName(), contact.staffName()));
        where.addClassName("line-who");
        var number = new Span(contact.contactNo().value());
        number.addClassNames("line-number", "mono");
        var first = new Div(at, channel, result(contact), where, number);
        first.addClassName("line");
        var whole = new Div(first);
        contact.notes().forEach(note -> whole.add(note(note.at(), note.staffName(), note.text())));
        if (contact.closingNote() != null && contact.closedAt() != null) {
            whole.add(note(contact.closedAt(), contact.staffName(), contact.closingNote()));
        }
        return whole;
    }

    private static Component result(ContactLine contact) {
        var result = new Span();
        result.addClassName("line-result");
        if (contact.closedAt() == null) {
            result.add(new Chip(t("member.contacts.open"), Chip.Weight.GOOD));
        } else {
            result.setText(Stream.of(
                            label("category", contact.category()),
                            label("cause", contact.cause()),
                            label("outcome", contact.outcome()))
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(" / ")));
        }
        return result;
    }

    private static @Nullable String label(String column, @Nullable String value) {
        return value == null ? null : code("contact", column, value);
    }

    private static Component note(Instant at, String writer, String words) {
        var head = new Span(t("member.line.who", Formats.dateTime(at), writer));
        head.addClassName("muted");
        var text = new Paragraph(words);
        text.addClassName("line-note-text");
        var note = new Div(head, text);
        note.addClassName("line-note");
        return note;
    }
}
