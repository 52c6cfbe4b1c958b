package jp.madoguchi.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** One page; all lengths in points, from the lower left corner. */
public final class Sheet {

    public static final float MARGIN = 42;
    public static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.JAPAN);
    public static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy年M月d日 H時mm分", Locale.JAPAN);

    private static final String FONT = "/fonts/BIZUDPGothic-Regular.ttf";
    /** Printed for a character that the typeface lacks, as printers do. */
    private static final String MISSING = "〓";

    private final PDPageContentStream out;
    private final PDFont font;
    private final float width;

    Sheet(PDPageContentStream out, PDFont font, float width) {
        this.out = out;
        this.font = font;
        this.width = width;
    }

    /** The page as PDF, with the typeface in it. */
    public static byte[] pdf(String title, PDRectangle size, Consumer<Sheet> drawing) {
        try (var document = new PDDocument()) {
            document.getDocumentInformation().setTitle(title);
            var page = new PDPage(size);
            document.addPage(page);
            var font = typeface(document);
            try (var out = new PDPageContentStream(document, page)) {
                drawing.accept(new Sheet(out, font, size.getWidth()));
            }
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static PDFont typeface(PDDocument document) throws IOException {
        try (var typeface = Sheet.class.getResourceAsStream(FONT)) {
            return PDType0Font.load(document, typeface, true);
        }
    }

    /** The text in lines of at most the width; Japanese breaks anywhere. An empty text is one empty line. */
    public List<String> folded(float size, float wide, String text) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        var used = 0f;
        for (var point : text.codePoints().toArray()) {
            var character = Character.toString(point);
            var width = width(size, character);
            if (used + width > wide && !line.isEmpty()) {
                lines.add(line.toString());
                line.setLength(0);
                used = 0;
            }
            line.append(character);
            used += width;
        }
        lines.add(line.toString());
        return lines;
    }

    public void text(float size, float x, float y, String text) {
        var printable = printable(text);
        draw(() -> {
            out.beginText();
            out.setFont(font, size);
            out.newLineAtOffset(x, y);
            out.showText(printable);
            out.endText();
        });
    }

    /** Ends at the right margin. */
    public void right(float size, float y, String text) {
        text(size, width - MARGIN - width(size, text), y, text);
    }

    /** Ends at a place. */
    public void ending(float size, float at, float y, String text) {
        text(size, at - width(size, text), y, text);
    }

    public void centred(float size, float centre, float y, String text) {
        text(size, centre - width(size, text) / 2, y, text);
    }

    /** A line from margin to margin. */
    public void rule(float y, float weight) {
        draw(() -> {
            out.setLineWidth(weight);
            out.moveTo(MARGIN, y);
            out.lineTo(width - MARGIN, y);
            out.stroke();
        });
    }

    public void frame(float x, float y, float wide, float high) {
        draw(() -> {
            out.setLineWidth(1);
            out.addRect(x, y, wide, high);
            out.stroke();
        });
    }

    private float width(float size, String text) {
        try {
            return font.getStringWidth(printable(text)) / 1000 * size;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private String printable(String text) {
        var printable = new StringBuilder();
        for (var point : text.codePoints().toArray()) {
            var character = Character.toString(point);
            printable.append(has(character) ? character : MISSING);
        }
        return printable.toString();
    }

    private boolean has(String character) {
        try {
            font.encode(character);
            return true;
        } catch (IllegalArgumentException missing) {
            return false;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private interface Stroke {
        void draw() throws IOException;
    }

    private static void draw(Stroke stroke) {
        try {
            stroke.draw();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
