package jp.madoguchi.member;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.madoguchi.contact.BookCsv;
import jp.madoguchi.contact.BookSheet;
import jp.madoguchi.contact.Books;
import jp.madoguchi.contact.ContactHistory;
import jp.madoguchi.contact.ContactLine;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MadeFile;
import jp.madoguchi.ui.MemberTab;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.PagedList;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** The record of contacts (応対履歴) of a member. */
@org.springframework.stereotype.Component
class ContactsTab implements MemberTab {

    private final ContactHistory history;
    private final Books books;
    private final Work work;
    private final Clock clock;

    ContactsTab(ContactHistory history, Books books, Work work, Clock clock) {
        this.history = history;
        this.books = books;
        this.work = work;
        this.clock = clock;
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
        if (!CurrentStaff.get().may(Permission.BOOK_EXPORT)) {
            return list;
        }
        var whole = new Div(book(memberNo), list);
        whole.addClassName("stack");
        return whole;
    }

    /** Read when a link is followed, never before: each export is recorded. */
    private Div book(MemberNo memberNo) {
        var messages = new MessagePanel();
        var name = "book-" + memberNo;
        var csv = button(
                messages, t("member.contacts.book"), () -> MadeFile.csv(name, BookCsv.of(books.dealings(memberNo))));
        var pdf = button(
                messages,
                t("member.contacts.book.pdf"),
                () -> MadeFile.pdf(name, BookSheet.of(memberNo, books.dealings(memberNo), clock.instant())));
        var links = new Div(csv, pdf);
        links.addClassName("row");
        return new Div(links, messages);
    }

    /** The click asks whether the second factor is fresh. */
    private Component button(MessagePanel messages, String words, Supplier<MadeFile> making) {
        return MadeFile.behind(new Button(words), work, messages, books::ready, making);
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
        contact.notes().stream().filter(note -> !note.addendum()).forEach(note -> whole.add(note(note)));
        if (contact.closingNote() != null && contact.closedAt() != null) {
            whole.add(note(contact.closedAt(), contact.staffName(), contact.closingNote()));
        }
        if (contact.promise() != null && contact.closedAt() != null) {
            whole.add(note(
                    contact.closedAt(),
                    contact.staffName(),
                    t("contact.promise.line", contact.promise().words())));
        }
        contact.notes().stream().filter(ContactLine.Note::addendum).forEach(note -> whole.add(note(note)));
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

    private static Component note(ContactLine.Note note) {
        var writer = note.addendum() ? t("contact.addendum.by", note.staffName()) : note.staffName();
        return note(note.at(), writer, note.text());
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
