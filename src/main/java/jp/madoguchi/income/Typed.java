package jp.madoguchi.income;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.madoguchi.core.DateText;
import jp.madoguchi.core.Yen;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the review desk as they were typed, kept while they are typed.
 *
 * @param period a year or a month, Western or in Reiwa: 2025, R7, 7; 2026-10, R8.10, 10
 * @param amounts yen, several joined by +
 * @param bonuses the same
 * @param issued day of issue
 * @param faults what the reviewer sees to be wrong
 */
public record Typed(
        @Nullable CertificateKind kind,
        String period,
        String amounts,
        String bonuses,
        boolean localTaxShown,
        String issued,
        Set<Eye> faults) {

    /** Longest text of one field. */
    static final int LIMIT = 200;

    private static final int REIWA = 2018;
    private static final long MOST_YEN = 999_999_999;
    private static final Pattern YEAR =
            Pattern.compile("(?:(\\d{4})|(?:R|令和)?(\\d{1,2}))年?(?:分|度)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern MONTH =
            Pattern.compile("(?:(\\d{4})[-/.年]?|(?:R|令和)?(\\d{1,2})[-/.年])(\\d{1,2})月?", Pattern.CASE_INSENSITIVE);
    private static final Pattern MONTH_ALONE = Pattern.compile("(\\d{1,2})月?");

    public Typed {
        faults = Set.copyOf(faults);
    }

    /** A desk on which nothing was typed. */
    public static Typed of(@Nullable CertificateKind kind) {
        return new Typed(kind, "", "", "", false, "", Set.of());
    }

    /**
     * What is understood of it; what is not is missing.
     *
     * @param received a month alone is the latest such month up to then
     */
    public Figures figures(LocalDate received) {
        var monthly = kind != null && Figures.isMonthly(kind);
        return new Figures(
                kind,
                kind == null || monthly ? null : year(period),
                monthly ? month(period, received) : null,
                yen(amounts),
                yen(bonuses),
                localTaxShown,
                DateText.parse(issued) instanceof DateText.Read(var date) ? date : null);
    }

    private static @Nullable Integer year(String text) {
        var typed = YEAR.matcher(plain(text));
        if (!typed.matches()) {
            return null;
        }
        return typed.group(1) != null ? Integer.valueOf(typed.group(1)) : REIWA + Integer.parseInt(typed.group(2));
    }

    private static @Nullable YearMonth month(String text, LocalDate received) {
        var plain = plain(text);
        try {
            var alone = MONTH_ALONE.matcher(plain);
            if (alone.matches()) {
                var month = YearMonth.of(received.getYear(), Integer.parseInt(alone.group(1)));
                return month.isAfter(YearMonth.from(received)) ? month.minusYears(1) : month;
            }
            var typed = MONTH.matcher(plain);
            if (!typed.matches()) {
                return null;
            }
            var year = typed.group(1) != null
                    ? Integer.parseInt(typed.group(1))
                    : REIWA + Integer.parseInt(typed.group(2));
            return YearMonth.of(year, Integer.parseInt(typed.group(3)));
        } catch (DateTimeException none) {
            return null;
        }
    }

    /** Empty when one of them is no amount up to 999,999,999 yen. */
    private static List<Yen> yen(String text) {
        var plain = plain(text).replace(",", "").replace("円", "");
        if (plain.isEmpty()) {
            return List.of();
        }
        var parts = plain.split("\\+", -1);
        if (Stream.of(parts).anyMatch(part -> !part.matches("\\d{1,9}") || Long.parseLong(part) > MOST_YEN)) {
            return List.of();
        }
        return Stream.of(parts).map(part -> new Yen(Long.parseLong(part))).toList();
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("\\s", "");
    }
}
