package jp.madoguchi.render.child;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** The text that a page draws, in pieces without a gap, each with its place on the page as it is seen. */
final class PageWords extends PDFTextStripper {

    /** How far letters reach above and below the line they stand on, in their own size. */
    private static final float ABOVE = 0.95f;

    private static final float BELOW = 0.25f;

    private final PDPage page;
    private final List<DrawnWord> words = new ArrayList<>();

    static List<DrawnWord> of(PDDocument document, int number) throws IOException {
        var stripper = new PageWords(document.getPage(number));
        stripper.setSortByPosition(true);
        stripper.setShouldSeparateByBeads(false);
        stripper.setStartPage(number + 1);
        stripper.setEndPage(number + 1);
        stripper.writeText(document, Writer.nullWriter());
        return stripper.words;
    }

    private PageWords(PDPage page) {
        this.page = page;
    }

    @Override
    protected void writeString(String text, List<TextPosition> positions) {
        if (words.size() < Limits.WORDS && !text.isBlank()) {
            var place = new Place();
            positions.forEach(position -> add(place, position));
            words.add(place.word(text.substring(0, Math.min(text.length(), Limits.WORD))));
        }
    }

    private void add(Place place, TextPosition position) {
        var matrix = position.getTextMatrix();
        var x = matrix.getTranslateX();
        var y = matrix.getTranslateY();
        var upX = matrix.getValue(1, 0);
        var upY = matrix.getValue(1, 1);
        for (var up : new float[] {-BELOW, ABOVE}) {
            place.reach(x + up * upX, y + up * upY);
            place.reach(position.getEndX() + up * upX, position.getEndY() + up * upY);
        }
    }

    /** What was reached, in fractions of the turned page. */
    private final class Place {

        private double left = Double.MAX_VALUE;
        private double top = Double.MAX_VALUE;
        private double right = -Double.MAX_VALUE;
        private double bottom = -Double.MAX_VALUE;

        /** @param x from the lower left corner of the crop box, before the page is turned */
        void reach(double x, double y) {
            var box = page.getCropBox();
            var across = x / box.getWidth();
            var up = y / box.getHeight();
            switch (Math.floorMod(page.getRotation(), 360)) {
                case 90 -> seen(up, across);
                case 180 -> seen(1 - across, up);
                case 270 -> seen(1 - up, 1 - across);
                default -> seen(across, 1 - up);
            }
        }

        private void seen(double x, double y) {
            left = Math.min(left, x);
            right = Math.max(right, x);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y);
        }

        DrawnWord word(String text) {
            return new DrawnWord(text, left, top, right - left, bottom - top);
        }
    }
}
