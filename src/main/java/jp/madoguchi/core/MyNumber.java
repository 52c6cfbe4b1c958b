package jp.madoguchi.core;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds what may be a My Number (個人番号) in words of one's own: twelve digits, in any width, whole or in groups, whose check
 * digit fits. One random number of twelve digits in ten fits too, so that where nothing near names it, a person decides
 * (DOMAIN §4; 番号法 20条: it may not be collected or kept).
 */
public final class MyNumber {

    /** What else twelve digits may be; stands behind them in brackets once somebody has said so. */
    public enum Other {
        RECEIPT("受付番号"),
        TRANSACTION("取引番号"),
        PARCEL("伝票番号"),
        PHONE("国際電話番号"),
        OTHER("その他の番号");

        private final String mark;

        Other(String words) {
            mark = "〔" + words + "〕";
        }
    }

    /**
     * One place in a text.
     *
     * @param start first character of its digits
     * @param end behind its last digit
     * @param named whether words near it say that it is a My Number
     */
    public record Found(int start, int end, boolean named) {}

    private static final int LENGTH = 12;
    private static final int GROUP = 4;

    /** Characters to each side that count as near. */
    private static final int NEAR = 40;

    private static final String REMOVED = "〔番号を削除〕";
    private static final String BETWEEN = " -‐‑‒–—―−ーｰ・.";
    private static final Pattern NAME =
            Pattern.compile("マイナ(ン|番|No)|まいなん|個人(番号|ナンバー|No)|通知カード|my[ -]?num", Pattern.CASE_INSENSITIVE);

    private MyNumber() {}

    /** @param twelve ASCII digits; anything else is none */
    public static boolean isValid(String twelve) {
        if (twelve.length() != LENGTH || !twelve.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        var sum = 0;
        for (var n = 1; n < LENGTH; n++) {
            sum += (twelve.charAt(LENGTH - 1 - n) - '0') * (n <= 6 ? n + 1 : n - 5);
        }
        var rest = sum % 11;
        return twelve.charAt(LENGTH - 1) - '0' == (rest <= 1 ? 0 : 11 - rest);
    }

    /** The first one about which nobody has said what else it is, those that are named before all others. */
    public static Optional<Found> in(String text) {
        var all = all(text);
        return all.stream()
                .filter(Found::named)
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    /** The text without their digits; all else stays. */
    public static String without(String text) {
        var left = text;
        for (var found = in(left); found.isPresent(); found = in(left)) {
            left = left.substring(0, found.get().start())
                    + REMOVED
                    + left.substring(found.get().end());
        }
        return left;
    }

    /** The text with what it is behind its digits. */
    public static String marked(String text, Found found, Other other) {
        return text.substring(0, found.end()) + other.mark + text.substring(found.end());
    }

    private static List<Found> all(String text) {
        var all = new ArrayList<Found>();
        var chunks = chunks(text);
        for (var first = 0; first < chunks.size(); first++) {
            for (var last = first; last < chunks.size() && isOneNumber(text, chunks, first, last); last++) {
                var digits = digits(text, chunks.subList(first, last + 1));
                if (isValid(digits) && isWhole(text, chunks, first, last)) {
                    var start = chunks.get(first).start();
                    var end = chunks.get(last).end();
                    var named = isNamed(text, start, end);
                    if (named || !isMarked(text, end)) {
                        all.add(new Found(start, end, named));
                    }
                }
            }
        }
        return all;
    }

    private record Chunk(int start, int end) {
        int length() {
            return end - start;
        }
    }

    private static List<Chunk> chunks(String text) {
        var chunks = new ArrayList<Chunk>();
        for (var i = 0; i < text.length(); ) {
            var start = i;
            while (i < text.length() && Character.isDigit(text.charAt(i))) {
                i++;
            }
            if (i > start) {
                chunks.add(new Chunk(start, i));
            } else {
                i++;
            }
        }
        return chunks;
    }

    private static String digits(String text, List<Chunk> chunks) {
        var digits = new StringBuilder();
        for (var chunk : chunks) {
            text.substring(chunk.start(), chunk.end())
                    .chars()
                    .forEach(digit -> digits.append(Character.getNumericValue(digit)));
        }
        return digits.toString();
    }

    /** Whether one and the same separator stands between all of them. */
    private static boolean isOneNumber(String text, List<Chunk> chunks, int first, int last) {
        return last == first
                || isJoined(text, chunks.get(last - 1), chunks.get(last))
                        && (last - 1 == first
                                || separator(text, chunks.get(last - 1)) == separator(text, chunks.get(first)));
    }

    /** Not a part of a longer number, unless it is written as this number is: whole, or in three groups of four. */
    private static boolean isWhole(String text, List<Chunk> chunks, int first, int last) {
        var written = chunks.subList(first, last + 1);
        if (written.size() == 1
                || written.size() == LENGTH / GROUP && written.stream().allMatch(chunk -> chunk.length() == GROUP)) {
            return true;
        }
        var before = first > 0 && isJoined(text, chunks.get(first - 1), chunks.get(first));
        var after = last + 1 < chunks.size() && isJoined(text, chunks.get(last), chunks.get(last + 1));
        return !before && !after;
    }

    private static boolean isJoined(String text, Chunk one, Chunk next) {
        return next.start() == one.end() + 1 && BETWEEN.indexOf(separator(text, one)) >= 0;
    }

    private static char separator(String text, Chunk chunk) {
        return chunk.end() < text.length()
                ? plain(text.substring(chunk.end(), chunk.end() + 1)).charAt(0)
                : '\0';
    }

    private static boolean isNamed(String text, int start, int end) {
        var near = text.substring(Math.max(0, start - NEAR), start)
                + text.substring(end, Math.min(text.length(), end + NEAR));
        return NAME.matcher(plain(near)).find();
    }

    private static boolean isMarked(String text, int end) {
        for (var other : Other.values()) {
            if (text.startsWith(other.mark, end)) {
                return true;
            }
        }
        return false;
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }
}
