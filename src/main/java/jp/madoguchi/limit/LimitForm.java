package jp.madoguchi.limit;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;
import jp.madoguchi.core.Yen;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer decides.
 *
 * @param limit of an approval: the limit to offer, at most what was asked for; null otherwise
 * @param apr of an approval, per cent a year; null otherwise
 * @param reasons at least one unless approved
 * @param note for colleagues, 200 code points at most; null = none
 * @param heldUntil of a case put aside: a day after today
 * @param fingerprint of the facts as they were seen
 */
public record LimitForm(
        Outcome outcome,
        @Nullable Yen limit,
        @Nullable BigDecimal apr,
        Set<LimitReason> reasons,
        @Nullable String note,
        @Nullable LocalDate heldUntil,
        String fingerprint) {

    /** What is decided; papers asked and held leave the request open. */
    public enum Outcome {
        APPROVED,
        DECLINED,
        PAPERS_ASKED,
        HELD
    }

    public LimitForm {
        reasons = Set.copyOf(reasons);
    }
}
