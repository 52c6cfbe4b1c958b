package jp.madoguchi.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The outcome of a check of the trail.
 *
 * @param findings the first of each chain, at most; empty when the trail is whole
 */
public record Verification(Instant at, long entries, Duration took, List<Finding> findings) {

    public boolean isWhole() {
        return findings.isEmpty();
    }
}
