package jp.madoguchi.personal;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many reports wait; says nothing about anybody.
 *
 * @param oldest when the one was reported that waits longest; null = none waits
 */
public record ReportQueue(int waiting, @Nullable Instant oldest, Instant asOf) {

    /** How long the oldest one waits; zero when none does. */
    public Duration age() {
        return oldest == null ? Duration.ZERO : Duration.between(oldest, asOf);
    }
}
