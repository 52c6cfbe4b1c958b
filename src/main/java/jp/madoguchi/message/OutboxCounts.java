package jp.madoguchi.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the outbox stands.
 *
 * @param oldestDue since when the message that waits longest could go out; null when none waits
 * @param sentInADay taken by a carrier within the last 24 hours
 */
public record OutboxCounts(int due, @Nullable Instant oldestDue, int sentInADay, int withheld, int dead) {}
