package jp.madoguchi.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;

/** Lines on A4 that run on from page to page; each page has its title and number. All lengths in points. */
public final class Flow {

    private static final PDRectangle SIZE = PDRectangle.A4;
    private static final float HEAD = 9;
    private static final float TOP = SIZE.getHeight() - Sheet.MARGIN - 30;
    private static final float LEADING = 1.6f;

    private final PDDocument document;
    private final PDFont font;
    private final String title;
    private final List<PDPageContentStream> pages = new ArrayList<>();
    private Sheet sheet;
    private float y = TOP;

    /** The whole as PDF, with the typeface in it. */
    public static byte[] pdf(String title, Consumer<Flow> drawing) {
        try (var document = new PDDocument()) {
            document.getDocumentInformation().setTitle(title);
            var flow = new Flow(document, Sheet.typeface(document), title);
            drawing.accept(flow);
            for (var page : flow.pages) {
                page.close();
            }
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Flow(PDDocument document, PDFont font, String title) {
        this.document = document;
        this.font = font;
        this.title = title;
        this.sheet = newPage();
    }

    /** A paragraph, folded at the right margin and at its own line ends. */
    public void text(float size, float indent, String text) {
        text.lines()
                .flatMap(line -> sheet.folded(size, SIZE.getWidth() - 2 * Sheet.MARGIN - indent, line).stream())
                .forEach(line -> {
                    need(size * LEADING);
                    y -= size * LEADING;
                    sheet.text(size, Sheet.MARGIN + indent, y, line);
                });
    }

    /**
     * Where a column of a table stands.
     *
     * @param at from the left margin to where its words begin, or end
     */
    public record Column(float at, boolean ends) {}

    /** One line of a table, not folded; on a new page where the old one is full. */
    public void row(float size, List<Column> columns, List<String> cells) {
        need(size * LEADING);
        y -= size * LEADING;
        for (var i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            if (column.ends()) {
                sheet.ending(size, Sheet.MARGIN + column.at(), y, cells.get(i));
            } else {
                sheet.text(size, Sheet.MARGIN + column.at(), y, cells.get(i));
            }
        }
    }

    public void space(float points) {
        y -= points;
    }

    /** A line from margin to margin. */
    public void rule() {
        need(HEAD);
        y -= HEAD;
        sheet.rule(y, 0.5f);
    }

    private void need(float height) {
        if (y - height < Sheet.MARGIN) {
            sheet = newPage();
            y = TOP;
        }
    }

    private Sheet newPage() {
        try {
            var page = new PDPage(SIZE);
            document.addPage(page);
            var out = new PDPageContentStream(document, page);
            pages.add(out);
            var fresh = new Sheet(out, font, SIZE.getWidth());
            fresh.text(HEAD, Sheet.MARGIN, SIZE.getHeight() - Sheet.MARGIN, title);
            fresh.right(HEAD, SIZE.getHeight() - Sheet.MARGIN, Integer.toString(pages.size()));
            fresh.rule(SIZE.getHeight() - Sheet.MARGIN - HEAD, 0.5f);
            return fresh;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
