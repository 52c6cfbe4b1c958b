package jp.madoguchi.contact;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.madoguchi.ui.Csv;
import jp.madoguchi.ui.Formats;
import org.jspecify.annotations.Nullable;

/** The dealings of the books as CSV. */
public final class BookCsv {

    /** Keys of the columns; the last one holds the words. */
    static final List<String> COLUMNS = List.of(
            "number",
            "from",
            "to",
            "method",
            "place",
            "staff",
            "other",
            "line",
            "recording",
            "purpose",
            "category",
            "cause",
            "outcome",
            "content");

    private BookCsv() {}

    public static byte[] of(List<BookLine> lines) {
        var head = COLUMNS.stream().map(column -> t("contact.book." + column)).toList();
        return Csv.of(head, lines.stream().map(BookCsv::cells).toList());
    }

    /** What stands in the columns, empty where there is nothing. */
    static List<String> cells(BookLine line) {
        return List.of(
                line.contactNo().value(),
                Formats.dateTimeSeconds(line.openedAt()),
                line.closedAt() == null ? "" : Formats.dateTimeSeconds(line.closedAt()),
                words("channel", line.channel().name()),
                line.placeName(),
                line.staffName(),
                line.memberName(),
                line.numberLast4() == null ? "" : line.numberLast4(),
                line.recordingNo() == null ? "" : line.recordingNo(),
                words("call_purpose", line.callPurpose()),
                words("category", line.category()),
                words("cause", line.cause()),
                words("outcome", line.outcome()),
                content(line));
    }

    private static String words(String column, @Nullable String value) {
        return value == null ? "" : code("contact", column, value);
    }

    private static String content(BookLine line) {
        var notes = line.notes().stream().filter(note -> !note.addendum()).map(BookCsv::note);
        var closing = line.closingNote() == null
                ? Stream.<String>empty()
                : Stream.of(t("contact.book.closing", line.closingNote()));
        var promise = line.promise() == null
                ? Stream.<String>empty()
                : Stream.of(t("contact.book.promise", line.promise().words()));
        var callBack = line.callBackAt() == null
                ? Stream.<String>empty()
                : Stream.of(t("contact.book.call-back", Formats.dateTime(line.callBackAt())));
        var addenda = line.notes().stream().filter(ContactLine.Note::addendum).map(BookCsv::note);
        return Stream.of(notes, closing, promise, callBack, addenda)
                .flatMap(part -> part)
                .collect(Collectors.joining("\n"));
    }

    private static String note(ContactLine.Note note) {
        return t(
                note.addendum() ? "contact.book.addendum" : "contact.book.note",
                Formats.dateTime(note.at()),
                note.staffName(),
                note.text());
    }
}
