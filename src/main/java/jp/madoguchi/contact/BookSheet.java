package jp.madoguchi.contact;

import static jp.madoguchi.ui.Texts.t;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.paper.Flow;
import jp.madoguchi.paper.Sheet;

/** The dealings of the books (帳簿) as PDF: each with what the law asks for, in the order in which they happened. */
public final class BookSheet {

    private static final float SMALL = 9;
    private static final float LINE = 10;
    private static final float INDENT = 16;

    private BookSheet() {}

    /** @param at when it was taken out */
    public static byte[] of(MemberNo memberNo, List<BookLine> lines, Instant at) {
        var title = t("contact.book.title", memberNo);
        return Flow.pdf(title, flow -> {
            flow.text(SMALL, 0, t("contact.book.made", Sheet.MOMENT.format(at.atZone(Tokyo.ZONE)), lines.size()));
            lines.forEach(line -> draw(flow, line));
        });
    }

    private static void draw(Flow flow, BookLine line) {
        flow.rule();
        var cells = BookCsv.cells(line);
        IntStream.range(0, cells.size() - 1)
                .filter(i -> !cells.get(i).isEmpty())
                .forEach(i -> flow.text(SMALL, 0, t("contact.book." + BookCsv.COLUMNS.get(i)) + "  " + cells.get(i)));
        flow.space(4);
        flow.text(LINE, INDENT, cells.getLast());
        flow.space(6);
    }
}
