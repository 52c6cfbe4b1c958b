package jp.madoguchi.contact;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import jp.madoguchi.contact.Closing.Outcome;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.operation.Settings;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** When a member may be promised a call-back: soon enough, and at an hour at which we call anybody (DOMAIN §6). */
@Component
class CallBackRule {

    static final LocalTime FROM = LocalTime.of(8, 0);
    static final LocalTime UNTIL = LocalTime.of(21, 0);

    private final Settings settings;

    CallBackRule(Settings settings) {
        this.settings = settings;
    }

    /**
     * @throws IncompleteContact when a call-back to a member has no time or another outcome has one, when the time is past,
     *     further ahead than the settings allow (contact.call_back_days), or between 21:00 and 08:00
     */
    void require(@Nullable MemberNo memberNo, Closing form, Instant now) {
        var at = form.callBackAt();
        var days = settings.number("contact.call_back_days", now);
        if ((form.outcome() == Outcome.CALL_BACK && memberNo != null) != (at != null)
                || at != null && !fits(at, now, days)) {
            throw IncompleteContact.callBack(days);
        }
    }

    private static boolean fits(Instant at, Instant now, int days) {
        var time = ZonedDateTime.ofInstant(at, Tokyo.ZONE).toLocalTime();
        return at.isAfter(now)
                && !Tokyo.date(at).isAfter(Tokyo.date(now).plusDays(days))
                && !time.isBefore(FROM)
                && time.isBefore(UNTIL);
    }
}
