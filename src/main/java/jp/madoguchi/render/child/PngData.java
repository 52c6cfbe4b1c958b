package jp.madoguchi.render.child;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Refuses a PNG that is far larger inside than it says: readers stop at the last row, others might not. */
final class PngData {

    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int FIRST_CHUNK = 8;
    private static final int HEADER = 0x49484452;
    private static final int DATA = 0x49444154;
    private static final int END = 0x49454E44;
    private static final int AROUND_DATA = 12;
    private static final int SLACK = 64 * 1024;

    private PngData() {}

    /** @param content whole chunks, as the console has seen; anything but a PNG passes */
    static void refuseMore(byte[] content) {
        var file = ByteBuffer.wrap(content);
        if (file.getLong(0) != SIGNATURE || file.getInt(FIRST_CHUNK + 4) != HEADER) {
            return;
        }
        var left = 2 * size(file) + SLACK;
        var buffer = new byte[SLACK];
        var inflater = new Inflater();
        try {
            for (var at = FIRST_CHUNK; file.getInt(at + 4) != END; at += AROUND_DATA + file.getInt(at)) {
                if (file.getInt(at + 4) == DATA) {
                    inflater.setInput(content, at + 8, file.getInt(at));
                    for (var got = inflater.inflate(buffer); got > 0; got = inflater.inflate(buffer)) {
                        left -= got;
                        if (left < 0) {
                            throw new Unfit(Verdict.BROKEN);
                        }
                    }
                }
            }
        } catch (DataFormatException damaged) {
            throw new Unfit(Verdict.BROKEN);
        } finally {
            inflater.end();
        }
    }

    /** Bytes of all rows; interlaced pictures have less than twice as many. */
    private static long size(ByteBuffer file) {
        var start = FIRST_CHUNK + 8;
        var channels = switch (file.get(start + 9)) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
        var row = (long) file.getInt(start) * file.get(start + 8) * channels / 8 + 2;
        return row * file.getInt(start + 4);
    }
}
