package jp.madoguchi.income;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision that was made.
 *
 * @param effectiveAt until then it can be undone; null while a second person has to look
 * @param secondLook why a second person looks first
 */
public record Decided(
        UUID ref, UUID sending, Instant decidedAt, @Nullable Instant effectiveAt, List<SecondLookCause> secondLook) {}
