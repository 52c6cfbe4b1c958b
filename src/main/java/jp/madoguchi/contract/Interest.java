package jp.madoguchi.contract;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.Year;
import jp.madoguchi.core.Yen;

/** Interest by days (利息, 遅延損害金): the days of each calendar year over its own 365 or 366, cut to whole yen once (DOMAIN §2). */
final class Interest {

    private static final BigDecimal COMMON = BigDecimal.valueOf(365);
    private static final BigDecimal LEAP = BigDecimal.valueOf(366);
    private static final BigDecimal PER_CENT = BigDecimal.valueOf(100);

    private Interest() {}

    /**
     * @param rate per cent a year
     * @param after the day before the first that counts
     * @param until the last day that counts; nothing is charged unless it lies after the other
     */
    static Yen of(Yen principal, BigDecimal rate, LocalDate after, LocalDate until) {
        var common = BigDecimal.ZERO;
        var leap = BigDecimal.ZERO;
        for (var start = after; start.isBefore(until); ) {
            var yearEnd = Year.from(start.plusDays(1)).atMonth(12).atEndOfMonth();
            var end = yearEnd.isBefore(until) ? yearEnd : until;
            var days = BigDecimal.valueOf(end.toEpochDay() - start.toEpochDay());
            if (end.isLeapYear()) {
                leap = leap.add(days);
            } else {
                common = common.add(days);
            }
            start = end;
        }
        return new Yen(BigDecimal.valueOf(principal.amount())
                .multiply(rate)
                .multiply(common.multiply(LEAP).add(leap.multiply(COMMON)))
                .divide(PER_CENT.multiply(COMMON).multiply(LEAP), 0, RoundingMode.DOWN)
                .longValueExact());
    }
}
