package jp.madoguchi.bench;

import java.util.HashMap;
import java.util.Map;

/** A reading as somebody types it in Latin letters, by Kunrei; long-vowel marks are left out. */
final class Letters {

    private static final String[] ROWS = {
        "アイウエオ", "", "カキクケコ", "k", "ガギグゲゴ", "g", "サシスセソ", "s", "ザジズゼゾ", "z", "タチツテト", "t", "ダヂヅデド", "d", "ナニヌネノ",
        "n", "ハヒフヘホ", "h", "バビブベボ", "b", "パピプペポ", "p", "マミムメモ", "m", "ヤ ユ ヨ", "y", "ラリルレロ", "r", "ワ   ヲ", "w"
    };
    private static final Map<Character, String> SYLLABLES = syllables();

    private Letters() {}

    static String of(String kana) {
        var text = new StringBuilder();
        for (var i = 0; i < kana.length(); i++) {
            var at = kana.charAt(i);
            var small = "ャュョ".indexOf(at);
            if (small >= 0 && !text.isEmpty()) {
                text.setLength(text.length() - 1);
                text.append('y').append("auo".charAt(small));
            } else if (at == 'ン') {
                text.append("n'");
            } else if (at == 'ッ' && i + 1 < kana.length()) {
                text.append(SYLLABLES.getOrDefault(kana.charAt(i + 1), "t").charAt(0));
            } else {
                text.append(SYLLABLES.getOrDefault(at, ""));
            }
        }
        return text.toString();
    }

    private static Map<Character, String> syllables() {
        var all = new HashMap<Character, String>();
        for (var row = 0; row < ROWS.length; row += 2) {
            for (var vowel = 0; vowel < 5; vowel++) {
                all.put(ROWS[row].charAt(vowel), ROWS[row + 1] + "aiueo".charAt(vowel));
            }
        }
        return all;
    }
}
