package jp.madoguchi.login;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of the click: the link is on its way, or a second person was asked. No code is in it.
 *
 * @param expiresAt until when the link works, on the database's clock; null when it waits for the second person
 * @param request the request that waits; null when the link was sent
 */
public record ResetOutcome(
        @Nullable Instant expiresAt, @Nullable UUID request) {}
