package jp.madoguchi.staff;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a session lasts.
 *
 * @param idle without a sign of the person; settings session.idle_minutes
 * @param whole altogether; setting session.hours
 * @param lock without a sign of the person until the screens lock; setting session.lock_minutes
 */
record SessionLimits(Duration idle, Duration whole, Duration lock) {

    /** Which limit has been reached, if any; a limit is reached at its very moment. */
    Optional<SessionEnd> reached(Instant signedIn, Instant lastActivity, Instant now) {
        if (!now.isBefore(signedIn.plus(whole))) {
            return Optional.of(SessionEnd.TOO_LONG);
        }
        return now.isBefore(lastActivity.plus(idle)) ? Optional.empty() : Optional.of(SessionEnd.IDLE);
    }
}
