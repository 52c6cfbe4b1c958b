package jp.madoguchi.member;

import org.jspecify.annotations.Nullable;

/** Why somebody looks for a member, or opens one, without a contact in front. */
public enum SearchPurpose {
    CALL_BACK_PREPARATION,
    COMPLAINT,
    DOCUMENT_ARRIVED,
    SUPERVISION,
    OTHER;

    /** @throws PurposeMissing when none is given */
    static SearchPurpose require(@Nullable SearchPurpose purpose) {
        if (purpose == null) {
            throw new PurposeMissing();
        }
        return purpose;
    }
}
