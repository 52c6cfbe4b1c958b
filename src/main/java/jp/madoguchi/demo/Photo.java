package jp.madoguchi.demo;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** A certificate as a phone or a scanner sees it. */
final class Photo {

    private static final float RESOLUTION = 130;
    private static final int MARGIN = 70;
    private static final int SHADOW = 14;
    private static final int BLUR = 11;
    private static final Color DESK = new Color(0x8C, 0x6E, 0x54);
    private static final Color DESK_IN_THE_DARK = new Color(0x5E, 0x48, 0x38);
    private static final Color LIGHT = new Color(255, 250, 235, 0);
    private static final Color DUSK = new Color(40, 30, 20, 70);

    private Photo() {}

    /** Flat and grey, as a scanner makes it. */
    static byte[] scanned(byte[] pdf) {
        var page = page(pdf);
        var grey = new BufferedImage(page.getWidth(), page.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        draw(grey, graphics -> graphics.drawImage(page, 0, 0, null));
        return written(grey, "png");
    }

    /** On a desk, a little askew. */
    static byte[] taken(byte[] pdf, int shot) {
        return written(onDesk(page(pdf), shot), "jpg");
    }

    static byte[] blurred(byte[] pdf, int shot) {
        var kernel = new float[BLUR * BLUR];
        Arrays.fill(kernel, 1f / kernel.length);
        var blur = new ConvolveOp(new Kernel(BLUR, BLUR, kernel), ConvolveOp.EDGE_NO_OP, null);
        return written(blur.filter(onDesk(page(pdf), shot), null), "jpg");
    }

    /** The right third is not in the picture, where the amounts often stand. */
    static byte[] cut(byte[] pdf, int shot) {
        var whole = onDesk(page(pdf), shot);
        return written(whole.getSubimage(0, 0, whole.getWidth() * 6 / 10, whole.getHeight()), "jpg");
    }

    /** The phone was held the other way and says nothing of it. */
    static byte[] turned(byte[] pdf, int shot) {
        var upright = onDesk(page(pdf), shot);
        var turned = blank(upright.getHeight(), upright.getWidth());
        draw(turned, graphics -> {
            graphics.translate(upright.getHeight(), 0);
            graphics.rotate(Math.PI / 2);
            graphics.drawImage(upright, 0, 0, null);
        });
        return written(turned, "jpg");
    }

    /** Two papers on one desk. */
    static byte[] two(byte[] first, byte[] second, int shot) {
        var above = page(first);
        var below = page(second);
        var both = blank(Math.max(above.getWidth(), below.getWidth()), above.getHeight() + below.getHeight() + MARGIN);
        draw(both, graphics -> {
            graphics.setColor(DESK);
            graphics.fillRect(0, 0, both.getWidth(), both.getHeight());
            graphics.drawImage(above, 0, 0, null);
            graphics.drawImage(below, 0, above.getHeight() + MARGIN, null);
        });
        return written(onDesk(both, shot), "jpg");
    }

    private static BufferedImage page(byte[] pdf) {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFRenderer(document).renderImageWithDPI(0, RESOLUTION, ImageType.RGB);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static BufferedImage onDesk(BufferedImage paper, int shot) {
        var wide = paper.getWidth() + 2 * MARGIN;
        var high = paper.getHeight() + 2 * MARGIN;
        var photo = blank(wide, high);
        draw(photo, graphics -> {
            graphics.setPaint(new GradientPaint(0, 0, DESK, wide, high, DESK_IN_THE_DARK));
            graphics.fillRect(0, 0, wide, high);
            var askew =
                    AffineTransform.getRotateInstance(Math.toRadians((shot * 7 % 5 - 2) * 0.7), wide / 2.0, high / 2.0);
            graphics.transform(askew);
            graphics.setColor(new Color(0, 0, 0, 80));
            graphics.fillRect(MARGIN + SHADOW, MARGIN + SHADOW, paper.getWidth(), paper.getHeight());
            graphics.drawImage(paper, MARGIN, MARGIN, null);
            graphics.setPaint(new GradientPaint(0, 0, LIGHT, wide, high, DUSK));
            graphics.fillRect(MARGIN, MARGIN, paper.getWidth(), paper.getHeight());
        });
        return photo;
    }

    private static BufferedImage blank(int wide, int high) {
        return new BufferedImage(wide, high, BufferedImage.TYPE_INT_RGB);
    }

    private interface Strokes {
        void on(Graphics2D graphics);
    }

    private static void draw(BufferedImage image, Strokes strokes) {
        var graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        strokes.on(graphics);
        graphics.dispose();
    }

    private static byte[] written(BufferedImage image, String format) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
