package jp.madoguchi.render;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;

/** A PDF written object by object, with a right directory whatever the objects say. Object 1 is its catalog. */
final class RawPdf {

    private final TreeMap<Integer, byte[]> objects = new TreeMap<>();
    private final Map<String, String> trailer = new LinkedHashMap<>();

    /** One page of A4 with a line of text: objects 1 to 5, the page is 3, its content 4. */
    static RawPdf onePage() {
        return new RawPdf()
                        .object(1, "<</Type/Catalog/Pages 2 0 R>>")
                        .object(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>")
                        .object(3, page(""))
                        .stream(4, "", "BT /F1 24 Tf 72 700 Td (Income 4,200,000) Tj ET")
                        .object(5, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
    }

    /** The page of {@link #onePage} with more entries. */
    static String page(String more) {
        return "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>" + more
                + ">>";
    }

    RawPdf object(int number, String text) {
        objects.put(number, text.getBytes(ISO_8859_1));
        return this;
    }

    RawPdf stream(int number, String entries, String content) {
        return stream(number, entries, content.getBytes(ISO_8859_1));
    }

    RawPdf stream(int number, String entries, byte[] content) {
        var object = new ByteArrayOutputStream();
        object.writeBytes(("<<" + entries + "/Length " + content.length + ">>\nstream\n").getBytes(ISO_8859_1));
        object.writeBytes(content);
        object.writeBytes("\nendstream".getBytes(ISO_8859_1));
        objects.put(number, object.toByteArray());
        return this;
    }

    RawPdf trailer(String key, String value) {
        trailer.put(key, value);
        return this;
    }

    byte[] bytes() {
        var file = new ByteArrayOutputStream();
        file.writeBytes("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n".getBytes(ISO_8859_1));
        var directory = new StringBuilder("xref\n0 1\n0000000000 65535 f \n");
        objects.forEach((number, object) -> {
            directory.append("%d 1\n%010d 00000 n \n".formatted(number, file.size()));
            file.writeBytes((number + " 0 obj\n").getBytes(ISO_8859_1));
            file.writeBytes(object);
            file.writeBytes("\nendobj\n".getBytes(ISO_8859_1));
        });
        var start = file.size();
        directory.append("trailer\n<</Size ").append(objects.lastKey() + 1).append("/Root 1 0 R");
        trailer.forEach(
                (key, value) -> directory.append('/').append(key).append(' ').append(value));
        directory.append(">>\nstartxref\n").append(start).append("\n%%EOF\n");
        file.writeBytes(directory.toString().getBytes(ISO_8859_1));
        return file.toByteArray();
    }

    static byte[] deflated(byte[] plain) {
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        deflater.setInput(plain);
        deflater.finish();
        return drained(deflater);
    }

    /** So many times the same byte. */
    static byte[] deflated(byte filler, long times) {
        var piece = new byte[1 << 20];
        Arrays.fill(piece, filler);
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        var out = new ByteArrayOutputStream();
        for (var left = times; left > 0; left -= piece.length) {
            deflater.setInput(piece, 0, (int) Math.min(left, piece.length));
            out.writeBytes(taken(deflater));
        }
        deflater.finish();
        out.writeBytes(drained(deflater));
        return out.toByteArray();
    }

    /** So many times the same piece, made without holding them. */
    static byte[] deflated(byte[] piece, int times) {
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        var out = new ByteArrayOutputStream();
        for (var n = 0; n < times; n++) {
            deflater.setInput(piece);
            out.writeBytes(taken(deflater));
        }
        deflater.finish();
        out.writeBytes(drained(deflater));
        return out.toByteArray();
    }

    private static byte[] taken(Deflater deflater) {
        var out = new ByteArrayOutputStream();
        var buffer = new byte[1 << 16];
        while (!deflater.needsInput()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        return out.toByteArray();
    }

    private static byte[] drained(Deflater deflater) {
        var out = new ByteArrayOutputStream();
        var buffer = new byte[1 << 16];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }
}
