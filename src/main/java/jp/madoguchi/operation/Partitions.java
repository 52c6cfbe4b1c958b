package jp.madoguchi.operation;

import jp.madoguchi.db.madoguchi.Routines;
import org.jooq.DSLContext;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Makes the coming quarters of login attempts and of the trail, at start and every day at 04:10; one node at a time. Fewer
 * than two ahead is told by the health check.
 */
@Component
class Partitions implements HealthIndicator {

    private static final int ENOUGH = 2;

    private final DSLContext db;
    private final SoleRuns runs;

    Partitions(DSLContext db, SoleRuns runs) {
        this.db = db;
        this.runs = runs;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Scheduled(cron = "0 10 4 * * *", zone = "Asia/Tokyo")
    void make() {
        runs.run(
                "operation.partitions",
                "the coming partitions could not be made",
                () -> Routines.ensurePartitions(db.configuration()));
    }

    @Override
    public Health health() {
        try {
            var ahead = Routines.partitionsAhead(db.configuration());
            var health = ahead == null || ahead < ENOUGH ? Health.status("DEGRADED") : Health.up();
            return health.withDetail("quarters ahead", ahead).build();
        } catch (DataAccessException unreachable) {
            return Health.down().build();
        }
    }
}
