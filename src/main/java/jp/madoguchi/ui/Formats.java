package jp.madoguchi.ui;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.chrono.JapaneseDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Locale;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.core.Yen;

/** Dates, times and yen as the screens show them; always Tokyo time. */
public final class Formats {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy/MM/dd");
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm");
    private static final DateTimeFormatter ERA = DateTimeFormatter.ofPattern("G", Locale.JAPAN);
    private static final LocalDate FIRST_ERA_DAY = LocalDate.of(1873, 1, 1);

    private Formats() {}

    public static String date(LocalDate date) {
        return DATE.format(date);
    }

    /** Western and Japanese year, e.g. 1985/04/01(昭和60年). */
    public static String dateWithEra(LocalDate date) {
        if (date.isBefore(FIRST_ERA_DAY)) {
            return date(date);
        }
        var japanese = JapaneseDate.from(date);
        var year = japanese.get(ChronoField.YEAR_OF_ERA);
        return date(date) + "(" + ERA.format(japanese) + (year == 1 ? "元" : year) + "年)";
    }

    public static String dateTime(Instant at) {
        return DATE_TIME.format(at.atZone(Tokyo.ZONE));
    }

    public static String dateTimeSeconds(Instant at) {
        return SECONDS.format(at.atZone(Tokyo.ZONE));
    }

    public static String time(LocalTime time) {
        return TIME.format(time);
    }

    public static String time(Instant at) {
        return TIME.format(at.atZone(Tokyo.ZONE));
    }

    public static String yen(Yen yen) {
        return String.format(Locale.JAPAN, "%,d", yen.amount()) + (Texts.japanese() ? "円" : " yen");
    }

    /** Minutes and seconds, e.g. 4:07; hours only when there are some. */
    public static String timer(Duration duration) {
        var seconds = Math.max(0, duration.toSeconds());
        return seconds < 3600
                ? "%d:%02d".formatted(seconds / 60, seconds % 60)
                : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    /** Completed years of age. */
    public static int age(LocalDate birth, LocalDate today) {
        return Period.between(birth, today).getYears();
    }
}
