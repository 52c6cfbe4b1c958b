package jp.madoguchi.login;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to log in.
 *
 * @param idShown masked ID
 * @param attemptsLeft before the lock, after this attempt; null where it was not counted
 */
public record Attempt(
        long id,
        Instant at,
        String idKind,
        String idShown,
        String channel,
        Outcome outcome,
        @Nullable Integer attemptsLeft,
        @Nullable String device) {

    /** What happened; codes of login_attempt.outcome. */
    public enum Outcome {
        SUCCESS,
        WRONG_SECRET,
        UNKNOWN_ID,
        RETIRED_ID,
        LOCKED,
        CANCELLED,
        DORMANT,
        OUTAGE,
        MAINTENANCE
    }
}
