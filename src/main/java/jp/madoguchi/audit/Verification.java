package jp.madoguchi.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The outcome of a check of the trail.
 *
 * @param anchors how many anchors from outside the database it was compared with; 0 = none could be read
 * @param findings of each chain the first fault, its end and its anchors, at most; empty when the trail is whole
 */
public record Verification(Instant at, long entries, long anchors, Duration took, List<Finding> findings) {

    public Verification {
        findings = List.copyOf(findings);
    }

    public boolean isWhole() {
        return findings.isEmpty();
    }
}
