package jp.madoguchi.render;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.zip.CRC32;

/** A PNG by its chunks (ISO/IEC 15948, 5): each with its length and its right checksum, from IHDR to IEND. */
final class PngOutline {

    private static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";

    private static final int AROUND_DATA = 12;

    private PngOutline() {}

    static boolean isPng(byte[] content) {
        return new String(content, 0, Math.min(content.length, SIGNATURE.length()), ISO_8859_1).equals(SIGNATURE);
    }

    /** @throws UploadRefused BROKEN when a chunk is missing, cut or damaged */
    static Outline of(byte[] content) {
        if (!isPng(content)) {
            throw Bytes.broken();
        }
        var bytes = new Bytes(content, SIGNATURE.length());
        var pixels = 0L;
        while (true) {
            var start = bytes.at();
            var length = bytes.four();
            bytes.skip(4);
            var name = new String(content, start + 4, 4, ISO_8859_1);
            if (length > content.length - start - AROUND_DATA || name.equals("IHDR") != (pixels == 0)) {
                throw Bytes.broken();
            }
            switch (name) {
                case "IHDR" -> {
                    pixels = (long) bytes.four() * bytes.four();
                    bytes.skip(length - 8);
                }
                case "PLTE", "IDAT" -> bytes.skip(length);
                default -> bytes.setAside(length);
            }
            var sum = new CRC32();
            sum.update(content, start + 4, length + 4);
            if (((long) bytes.two() << 16 | bytes.two()) != sum.getValue() || pixels == 0) {
                throw Bytes.broken();
            }
            if (name.equals("IEND")) {
                return bytes.end(pixels);
            }
        }
    }
}
