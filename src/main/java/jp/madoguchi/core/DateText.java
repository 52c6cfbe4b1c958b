package jp.madoguchi.core;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.chrono.JapaneseDate;
import java.time.chrono.JapaneseEra;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date as people type it: 1985/4/1, 1985-04-01, 19850401, 1985年4月1日, S60.4.1, s600401, 昭和60年4月1日, 元年, in any width.
 * Strict: a day that the calendar or the era does not have is told, not moved.
 */
public sealed interface DateText {

    /** A real date. */
    record Read(LocalDate date) implements DateText {}

    /** Looks like a date, but there is no such day, or not in that era. */
    record NoSuchDay(boolean wrongEra) implements DateText {}

    /** Does not look like a date. */
    record NotADate() implements DateText {}

    Pattern WESTERN = Pattern.compile("([0-9]{4})[年./-]([0-9]{1,2})[月./-]([0-9]{1,2})日?");
    Pattern EIGHT_DIGITS = Pattern.compile("([0-9]{4})([0-9]{2})([0-9]{2})");
    Pattern ERA = Pattern.compile(
            "(明治|大正|昭和|平成|令和|[MTSHR])([0-9]{1,2})[年./-]([0-9]{1,2})[月./-]([0-9]{1,2})日?", Pattern.CASE_INSENSITIVE);
    Pattern ERA_DIGITS = Pattern.compile("([MTSHR])([0-9]{2})([0-9]{2})([0-9]{2})", Pattern.CASE_INSENSITIVE);

    Map<Character, JapaneseEra> ERAS = Map.of(
            'M',
            JapaneseEra.MEIJI,
            '明',
            JapaneseEra.MEIJI,
            'T',
            JapaneseEra.TAISHO,
            '大',
            JapaneseEra.TAISHO,
            'S',
            JapaneseEra.SHOWA,
            '昭',
            JapaneseEra.SHOWA,
            'H',
            JapaneseEra.HEISEI,
            '平',
            JapaneseEra.HEISEI,
            'R',
            JapaneseEra.REIWA,
            '令',
            JapaneseEra.REIWA);

    static DateText parse(String typed) {
        var text = Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .replaceAll("\\s", "")
                .replaceAll("[‐‑–—−ー]", "-")
                .replace("元年", "1年");
        for (var pattern : new Pattern[] {WESTERN, EIGHT_DIGITS}) {
            var match = pattern.matcher(text);
            if (match.matches()) {
                return western(match);
            }
        }
        for (var pattern : new Pattern[] {ERA, ERA_DIGITS}) {
            var match = pattern.matcher(text);
            if (match.matches()) {
                return era(match);
            }
        }
        return new NotADate();
    }

    private static DateText western(Matcher match) {
        try {
            return new Read(LocalDate.of(number(match, 1), number(match, 2), number(match, 3)));
        } catch (DateTimeException none) {
            return new NoSuchDay(false);
        }
    }

    private static DateText era(Matcher match) {
        var era = ERAS.get(Character.toUpperCase(match.group(1).charAt(0)));
        try {
            return new Read(LocalDate.from(JapaneseDate.of(era, number(match, 2), number(match, 3), number(match, 4))));
        } catch (DateTimeException none) {
            return new NoSuchDay(true);
        }
    }

    private static int number(Matcher match, int group) {
        return Integer.parseInt(match.group(group));
    }
}
