package jp.madoguchi.render.child;

import java.awt.geom.AffineTransform;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How a camera was held, in the order of Exif's tag 0x0112 (CIPA DC-008, 4.6.4); unreadable means upright. */
enum Orientation {
    UPRIGHT(1, 0, 0, 1, 0, 0),
    MIRRORED(-1, 0, 0, 1, 1, 0),
    UPSIDE_DOWN(-1, 0, 0, -1, 1, 1),
    UPSIDE_DOWN_MIRRORED(1, 0, 0, -1, 0, 1),
    LEFT_MIRRORED(0, 1, 1, 0, 0, 0),
    LEFT(0, 1, -1, 0, 1, 0),
    RIGHT_MIRRORED(0, -1, -1, 0, 1, 1),
    RIGHT(0, -1, 1, 0, 0, 1);

    private static final int EXIF_SEGMENT = 0xE1;
    private static final int START_OF_SCAN = 0xDA;
    private static final int TAG = 0x0112;
    private static final long EXIF = 0x457869660000L;
    private static final int ENTRY = 12;

    private final int[] matrix;

    /** The matrix, and where it lands: in widths and heights of the upright picture. */
    Orientation(int... matrix) {
        this.matrix = matrix;
    }

    boolean turns() {
        return matrix[0] == 0;
    }

    /** @param width of the picture as it is stored */
    AffineTransform upright(int width, int height) {
        return new AffineTransform(
                matrix[0],
                matrix[1],
                matrix[2],
                matrix[3],
                matrix[4] * (turns() ? height : width),
                matrix[5] * (turns() ? width : height));
    }

    static Orientation of(byte[] content) {
        try {
            return inJpeg(ByteBuffer.wrap(content));
        } catch (IndexOutOfBoundsException unreadable) {
            return UPRIGHT;
        }
    }

    private static Orientation inJpeg(ByteBuffer file) {
        if ((file.getShort(0) & 0xFFFF) != 0xFFD8) {
            return UPRIGHT;
        }
        var at = 2;
        for (var marker = file.get(at + 1) & 0xFF; marker != START_OF_SCAN; marker = file.get(at + 1) & 0xFF) {
            var length = file.getShort(at + 2) & 0xFFFF;
            if (marker == EXIF_SEGMENT && file.getLong(at + 4) >>> 16 == EXIF) {
                return inDirectory(file.slice(at + 10, length - 8));
            }
            at += 2 + length;
        }
        return UPRIGHT;
    }

    private static Orientation inDirectory(ByteBuffer exif) {
        exif.order(exif.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        var directory = exif.getInt(4);
        var entries = exif.getShort(directory) & 0xFFFF;
        for (var entry = 0; entry < entries; entry++) {
            var at = directory + 2 + entry * ENTRY;
            if ((exif.getShort(at) & 0xFFFF) == TAG) {
                var value = exif.getShort(at + 8);
                return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
            }
        }
        return UPRIGHT;
    }
}
