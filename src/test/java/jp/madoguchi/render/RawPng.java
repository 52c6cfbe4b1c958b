package jp.madoguchi.render;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** A PNG written chunk by chunk, each with its right checksum. */
final class RawPng {

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    RawPng() {
        file.writeBytes("\u0089PNG\r\n\u001a\n".getBytes(ISO_8859_1));
    }

    /** RGB with eight bits. */
    static RawPng of(int width, int height) {
        return new RawPng()
                .chunk(
                        "IHDR",
                        ByteBuffer.allocate(13)
                                .putInt(width)
                                .putInt(height)
                                .put(new byte[] {8, 2, 0, 0, 0})
                                .array());
    }

    RawPng chunk(String type, byte[] data) {
        var named = ByteBuffer.allocate(4 + data.length)
                .put(type.getBytes(ISO_8859_1))
                .put(data)
                .array();
        var sum = new CRC32();
        sum.update(named);
        file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        file.writeBytes(named);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
        return this;
    }

    RawPng raw(byte[] bytes) {
        file.writeBytes(bytes);
        return this;
    }

    byte[] end() {
        return chunk("IEND", new byte[0]).file.toByteArray();
    }
}
