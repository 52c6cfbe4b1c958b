package jp.madoguchi.member;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A reading in Latin letters, by Hepburn, Kunrei or passport, as katakana. Only typed text is turned: the keys are made from
 * kana by the database.
 *
 * @param whole the reading, when the letters are one; null when letters are left over at the end
 * @param soFar the syllables that are sure, while somebody may still be typing
 */
record Romaji(@Nullable String whole, String soFar) {

    private static final Pattern NO_LETTERS = Pattern.compile("[\\s・･.‐‑–—−-]");
    private static final Pattern LONG_O = Pattern.compile("(?<=o)h(?![aiueoy])");
    private static final Pattern N_BEFORE_LIP = Pattern.compile("m(?=[bmp])");
    private static final Pattern UNFINISHED = Pattern.compile("[bcdfghjklmprstvwyz]{0,3}");

    private static final Map<String, String> SYLLABLES = syllables();
    private static final int LONGEST = 4;

    /** Empty when the letters are no Japanese reading, or hold not one syllable. */
    static Optional<Romaji> read(String typed) {
        var text = letters(typed);
        var kana = new StringBuilder();
        var at = 0;
        while (at < text.length()) {
            var syllable = syllable(text, at);
            if (syllable != null) {
                kana.append(SYLLABLES.get(syllable));
                at += syllable.length();
            } else if (isDoubled(text, at)) {
                kana.append('ッ');
                at++;
            } else if (text.charAt(at) == 'n') {
                kana.append('ン');
                at += isSpelledOut(text, at) ? 2 : 1;
            } else if (text.charAt(at) == '\'') {
                at++;
            } else {
                break;
            }
        }
        if (kana.isEmpty() || !UNFINISHED.matcher(text.substring(at)).matches()) {
            return Optional.empty();
        }
        return Optional.of(new Romaji(at == text.length() ? kana.toString() : null, kana.toString()));
    }

    /** Lower-case letters, long vowels written out, each word for itself: in Itoh the h is long whatever follows. */
    private static String letters(String typed) {
        var text = Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("(?<=o)h(?=\\s)", "o");
        text = NO_LETTERS.matcher(text).replaceAll("").replace('’', '\'');
        text = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("([aiueo])[\\u0302\\u0304]", "$1$1");
        return N_BEFORE_LIP
                .matcher(LONG_O.matcher(text).replaceAll("o"))
                .replaceAll("n")
                .replace("cch", "tch");
    }

    private static @Nullable String syllable(String text, int at) {
        for (var length = Math.min(LONGEST, text.length() - at); length > 0; length--) {
            var part = text.substring(at, at + length);
            if (SYLLABLES.containsKey(part)) {
                return part;
            }
        }
        return null;
    }

    private static boolean isDoubled(String text, int at) {
        var letter = text.charAt(at);
        return at + 1 < text.length()
                && "bcdfghjkprstwyz".indexOf(letter) >= 0
                && (text.charAt(at + 1) == letter || text.startsWith("tch", at));
    }

    /** {@code nn} as it is typed for ン, or {@code n'}; konno is ンノ. */
    private static boolean isSpelledOut(String text, int at) {
        if (at + 1 == text.length()) {
            return false;
        }
        var next = text.charAt(at + 1);
        return next == '\'' || next == 'n' && (at + 2 == text.length() || "aiueoy".indexOf(text.charAt(at + 2)) < 0);
    }

    private static Map<String, String> syllables() {
        var all = new HashMap<String, String>();
        row(all, "", "ア", "イ", "ウ", "エ", "オ");
        row(all, "k", "カ", "キ", "ク", "ケ", "コ");
        row(all, "g", "ガ", "ギ", "グ", "ゲ", "ゴ");
        row(all, "s", "サ", "シ", "ス", "セ", "ソ");
        row(all, "z", "ザ", "ジ", "ズ", "ゼ", "ゾ");
        row(all, "t", "タ", "チ", "ツ", "テ", "ト");
        row(all, "d", "ダ", "ヂ", "ヅ", "デ", "ド");
        row(all, "n", "ナ", "ニ", "ヌ", "ネ", "ノ");
        row(all, "h", "ハ", "ヒ", "フ", "ヘ", "ホ");
        row(all, "b", "バ", "ビ", "ブ", "ベ", "ボ");
        row(all, "p", "パ", "ピ", "プ", "ペ", "ポ");
        row(all, "m", "マ", "ミ", "ム", "メ", "モ");
        row(all, "r", "ラ", "リ", "ル", "レ", "ロ");
        row(all, "l", "ラ", "リ", "ル", "レ", "ロ");
        row(all, "f", "ファ", "フィ", "フ", "フェ", "フォ");
        row(all, "v", "ヴァ", "ヴィ", "ヴ", "ヴェ", "ヴォ");
        row(all, "ts", "ツァ", "ツィ", "ツ", "ツェ", "ツォ");
        row(all, "w", "ワ", "ウィ", "ウ", "ウェ", "ヲ");
        row(all, "y", "ヤ", "イ", "ユ", "イェ", "ヨ");
        for (var start : Map.of(
                        "k", "キ", "g", "ギ", "n", "ニ", "h", "ヒ", "b", "ビ", "p", "ピ", "m", "ミ", "r", "リ", "l", "リ")
                .entrySet()) {
            contracted(all, start.getKey() + "y", start.getValue());
        }
        for (var shi : new String[] {"sh", "sy"}) {
            contracted(all, shi, "シ");
        }
        for (var chi : new String[] {"ch", "ty", "cy"}) {
            contracted(all, chi, "チ");
        }
        for (var ji : new String[] {"j", "jy", "zy", "dy"}) {
            contracted(all, ji, "ジ");
        }
        all.put("shi", "シ");
        all.put("chi", "チ");
        all.put("ji", "ジ");
        all.put("dzu", "ヅ");
        return Map.copyOf(all);
    }

    private static void row(Map<String, String> all, String start, String a, String i, String u, String e, String o) {
        all.put(start + "a", a);
        all.put(start + "i", i);
        all.put(start + "u", u);
        all.put(start + "e", e);
        all.put(start + "o", o);
    }

    private static void contracted(Map<String, String> all, String start, String i) {
        all.put(start + "a", i + "ャ");
        all.put(start + "u", i + "ュ");
        all.put(start + "e", i + "ェ");
        all.put(start + "o", i + "ョ");
    }
}
