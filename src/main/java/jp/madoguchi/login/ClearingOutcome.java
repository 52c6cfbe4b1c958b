package jp.madoguchi.login;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of the click: the lock is cleared, or a second person was asked.
 *
 * @param clearedAt on the database's clock; null when it waits for the second person
 * @param request the request that waits; null when it is cleared
 * @param resetRecorded whether a reset was taken in with it
 */
public record ClearingOutcome(
        @Nullable Instant clearedAt, @Nullable UUID request, boolean resetRecorded) {}
