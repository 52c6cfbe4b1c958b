package jp.madoguchi.core;

import static java.util.Objects.requireNonNull;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.chrono.JapaneseDate;
import java.time.chrono.JapaneseEra;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date as people type it: 1985/4/1, 1985-04-01, 19850401, 1985年4月1日, S60.4.1, s600401, 昭和60年4月1日, 元年, in any width; or
 * only its year or month: 1985年, S60, 昭和60年4月. Strict: a day that the calendar or the era does not have is told, not moved.
 */
public sealed interface DateText {

    /** A real date. */
    record Read(LocalDate date) implements DateText {}

    /** Looks like a date, but there is no such day, or not in that era. */
    record NoSuchDay(boolean wrongEra) implements DateText {}

    /** A year, or a month of one, from its first to its last day; within its era where one is named. */
    record Period(LocalDate first, LocalDate last) implements DateText {}

    /** Does not look like a date. */
    record NotADate() implements DateText {}

    Pattern WESTERN = Pattern.compile("([0-9]{4})[年./-]([0-9]{1,2})[月./-]([0-9]{1,2})日?");
    Pattern EIGHT_DIGITS = Pattern.compile("([0-9]{4})([0-9]{2})([0-9]{2})");
    Pattern ERA = Pattern.compile(
            "(明治|大正|昭和|平成|令和|[MTSHR])([0-9]{1,2})[年./-]([0-9]{1,2})[月./-]([0-9]{1,2})日?", Pattern.CASE_INSENSITIVE);
    Pattern ERA_DIGITS = Pattern.compile("([MTSHR])([0-9]{2})([0-9]{2})([0-9]{2})", Pattern.CASE_INSENSITIVE);

    Pattern WESTERN_PERIOD = Pattern.compile("([0-9]{4})(?:年|[年./]([0-9]{1,2})月?)");
    Pattern ERA_PERIOD = Pattern.compile(
            "(明治|大正|昭和|平成|令和|[MTSHR])([0-9]{1,2})(?:年|[年./-]([0-9]{1,2})月?)?", Pattern.CASE_INSENSITIVE);

    Map<JapaneseEra, LocalDate> BEGINNINGS = Map.of(
            JapaneseEra.MEIJI, LocalDate.of(1868, 1, 1),
            JapaneseEra.TAISHO, LocalDate.of(1912, 7, 30),
            JapaneseEra.SHOWA, LocalDate.of(1926, 12, 25),
            JapaneseEra.HEISEI, LocalDate.of(1989, 1, 8),
            JapaneseEra.REIWA, LocalDate.of(2019, 5, 1));

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
        var text = plain(typed);
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
        return period(text);
    }

    private static DateText period(String text) {
        try {
            var western = WESTERN_PERIOD.matcher(text);
            if (western.matches()) {
                return period(number(western, 1), western.group(2));
            }
            var named = ERA_PERIOD.matcher(text);
            if (named.matches()) {
                return period(era(named.group(1)), number(named, 2), named.group(3));
            }
            return new NotADate();
        } catch (DateTimeException none) {
            return new NoSuchDay(false);
        }
    }

    private static Period period(int year, @Nullable String month) {
        if (month == null) {
            return new Period(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
        }
        var first = LocalDate.of(year, Integer.parseInt(month), 1);
        return new Period(first, first.plusMonths(1).minusDays(1));
    }

    private static DateText period(JapaneseEra era, int year, @Nullable String month) {
        var begins = requireNonNull(BEGINNINGS.get(era));
        var whole = period(begins.getYear() + year - 1, month);
        var first = whole.first().isBefore(begins) ? begins : whole.first();
        var last = BEGINNINGS.values().stream()
                .filter(begins::isBefore)
                .map(next -> next.minusDays(1))
                .filter(whole.last()::isAfter)
                .min(LocalDate::compareTo)
                .orElse(whole.last());
        return year == 0 || first.isAfter(last) ? new NoSuchDay(true) : new Period(first, last);
    }

    private static String plain(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .replaceAll("\\s", "")
                .replaceAll("[‐‑–—−ー]", "-")
                .replace("元年", "1年");
    }

    private static JapaneseEra era(String named) {
        return requireNonNull(ERAS.get(Character.toUpperCase(named.charAt(0))));
    }

    private static DateText western(Matcher match) {
        try {
            return new Read(LocalDate.of(number(match, 1), number(match, 2), number(match, 3)));
        } catch (DateTimeException none) {
            return new NoSuchDay(false);
        }
    }

    private static DateText era(Matcher match) {
        try {
            return new Read(LocalDate.from(
                    JapaneseDate.of(era(match.group(1)), number(match, 2), number(match, 3), number(match, 4))));
        } catch (DateTimeException none) {
            return new NoSuchDay(true);
        }
    }

    private static int number(Matcher match, int group) {
        return Integer.parseInt(match.group(group));
    }
}
