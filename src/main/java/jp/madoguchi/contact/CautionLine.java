package jp.madoguchi.contact;

import java.time.Instant;
import jp.madoguchi.core.StaffNo;
import org.jspecify.annotations.Nullable;

/**
 * A caution with its history.
 *
 * @param id of the row in the table of its kind
 * @param madeBy null for what was taken over from before
 * @param endedAt null while it holds
 * @param endedBy null while it holds, or when it ended by itself
 */
public record CautionLine(
        long id,
        Caution caution,
        @Nullable StaffNo madeBy,
        @Nullable String madeByName,
        @Nullable Instant endedAt,
        @Nullable String endedBy,
        Caution.@Nullable End endReason) {

    boolean holds() {
        return endedAt == null;
    }
}
