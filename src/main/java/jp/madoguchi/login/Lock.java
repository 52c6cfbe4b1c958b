package jp.madoguchi.login;

import java.time.Instant;
import java.util.UUID;
import jp.madoguchi.core.ContactNo;
import org.jspecify.annotations.Nullable;

/**
 * A login lock, open or cleared.
 *
 * @param failures consecutive failures that led to it; null when staff set it
 * @param clearedAt null while it is open; the four facts of the clearing come with it
 */
public record Lock(
        UUID ref,
        Kind kind,
        String cause,
        @Nullable Integer failures,
        boolean stopsMemberPage,
        boolean stopsApp,
        boolean stopsAtm,
        boolean stopsCardLogin,
        boolean stopsWebIdLogin,
        Instant lockedAt,
        @Nullable Instant clearedAt,
        @Nullable String clearedBy,
        @Nullable String clearedAtPlace,
        @Nullable String clearReason,
        @Nullable ContactNo clearedInContact) {

    /** Kinds of lock (DOMAIN, decisions). */
    public enum Kind {
        LOGIN,
        ATM_PIN,
        LOSS,
        TAKEOVER;

        /** Cleared at a counter or machine on an identity check; the others have ways of their own. */
        public boolean clearable() {
            return this == LOGIN || this == ATM_PIN;
        }
    }

    public boolean isOpen() {
        return clearedAt == null;
    }
}
