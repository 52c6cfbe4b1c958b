package jp.madoguchi.render;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.regex.Pattern;

/** A PDF by its end (ISO 32000-1, 7.5.5): a file that was cut, or lost a piece, does not point to its own directory. */
final class PdfOutline {

    private static final String END = "%%EOF";
    private static final Pattern POINTER = Pattern.compile("startxref\\s{1,4}(\\d{1,10})\\s{1,4}$");
    private static final Pattern DIRECTORY = Pattern.compile("\\s*(xref\\b|\\d{1,10} \\d{1,5} obj\\b)");

    /** Browsers guess the kind of a file by no more than this. */
    private static final int HEAD = 2048;

    private static final int POINTER_LENGTH = 40;
    private static final int DIRECTORY_HEAD = 40;

    private PdfOutline() {}

    /** @throws UploadRefused BROKEN when it has no end, or its end points to no directory */
    static Outline of(byte[] content) {
        var file = new String(content, ISO_8859_1);
        var end = file.lastIndexOf(END);
        if (end < 0) {
            throw Bytes.broken();
        }
        var pointer = POINTER.matcher(file.substring(Math.max(0, end - POINTER_LENGTH), end));
        if (!pointer.find()) {
            throw Bytes.broken();
        }
        var directory = Long.parseLong(pointer.group(1));
        if (directory >= end
                || !DIRECTORY
                        .matcher(file.substring((int) directory, Math.min(end, (int) directory + DIRECTORY_HEAD)))
                        .lookingAt()) {
            throw Bytes.broken();
        }
        var beside = new ByteArrayOutputStream();
        beside.write(content, 0, Math.min(HEAD, content.length));
        beside.write(content, end, content.length - end);
        return new Outline(0, beside.toByteArray());
    }
}
