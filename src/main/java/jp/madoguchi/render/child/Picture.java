package jp.madoguchi.render.child;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** A photograph or scan as one page: upright, at most {@link Limits#SIDE} pixels long, on white. */
final class Picture {

    /** The JPEG reader goes on behind these and fills with grey. */
    private static final List<String> DAMAGE = List.of("premature end", "bad huffman", "unsupported marker", "invalid");

    /** Decoded bytes that fit beside the rest. */
    private static final long MOST_BYTES = 160_000_000;

    private static final int SIXTEEN_BITS = 16;

    private Picture() {}

    static void draw(byte[] content, Answer answer) throws IOException {
        PngData.refuseMore(content);
        answer.pages(1);
        answer.page(upright(fitted(read(content)), Orientation.of(content)), List.of());
    }

    private static BufferedImage read(byte[] content) throws IOException {
        try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new Unfit(Verdict.BROKEN);
            }
            var reader = readers.next();
            try {
                reader.setInput(in, true, true);
                reader.addIIOReadWarningListener((source, warning) -> refuseDamage(warning));
                var settings = reader.getDefaultReadParam();
                var step = step(reader);
                settings.setSourceSubsampling(step, step, 0, 0);
                return reader.read(0, settings);
            } finally {
                reader.dispose();
            }
        }
    }

    private static int step(ImageReader reader) throws IOException {
        var type = reader.getRawImageType(0);
        var bytes = type == null
                ? 4
                : type.getNumBands() * (type.getSampleModel().getSampleSize(0) == SIXTEEN_BITS ? 2 : 1);
        var step = 1;
        while ((long) reader.getWidth(0) * reader.getHeight(0) * bytes / ((long) step * step) > MOST_BYTES) {
            step++;
        }
        return step;
    }

    private static void refuseDamage(String warning) {
        var words = warning.toLowerCase(Locale.ROOT);
        if (DAMAGE.stream().anyMatch(words::contains)) {
            throw new Unfit(Verdict.BROKEN);
        }
    }

    /** By halves first, so that thin lines do not fall out. */
    private static BufferedImage fitted(BufferedImage image) {
        var fitted = image;
        while (side(fitted) > 2 * Limits.SIDE) {
            fitted = scaled(fitted, 0.5);
        }
        return scaled(fitted, Math.min(1, (double) Limits.SIDE / side(fitted)));
    }

    private static int side(BufferedImage image) {
        return Math.max(image.getWidth(), image.getHeight());
    }

    private static BufferedImage scaled(BufferedImage image, double factor) {
        var width = Math.max(1, (int) Math.round(image.getWidth() * factor));
        var height = Math.max(1, (int) Math.round(image.getHeight() * factor));
        return drawn(
                image,
                width,
                height,
                AffineTransform.getScaleInstance(
                        (double) width / image.getWidth(), (double) height / image.getHeight()));
    }

    private static BufferedImage upright(BufferedImage image, Orientation orientation) {
        return orientation == Orientation.UPRIGHT
                ? image
                : drawn(
                        image,
                        orientation.turns() ? image.getHeight() : image.getWidth(),
                        orientation.turns() ? image.getWidth() : image.getHeight(),
                        orientation.upright(image.getWidth(), image.getHeight()));
    }

    private static BufferedImage drawn(BufferedImage image, int width, int height, AffineTransform by) {
        var drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = drawn.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.drawRenderedImage(image, by);
        graphics.dispose();
        return drawn;
    }
}
