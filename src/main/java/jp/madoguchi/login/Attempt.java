package jp.madoguchi.login;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to log in.
 *
 * @param idShown masked ID
 * @param device as the member site told it
 * @param network from where: the network of the address, its last part left out
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
        @Nullable String device,
        @Nullable String network) {

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
