package jp.madoguchi.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is said when a contact is closed; codes of the columns category, cause and outcome.
 *
 * @param promise what a late member promised to pay; with the outcome HANDED_OVER, and with it alone
 * @param callBackAt when the member will be called back; with the outcome CALL_BACK and a member, and with them alone
 * @param recordingNo number of the recording, of calls
 */
public record Closing(
        Category category,
        Cause cause,
        Outcome outcome,
        @Nullable String note,
        @Nullable Promise promise,
        @Nullable Instant callBackAt,
        @Nullable String recordingNo) {

    public Closing(Category category, Cause cause, Outcome outcome, @Nullable String note) {
        this(category, cause, outcome, note, null);
    }

    public Closing(Category category, Cause cause, Outcome outcome, @Nullable String note, @Nullable Promise promise) {
        this(category, cause, outcome, note, promise, null, null);
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
