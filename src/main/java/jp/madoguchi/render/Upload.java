package jp.madoguchi.render;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import jp.madoguchi.render.UploadRefused.Why;
import jp.madoguchi.render.child.Limits;

/**
 * What can be said of a file without parsing it, before anything is stored: kind by content, size, name, pixels by the
 * header, whether it is whole, and whether it is a second file as well. All that parses is done by {@link Renderer}.
 */
public final class Upload {

    public static final int MOST_BYTES = 10 * 1024 * 1024;

    /** What browsers, shells and archivers would take for a file of their own. */
    private static final List<String> OTHERS = List.of(
            "<script",
            "<html",
            "<!doctype",
            "<iframe",
            "<?php",
            "www.w3.org/2000/svg",
            "rar!\u001a\u0007",
            "7z\u00bc\u00af'\u001c",
            "\u007felf\u0002\u0001\u0001");

    private static final byte[] END_OF_ZIP = {'P', 'K', 5, 6};
    private static final int END_OF_ZIP_LENGTH = 22;
    private static final int LONGEST_ZIP_COMMENT = 0xFFFF;

    /** Path separators, control characters, and what turns the direction of writing. */
    private static final Pattern DECEIVING =
            Pattern.compile("[/\\\\\\p{Cc}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    private Upload() {}

    /**
     * @param content the whole file
     * @param fileName as the sender calls it; looked at and never used
     * @throws UploadRefused KIND, PHONE_PICTURE, SIZE, PIXELS, BROKEN or NAME
     */
    public static Kind check(byte[] content, String fileName) {
        if (content.length == 0 || content.length > MOST_BYTES) {
            throw new UploadRefused(Why.SIZE);
        }
        var kind = kind(content);
        if (DECEIVING.matcher(fileName).find() || !kind.fits(fileName)) {
            throw new UploadRefused(Why.NAME);
        }
        var outline = switch (kind) {
            case JPEG -> JpegOutline.of(content);
            case PNG -> PngOutline.of(content);
            case PDF -> PdfOutline.of(content);
        };
        if (outline.pixels() > Limits.PIXELS) {
            throw new UploadRefused(Why.PIXELS);
        }
        if (isZip(content) || isOther(outline.beside())) {
            throw new UploadRefused(Why.KIND);
        }
        return kind;
    }

    private static Kind kind(byte[] content) {
        var head = new String(content, 0, Math.min(content.length, 16), ISO_8859_1);
        if (head.startsWith("\u00ff\u00d8\u00ff")) {
            return Kind.JPEG;
        }
        if (PngOutline.isPng(content)) {
            return Kind.PNG;
        }
        if (head.startsWith("%PDF-")) {
            return Kind.PDF;
        }
        throw new UploadRefused(isPhonePicture(head) ? Why.PHONE_PICTURE : Why.KIND);
    }

    private static boolean isPhonePicture(String head) {
        return (head.startsWith("ftyp", 4) && head.substring(8).matches("(?s)(hei|hev|mif|msf|avi).*"))
                || (head.startsWith("RIFF") && head.startsWith("WEBP", 8))
                || head.startsWith("GIF8")
                || head.startsWith("BM")
                || head.startsWith("II*\0")
                || head.startsWith("MM\0*");
    }

    private static boolean isOther(byte[] beside) {
        var text = new String(beside, ISO_8859_1).toLowerCase(Locale.ROOT);
        return OTHERS.stream().anyMatch(text::contains);
    }

    /** Archivers look for their directory at the end. */
    private static boolean isZip(byte[] content) {
        var last = content.length - END_OF_ZIP_LENGTH;
        for (var at = last; at >= Math.max(0, last - LONGEST_ZIP_COMMENT); at--) {
            if (Arrays.equals(content, at, at + END_OF_ZIP.length, END_OF_ZIP, 0, END_OF_ZIP.length)) {
                return true;
            }
        }
        return false;
    }
}
