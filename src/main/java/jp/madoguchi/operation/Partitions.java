package jp.madoguchi.operation;

import static jp.madoguchi.db.madoguchi.Tables.JOB_RUN;
import static org.jooq.impl.DSL.val;

import jp.madoguchi.db.madoguchi.Routines;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the coming quarters of login attempts and of the trail, at start and every day at 04:10; one node at a time. Fewer
 * than two ahead is told by the health check.
 */
@Component
class Partitions implements HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
    private static final String JOB = "operation.partitions";
    private static final int ENOUGH = 2;

    private final DSLContext db;
    private final DatabaseTime time;
    private final TransactionTemplate transaction;

    Partitions(DSLContext db, DatabaseTime time, TransactionTemplate transaction) {
        this.db = db;
        this.time = time;
        this.transaction = transaction;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Scheduled(cron = "0 10 4 * * *", zone = "Asia/Tokyo")
    void make() {
        try {
            transaction.executeWithoutResult(status -> {
                if (!lock()) {
                    return;
                }
                var started = time.now();
                Routines.ensurePartitions(db.configuration());
                db.insertInto(JOB_RUN)
                        .set(JOB_RUN.JOB, JOB)
                        .set(JOB_RUN.STARTED_AT, started)
                        .returningResult(JOB_RUN.ID)
                        .fetchOptional(JOB_RUN.ID)
                        .ifPresent(run -> db.update(JOB_RUN)
                                .set(JOB_RUN.FINISHED_AT, time.now())
                                .set(JOB_RUN.SUCCEEDED, true)
                                .where(JOB_RUN.ID.eq(run))
                                .execute());
            });
        } catch (DataAccessException failure) {
            LOG.error(
                    "the coming partitions could not be made: {}",
                    failure.getClass().getSimpleName());
        }
    }

    private boolean lock() {
        return Boolean.TRUE.equals(
                db.select(DSL.function(DSL.name("pg_try_advisory_xact_lock"), SQLDataType.BOOLEAN, val(JOB.hashCode())))
                        .fetchSingle()
                        .value1());
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
