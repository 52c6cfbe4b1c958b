package jp.madoguchi.check;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Texts and dates that nobody should type and somebody will; the same seed gives the same ones. */
final class BadTexts {

    private static final List<String> FRAGMENTS = List.of(
            "'; drop table madoguchi.contact; --",
            "' or '1'='1",
            "\") union select hash from staff_password --",
            "%' and pg_sleep(5) --",
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "javascript:alert(1)",
            "${7*7}#{7*7}{{7*7}}",
            "{0} {1} '{' %s %n",
            "\\u0000 \\x00 \\",
            "=cmd|'/C calc'!A0",
            "../../../../etc/passwd",
            "%00%0d%0a",
            "{\"a\":",
            "null",
            "NaN");
    private static final List<String> DATES = List.of(
            "2023/2/29",
            "2025-02-30",
            "20251301",
            "0000/00/00",
            "9999-99-99",
            "昭和65年1月8日",
            "令和0年1月1日",
            "平成31年5月1日",
            "S640108",
            "R991231",
            "１９８５年４月３１日",
            "明治1年1月1日",
            "-1/1/1",
            "2147483648/1/1",
            "元年",
            "12/31",
            "1985/4/1x");
    private static final int[] ODD = {
        0x00, 0x01, 0x07, 0x08, 0x0B, 0x1B, 0x1F, 0x7F, 0x80, 0x9F, 0xAD, 0x200B, 0x200D, 0x200E, 0x202A, 0x202E,
        0x2028, 0x2029, 0x2066, 0x2069, 0x3000, 0x3099, 0xFDD0, 0xFE0F, 0xFEFF, 0xFFFC, 0xFFFD, 0xFFFE, 0xFFFF, 0x1F600,
        0x20BB7, 0xE0100, 0x10FFFF
    };

    private final Random random;
    private final List<Supplier<String>> kinds = List.of(
            () -> "",
            () -> "  \u3000\t\n ",
            () -> "髙".repeat(5000),
            () -> repeat(1 + random().nextInt(6000)),
            () -> spoiled(odd()),
            () -> "\0",
            () -> spoiled("\0"),
            () -> spoiled("\uD83D"),
            () -> spoiled("\uDE00"),
            () -> "\uDE00\uD83D",
            () -> spoiled("\u202E"),
            () -> "👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿".repeat(1 + random().nextInt(40)),
            () -> "は\u3099".repeat(1 + random().nextInt(1500)),
            () -> "Z" + "\u0301".repeat(1 + random().nextInt(2500)),
            () -> FRAGMENTS.get(random().nextInt(FRAGMENTS.size())),
            () -> spoiled(FRAGMENTS.get(random().nextInt(FRAGMENTS.size()))),
            () -> DATES.get(random().nextInt(DATES.size())),
            () -> wide(Long.toString(random().nextLong())),
            () -> "０９０－１２３４－５６７８",
            () -> "٠١٢٣٤٥٦٧٨٩",
            () -> "9".repeat(1 + random().nextInt(400)),
            () -> Long.toString(random().nextLong()),
            () -> anything(1 + random().nextInt(80)));

    BadTexts(long seed) {
        random = new Random(seed);
    }

    String next() {
        return kinds.get(random.nextInt(kinds.size())).get();
    }

    Random random() {
        return random;
    }

    private String repeat(int length) {
        return Character.toString(0x4E00 + random.nextInt(0x5000)).repeat(length);
    }

    private String odd() {
        return Character.toString(ODD[random.nextInt(ODD.length)]);
    }

    private static String spoiled(String by) {
        return "髙橋" + by + "花子";
    }

    private static String wide(String digits) {
        return digits.chars().mapToObj(c -> Character.toString(c - '!' + '！')).reduce("", String::concat);
    }

    private String anything(int length) {
        var text = new StringBuilder();
        for (var i = 0; i < length; i++) {
            text.append((char) random.nextInt(0x10000));
        }
        return text.toString();
    }
}
