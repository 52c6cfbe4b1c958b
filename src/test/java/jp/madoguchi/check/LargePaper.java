package jp.madoguchi.check;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;

/** What a scanner makes of a thick document: a picture a page that hardly shrinks. */
final class LargePaper {

    private LargePaper() {}

    /** @param bytes about how large it becomes */
    static byte[] pdf(int pages, int bytes) throws IOException {
        // Three bytes a pixel that no compression makes smaller; A4 is 1 by the root of 2.
        var width = (int) Math.sqrt(bytes / 3.0 / pages / Math.sqrt(2));
        var height = (int) (width * Math.sqrt(2));
        var random = new Random(12);
        try (var document = new PDDocument();
                var content = new ByteArrayOutputStream()) {
            for (var n = 0; n < pages; n++) {
                var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
                for (var y = 0; y < height; y++) {
                    for (var x = 0; x < width; x++) {
                        picture.setRGB(x, y, random.nextInt(0x1000000));
                    }
                }
                var page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                try (var stream = new PDPageContentStream(document, page)) {
                    stream.drawImage(
                            LosslessFactory.createFromImage(document, picture),
                            0,
                            0,
                            PDRectangle.A4.getWidth(),
                            PDRectangle.A4.getHeight());
                }
            }
            document.save(content);
            return content.toByteArray();
        }
    }
}
