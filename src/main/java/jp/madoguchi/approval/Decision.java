package jp.madoguchi.approval;

import org.jspecify.annotations.Nullable;

/** What the second person says. */
public sealed interface Decision {

    /** Words to the maker. */
    @Nullable
    String note();

    record Approve(@Nullable String note) implements Decision {}

    record Refuse(RefusalReason reason, @Nullable String note) implements Decision {}

    /** Codes of approval.refusal_reason that a person may give. */
    enum RefusalReason {
        CHECK_NOT_SUFFICIENT,
        SUSPICIOUS,
        WRONG_PROCEDURE,
        OTHER
    }
}
