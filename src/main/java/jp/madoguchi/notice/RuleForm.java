package jp.madoguchi.notice;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import jp.madoguchi.notice.NoticeRefused.Why;
import org.jspecify.annotations.Nullable;

/**
 * When a maintenance takes place, in Tokyo time (DOMAIN R32).
 *
 * @param weekday of WEEKLY and NTH_WEEKDAY
 * @param nth of NTH_WEEKDAY, 1 to 5; a month without a fifth has none
 * @param yearly of FIXED_DATE; 29 February takes place in leap years
 * @param onDate of ONE_OFF
 * @param minutes how long, up to 48 hours; the end is exclusive and may lie on a later day
 */
public record RuleForm(
        RuleKind kind,
        @Nullable DayOfWeek weekday,
        @Nullable Integer nth,
        @Nullable MonthDay yearly,
        @Nullable LocalDate onDate,
        @Nullable LocalTime starts,
        @Nullable Integer minutes) {

    private static final int LONGEST = 48 * 60;

    /** @throws NoticeRefused RULE_INCOMPLETE */
    void require() {
        var complete = starts != null
                && minutes != null
                && minutes >= 1
                && minutes <= LONGEST
                && switch (kind) {
                    case WEEKLY -> weekday != null;
                    case NTH_WEEKDAY -> weekday != null && nth != null && nth >= 1 && nth <= 5;
                    case FIXED_DATE -> yearly != null;
                    case ONE_OFF -> onDate != null;
                };
        if (!complete) {
            throw new NoticeRefused(Why.RULE_INCOMPLETE);
        }
    }
}
