package jp.madoguchi.webid;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of the click: the Web-ID is re-issued, or a second person was asked. The Web-ID itself is not in it.
 *
 * @param issuedAt on the database's clock; null when it waits for the second person
 * @param slipNo the slip to print, when it is handed over on one
 * @param request the request that waits; null when it is re-issued
 */
public record ReissueOutcome(
        @Nullable Instant issuedAt,
        @Nullable String slipNo,
        @Nullable UUID request) {}
