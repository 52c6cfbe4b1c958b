package jp.madoguchi.income;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Replaces the pixels below boxes by black ones. Works in memory: no temporary file ever holds a page. */
final class Burning {

    private Burning() {}

    /** @param png made by the renderer; given back as it is when there is nothing to cover */
    static byte[] burn(byte[] png, List<Box> boxes) {
        if (boxes.isEmpty()) {
            return png;
        }
        try (var bytes = new ByteArrayOutputStream(png.length);
                var output = new MemoryCacheImageOutputStream(bytes)) {
            var image = ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(png)));
            boxes.forEach(box -> cover(image, box));
            ImageIO.write(image, "png", output);
            output.flush();
            return bytes.toByteArray();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Every pixel that the box touches. */
    private static void cover(BufferedImage image, Box box) {
        var left = (int) Math.floor(box.x() * image.getWidth());
        var top = (int) Math.floor(box.y() * image.getHeight());
        var right = (int) Math.ceil((box.x() + box.width()) * image.getWidth());
        var bottom = (int) Math.ceil((box.y() + box.height()) * image.getHeight());
        var pen = image.createGraphics();
        pen.setColor(Color.BLACK);
        pen.fillRect(left, top, right - left, bottom - top);
        pen.dispose();
    }
}
