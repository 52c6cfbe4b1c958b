package jp.madoguchi.login;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import jp.madoguchi.core.Tokyo;

/** The scheduled maintenance (定期メンテナンス) that covers a moment; at its end the service is open again. */
public record Maintenance(Instant since, Instant until) {

    /** The standing rule, every Monday from 0 to 7, has a sentence of its own. */
    boolean isTheWeekly() {
        var from = since.atZone(Tokyo.ZONE);
        return from.getDayOfWeek() == DayOfWeek.MONDAY
                && from.toLocalTime().equals(LocalTime.MIDNIGHT)
                && until.atZone(Tokyo.ZONE).equals(from.withHour(7));
    }
}
