package jp.madoguchi.operation;

import java.time.Clock;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.FactorNeeded;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Whether the second factor was given a moment ago. Use cases ask it before role changes, exports, publishing to all services,
 * second-person decisions about limits, and clearings beyond the daily limit.
 */
@Component
public class FreshFactor {

    private final Settings settings;
    private final DatabaseTime time;
    private final Clock clock;
    private final boolean inUse;

    FreshFactor(
            Settings settings,
            DatabaseTime time,
            Clock clock,
            @Value("${madoguchi.demo:false}") boolean demo,
            @Value("${madoguchi.demo.second-factor}") boolean demoToo) {
        this.settings = settings;
        this.time = time;
        this.clock = clock;
        this.inUse = !demo || demoToo;
    }

    /** Whether staff need a second factor at all; only the demo may do without. */
    public boolean inUse() {
        return inUse;
    }

    /** @throws FactorNeeded when it was given longer ago than the setting factor.fresh_minutes, or never */
    public void require() {
        if (!inUse) {
            return;
        }
        var oldest = clock.instant().minus(settings.minutes("factor.fresh_minutes", time.now()));
        if (CurrentStaff.factorGivenAt().filter(oldest::isBefore).isEmpty()) {
            throw new FactorNeeded();
        }
    }
}
