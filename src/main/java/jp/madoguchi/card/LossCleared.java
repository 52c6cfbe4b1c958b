package jp.madoguchi.card;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of a clearing; one of the two.
 *
 * @param clearedAt when, if it took effect
 * @param request the second person's, if one is needed
 */
public record LossCleared(
        @Nullable Instant clearedAt, @Nullable UUID request) {}
