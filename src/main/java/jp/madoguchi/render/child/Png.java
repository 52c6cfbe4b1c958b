package jp.madoguchi.render.child;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/** Pixels as PNG; a page without colours in a third of the bytes. */
final class Png {

    /** Between speed and size. */
    private static final float COMPRESSION = 0.5f;

    /** A palette keeps its levels exactly, where Java takes those of a grey picture for linear light. */
    private static final IndexColorModel GREYS = greys();

    private Png() {}

    /** @param image of RGB */
    static byte[] of(BufferedImage image) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("png").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            var compression = writer.getDefaultWriteParam();
            compression.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            compression.setCompressionQuality(COMPRESSION);
            writer.setOutput(out);
            writer.write(null, new IIOImage(withoutNeedlessColour(image), null, null), compression);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static BufferedImage withoutNeedlessColour(BufferedImage image) {
        var width = image.getWidth();
        var row = new int[width];
        var levels = new int[width];
        var grey = new BufferedImage(width, image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, GREYS);
        for (var y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            if (!Arrays.stream(row).allMatch(Png::isGrey)) {
                return image;
            }
            Arrays.setAll(levels, x -> row[x] & 0xFF);
            grey.getRaster().setPixels(0, y, width, 1, levels);
        }
        return grey;
    }

    private static IndexColorModel greys() {
        var levels = new byte[256];
        for (var level = 0; level < levels.length; level++) {
            levels[level] = (byte) level;
        }
        return new IndexColorModel(8, levels.length, levels, levels, levels);
    }

    private static boolean isGrey(int rgb) {
        var blue = rgb & 0xFF;
        return (rgb >> 8 & 0xFF) == blue && (rgb >> 16 & 0xFF) == blue;
    }
}
