package jp.madoguchi.limit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of a cut.
 *
 * @param change when it took effect; null while a second person is asked
 * @param approvalRequest the request; null when none was needed
 */
public record CutOutcome(@Nullable UUID change, @Nullable UUID approvalRequest) {}
