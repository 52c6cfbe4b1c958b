package jp.madoguchi.contact;

import org.jspecify.annotations.Nullable;

/**
 * What is said when a contact is closed; codes of the columns category, cause and outcome.
 *
 * @param promise what a late member promised to pay; with the outcome HANDED_OVER, and with it alone
 */
public record Closing(
        Category category,
        Cause cause,
        Outcome outcome,
        @Nullable String note,
        @Nullable Promise promise) {

    public Closing(Category category, Cause cause, Outcome outcome, @Nullable String note) {
        this(category, cause, outcome, note, null);
    }

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
        DONE,
        EXPLAINED,
        SENT_TO_STORE,
        CALL_BACK,
        HANDED_OVER,
        IDENTITY_NOT_CONFIRMED,
        ABANDONED
    }
}
