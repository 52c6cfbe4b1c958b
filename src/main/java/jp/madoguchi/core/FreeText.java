package jp.madoguchi.core;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** What people type in their own words: kept in NFC, with lines, without control characters and lone surrogates. */
public final class FreeText {

    private FreeText() {}

    /**
     * Words as they may be kept: as {@link #line}, and without a My Number.
     *
     * @param limit greatest length in code points
     * @throws BadText also when there is a number that may be a My Number and nobody has said what else it is
     */
    public static @Nullable String clean(@Nullable String typed, int limit) {
        var text = line(typed, limit);
        if (text != null) {
            MyNumber.in(text).ifPresent(found -> {
                throw found.named() ? BadText.myNumber() : BadText.possiblyMyNumber();
            });
        }
        return text;
    }

    /**
     * What is typed to look for somebody, where twelve digits are a card number: without leading and trailing blanks; null when nothing is left.
     *
     * @param limit greatest length in code points
     * @throws BadText with the position of a forbidden character (from 1), or with the length when it is too long
     */
    public static @Nullable String line(@Nullable String typed, int limit) {
        if (typed == null) {
            return null;
        }
        var position = 0;
        for (var i = 0; i < typed.length(); ) {
            var codePoint = typed.codePointAt(i);
            position++;
            if (isForbidden(codePoint)) {
                throw BadText.forbiddenCharacter(position);
            }
            i += Character.charCount(codePoint);
        }
        var text = Normalizer.normalize(typed.replace("\r\n", "\n").replace('\r', '\n'), Normalizer.Form.NFC)
                .strip();
        var length = text.codePointCount(0, text.length());
        if (length > limit) {
            throw BadText.tooLong(length, limit);
        }
        return text.isEmpty() ? null : text;
    }

    private static boolean isForbidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL -> codePoint != '\n' && codePoint != '\r' && codePoint != '\t';
            case Character.SURROGATE -> true;
            case Character.FORMAT -> isBidiControl(codePoint);
            case Character.UNASSIGNED -> (codePoint & 0xFFFE) == 0xFFFE || codePoint >= 0xFDD0 && codePoint <= 0xFDEF;
            default -> false;
        };
    }

    /** Overrides that make a line read otherwise than it is written. */
    private static boolean isBidiControl(int codePoint) {
        return codePoint >= 0x202A && codePoint <= 0x202E || codePoint >= 0x2066 && codePoint <= 0x2069;
    }
}
