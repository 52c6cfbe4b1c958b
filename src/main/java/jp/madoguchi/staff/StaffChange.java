package jp.madoguchi.staff;

import java.time.Instant;
import java.util.UUID;
import jp.madoguchi.core.StaffNo;
import org.jspecify.annotations.Nullable;

/**
 * A change of an account.
 *
 * @param basedOn version of the account that was seen; 0 = it is new
 * @param form what it is to be
 * @param decision null = it waits
 * @param linkDrawn whether the link to begin was drawn
 */
public record StaffChange(
        UUID ref,
        StaffNo staffNo,
        int basedOn,
        StaffForm form,
        StaffNo maker,
        String makerName,
        Instant madeAt,
        @Nullable Decision decision,
        @Nullable String checkerName,
        @Nullable Instant decidedAt,
        @Nullable String note,
        boolean linkDrawn) {

    public enum Decision {
        APPROVED,
        REFUSED,
        TAKEN_BACK
    }
}
