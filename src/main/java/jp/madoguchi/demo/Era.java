package jp.madoguchi.demo;

import java.time.LocalDate;
import java.time.YearMonth;

/** Dates as forms have them. */
final class Era {

    private static final int REIWA = 2018;
    private static final int HEISEI = 1988;
    private static final int SHOWA = 1925;

    private Era() {}

    static String year(int year) {
        return "令和" + (year - REIWA) + "年";
    }

    static String month(YearMonth month) {
        return year(month.getYear()) + month.getMonthValue() + "月";
    }

    static String day(LocalDate day) {
        return month(YearMonth.from(day)) + day.getDayOfMonth() + "日";
    }

    static String born(LocalDate day) {
        var era = day.getYear() > HEISEI ? "平成" : "昭和";
        var year = day.getYear() - (day.getYear() > HEISEI ? HEISEI : SHOWA);
        return era + year + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }
}
