package jp.madoguchi.contact;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * One thing to mind about a member.
 *
 * @param detail office of the lawyer, name of the guardian, or a few words
 * @param last4 of the number that is not to be called, for NO_NUMBER
 * @param hoursFrom not to be called from this time of day in Tokyo, for HOURS
 * @param hoursTo end exclusive; before hoursFrom = over midnight
 * @param noticedOn date of the lawyer's notice, the settlement, the death, the guardianship
 * @param since when it was recorded
 */
public record Caution(
        CautionKind kind,
        @Nullable String detail,
        @Nullable String last4,
        @Nullable LocalTime hoursFrom,
        @Nullable LocalTime hoursTo,
        @Nullable LocalDate noticedOn,
        Source source,
        Instant since) {

    /** Who said so. */
    public enum Source {
        MEMBER,
        LAWYER,
        FAMILY,
        COURT,
        STAFF
    }

    /** Why it was ended. */
    public enum End {
        MEMBER_ASKED,
        OVER,
        MISTAKE
    }
}
