package jp.madoguchi.demo;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.util.Matrix;

/** A ruled form; lengths in points, from the upper left corner, as forms are measured. */
final class Form {

    static final PDRectangle A4 = PDRectangle.A4;
    static final PDRectangle A4_LANDSCAPE = new PDRectangle(A4.getHeight(), A4.getWidth());
    static final PDRectangle A5_LANDSCAPE = new PDRectangle(A4.getWidth(), A4.getHeight() / 2);
    static final Color INK = new Color(0x22, 0x22, 0x22);
    static final Color SEAL = new Color(0xC8, 0x32, 0x28);
    private static final Color MARK = new Color(0xF3, 0xD3, 0xD0);

    private static final TrueTypeFont TYPEFACE = typeface();
    private static final float LABEL = 5.5f;
    private static final float PADDING = 3;

    private final PDPageContentStream out;
    private final PDFont font;
    private final PDRectangle size;

    /** Pages of one size, each drawn with its number from 0. */
    static byte[] pdf(PDRectangle size, int pages, BiConsumer<Form, Integer> drawing) {
        try (var document = new PDDocument()) {
            var font = PDType0Font.load(document, TYPEFACE, true);
            for (var number = 0; number < pages; number++) {
                var page = new PDPage(size);
                document.addPage(page);
                try (var out = new PDPageContentStream(document, page)) {
                    var form = new Form(out, font, size);
                    form.sample();
                    drawing.accept(form, number);
                }
            }
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Form(PDPageContentStream out, PDFont font, PDRectangle size) {
        this.out = out;
        this.font = font;
        this.size = size;
    }

    float wide() {
        return size.getWidth();
    }

    /** Nobody shall take it for a real one. */
    private void sample() {
        var letters = Math.min(size.getWidth() / 8, size.getHeight() / 4);
        draw(() -> {
            out.beginText();
            out.setNonStrokingColor(MARK);
            out.setFont(font, letters);
            out.setTextMatrix(Matrix.getRotateInstance(
                    Math.toRadians(24),
                    size.getWidth() / 2 - width(letters, "見本 SAMPLE") * 0.46f,
                    size.getHeight() / 2 - letters * 1.5f));
            out.showText("見本 SAMPLE");
            out.endText();
            out.setNonStrokingColor(INK);
            out.setStrokingColor(INK);
        });
        text(20, size.getHeight() - 8, 5.5f, "見本 架空の人物・番号です");
    }

    void text(float x, float y, float letters, String text) {
        draw(() -> {
            out.beginText();
            out.setFont(font, letters);
            out.newLineAtOffset(x, size.getHeight() - y);
            out.showText(printable(text));
            out.endText();
        });
    }

    void centred(float x, float y, float letters, String text) {
        text(x - width(letters, text) / 2, y, letters, text);
    }

    void right(float x, float y, float letters, String text) {
        text(x - width(letters, text), y, letters, text);
    }

    /** As large as fits, at most so large. */
    void fitted(float x, float y, float wide, float letters, String text) {
        text(x, y, Math.min(letters, letters * wide / width(letters, text)), text);
    }

    /** One character under the other, within a height. */
    void down(float x, float y, float high, float letters, String text) {
        var step = high / text.length();
        for (var n = 0; n < text.length(); n++) {
            centred(x, y + step * (n + 0.5f) + letters * 0.36f, letters, text.substring(n, n + 1));
        }
    }

    void line(float x, float y, float toX, float toY, float weight) {
        draw(() -> {
            out.setLineWidth(weight);
            out.moveTo(x, size.getHeight() - y);
            out.lineTo(toX, size.getHeight() - toY);
            out.stroke();
        });
    }

    void box(float x, float y, float wide, float high, float weight) {
        draw(() -> {
            out.setLineWidth(weight);
            out.addRect(x, size.getHeight() - y - high, wide, high);
            out.stroke();
        });
    }

    void shade(float x, float y, float wide, float high, Color colour) {
        draw(() -> {
            out.setNonStrokingColor(colour);
            out.addRect(x, size.getHeight() - y - high, wide, high);
            out.fill();
            out.setNonStrokingColor(INK);
        });
    }

    /** A box with a small heading and nothing else. */
    void heading(float x, float y, float wide, float high, String heading) {
        box(x, y, wide, high, 0.5f);
        var lines = heading.split("\n", -1);
        for (var n = 0; n < lines.length; n++) {
            var letters = Math.min(6.2f, 6.2f * (wide - PADDING) / width(6.2f, lines[n]));
            centred(x + wide / 2, y + high / 2 + 2.2f + (n - (lines.length - 1) / 2f) * 7.2f, letters, lines[n]);
        }
    }

    /** A box with its small label above and its value below. */
    void cell(float x, float y, float wide, float high, String label, String value) {
        box(x, y, wide, high, 0.5f);
        fitted(x + PADDING, y + LABEL + 2, wide - 2 * PADDING, LABEL, label.isEmpty() ? " " : label);
        if (!value.isEmpty()) {
            fitted(x + PADDING, y + high - 5, wide - 2 * PADDING, 10, value);
        }
    }

    /** A box with an amount of yen at its right. */
    void yen(float x, float y, float wide, float high, float letters, long amount) {
        box(x, y, wide, high, 0.5f);
        right(x + wide - PADDING - 1, y + high / 2 + letters * 0.37f, letters, yen(amount));
    }

    /** Digits in boxes of their own. */
    void digits(float x, float y, float each, float high, String digits) {
        for (var n = 0; n < digits.length(); n++) {
            box(x + n * each, y, each, high, 0.4f);
            centred(x + (n + 0.5f) * each, y + high / 2 + 3.3f, 9, digits.substring(n, n + 1));
        }
    }

    /** A square seal of an office, its characters in columns from the right. */
    void seal(float x, float y, float side, List<String> columns) {
        draw(() -> {
            out.setStrokingColor(SEAL);
            out.setNonStrokingColor(SEAL);
        });
        box(x, y, side, side, 1.6f);
        var column = side / columns.size();
        for (var n = 0; n < columns.size(); n++) {
            var letters = Math.min(column, side / columns.get(n).length()) * 0.84f;
            down(x + side - column * (n + 0.5f), y + 1, side - 2, letters, columns.get(n));
        }
        draw(() -> {
            out.setStrokingColor(INK);
            out.setNonStrokingColor(INK);
        });
    }

    static String yen(long amount) {
        return String.format(Locale.ROOT, "%,d", amount);
    }

    private float width(float letters, String text) {
        try {
            return font.getStringWidth(printable(text)) / 1000 * letters;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** What the typeface lacks is printed as 〓. */
    private static String printable(String text) {
        return text.codePoints()
                .map(point -> point <= Character.MAX_VALUE ? point : '〓')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static TrueTypeFont typeface() {
        try (var stream = Form.class.getResourceAsStream("/fonts/BIZUDPGothic-Regular.ttf")) {
            return new TTFParser().parse(RandomAccessReadBuffer.createBufferFromStream(stream));
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
