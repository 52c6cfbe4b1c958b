package jp.madoguchi.contact;

import org.jspecify.annotations.Nullable;

/** What is said when a contact is closed; codes of the columns category, cause and outcome. */
public record Closing(
        Category category,
        Cause cause,
        Outcome outcome,
        @Nullable String note) {

    public enum Category {
        LOGIN,
        ACCOUNT,
        CHANGE,
        DOCUMENT,
        OTHER
    }

    public enum Cause {
        WRONG_CREDENTIALS,
        LOCKED,
        MAINTENANCE,
        OUTAGE,
        OWN_LINE,
        CANCELLED,
        DORMANT,
        NOT_A_LOGIN_MATTER,
        UNKNOWN
    }

    public enum Outcome {
        LOGIN_CONFIRMED,
        LOCK_CLEARED,
        STILL_FAILING,
        EXPLAINED,
        SENT_TO_STORE,
        CALL_BACK,
        IDENTITY_NOT_CONFIRMED,
        ABANDONED
    }
}
