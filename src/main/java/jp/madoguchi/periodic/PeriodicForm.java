package jp.madoguchi.periodic;

import jp.madoguchi.core.Yen;
import jp.madoguchi.limit.CutReason;
import org.jspecify.annotations.Nullable;

/**
 * How a reviewer ends a review.
 *
 * @param limit from now on: lower than the present one, 0 = borrowing stops; null = kept as it is
 * @param reason of a cut; null when it is kept
 * @param note for colleagues, 200 code points at most; must be there when it is kept
 * @param fingerprint of the facts as they were seen
 */
public record PeriodicForm(
        @Nullable Yen limit,
        @Nullable CutReason reason,
        @Nullable String note,
        String fingerprint) {

    String outcome() {
        return limit == null ? "KEPT" : limit.isZero() ? "STOPPED" : "REDUCED";
    }
}
