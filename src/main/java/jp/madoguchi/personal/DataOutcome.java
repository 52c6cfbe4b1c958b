package jp.madoguchi.personal;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of a change; one of the two.
 *
 * @param at when it took effect
 * @param request the second person's, where one is needed
 */
public record DataOutcome(@Nullable Instant at, @Nullable UUID request) {}
