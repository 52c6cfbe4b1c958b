package jp.madoguchi.limit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of a decision.
 *
 * @param decision null while a second person is asked
 * @param approvalRequest the second person's, where the amount asks for one
 * @param offer that was made
 */
public record LimitDecided(
        LimitForm.Outcome outcome,
        @Nullable UUID decision,
        @Nullable UUID approvalRequest,
        @Nullable UUID offer) {}
