package jp.madoguchi.contract;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of a click; one of the two.
 *
 * @param at when it took effect
 * @param request the second person's, where one is needed
 */
public record CareOutcome(@Nullable Instant at, @Nullable UUID request) {}
