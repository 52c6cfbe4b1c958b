package jp.madoguchi.contract;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.YearMonth;
import java.util.Set;

/**
 * The due dates (返済期日) of one contract. One that falls on a Saturday, Sunday, holiday or 31 December to 3 January is
 * the next business day (DOMAIN §2).
 *
 * @param dueDay day of the month; 31 = month end
 * @param holidays the national holidays; where the list ends, only weekends and the turn of the year are known
 */
record DueDates(int dueDay, Terms terms, Set<LocalDate> holidays) {

    private static final Set<MonthDay> TURN_OF_THE_YEAR =
            Set.of(MonthDay.of(12, 31), MonthDay.of(1, 1), MonthDay.of(1, 2), MonthDay.of(1, 3));

    DueDates {
        holidays = Set.copyOf(holidays);
    }

    /** The first one for a day on which the member borrowed while nothing was owed, or paid an instalment. */
    LocalDate first(LocalDate day) {
        return of(YearMonth.from(day).plusMonths(terms.monthsLater(dueDay, day.getDayOfMonth())));
    }

    /** The first one after a day. */
    LocalDate after(LocalDate day) {
        var month = YearMonth.from(day).minusMonths(1);
        while (!of(month).isAfter(day)) {
            month = month.plusMonths(1);
        }
        return of(month);
    }

    private LocalDate of(YearMonth month) {
        var day = month.atDay(Math.min(dueDay, month.lengthOfMonth()));
        while (isClosed(day)) {
            day = day.plusDays(1);
        }
        return day;
    }

    private boolean isClosed(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY
                || day.getDayOfWeek() == DayOfWeek.SUNDAY
                || holidays.contains(day)
                || TURN_OF_THE_YEAR.contains(MonthDay.from(day));
    }
}
