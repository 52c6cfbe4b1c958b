package jp.madoguchi.identity;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Two spellings of one address get one key: width, kanji numerals, 丁目・番地・号, dashes and small words folded (DOMAIN §5). */
final class AddressKey {

    private static final String NUMERALS = "〇一二三四五六七八九";
    private static final Pattern KANJI_NUMBER = Pattern.compile("[〇一二三四五六七八九十百]+(?=丁目|番|号|条|-)");
    private static final Pattern DASHES = Pattern.compile("[‐‑‒–—―−ーｰ-]");
    private static final Pattern BLOCKS = Pattern.compile("丁目|番地の|番地|番|号|の(?=[0-9])");
    private static final Pattern NOISE = Pattern.compile("[\\s、,・]|大字|字");
    private static final Pattern REPEATED = Pattern.compile("-{2,}");
    private static final Pattern BEFORE_NO_NUMBER = Pattern.compile("-(?![0-9])");

    private AddressKey() {}

    static String of(String address) {
        var text = Normalizer.normalize(address, Normalizer.Form.NFKC);
        text = DASHES.matcher(text).replaceAll("-");
        text = NOISE.matcher(text).replaceAll("");
        text = KANJI_NUMBER.matcher(text).replaceAll(number -> Integer.toString(value(number.group())));
        text = BLOCKS.matcher(text).replaceAll("-");
        text = text.replace('ヶ', 'ケ')
                .replace('が', 'ケ')
                .replace('ガ', 'ケ')
                .replace('之', 'ノ')
                .replace('の', 'ノ');
        text = REPEATED.matcher(text).replaceAll("-");
        return BEFORE_NO_NUMBER.matcher(text).replaceAll("");
    }

    private static int value(String kanji) {
        var total = 0;
        var digit = 0;
        for (var character : kanji.toCharArray()) {
            switch (character) {
                case '百' -> {
                    total += Math.max(digit, 1) * 100;
                    digit = 0;
                }
                case '十' -> {
                    total += Math.max(digit, 1) * 10;
                    digit = 0;
                }
                default -> digit = digit * 10 + NUMERALS.indexOf(character);
            }
        }
        return total + digit;
    }
}
