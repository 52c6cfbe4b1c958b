package jp.madoguchi.audit;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Degraded as soon as an anchor could not be kept, and once a verification found the trail damaged. */
@Component
class TrailHealth implements HealthIndicator {

    private final Anchors anchors;
    private final Verifications verifications;

    TrailHealth(Anchors anchors, Verifications verifications) {
        this.anchors = anchors;
        this.verifications = verifications;
    }

    @Override
    public Health health() {
        var state = anchors.state();
        var last = verifications.last();
        var damaged = last != null && !last.isWhole();
        return (state.failing() || state.stopped() || damaged ? Health.status("DEGRADED") : Health.up()).build();
    }
}
