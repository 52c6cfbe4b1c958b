package jp.madoguchi.retention;

import static jp.madoguchi.db.madoguchi.Tables.JOB_RUN;
import static org.jooq.impl.DSL.inline;

import java.time.Duration;
import java.time.Instant;
import jp.madoguchi.operation.DatabaseTime;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** What became of the runs, whichever node did them; degraded unless things go well or the first night is still to come. */
@Component
class RetentionRuns implements HealthIndicator {

    private static final Duration OVERDUE = Duration.ofDays(2);

    /** @param ranAt when the last run began; null = none yet */
    record Last(RetentionState state, @Nullable Instant ranAt) {}

    private final DSLContext db;
    private final DatabaseTime time;
    private final RetentionDoor door;

    RetentionRuns(DSLContext db, DatabaseTime time, RetentionDoor door) {
        this.db = db;
        this.time = time;
        this.door = door;
    }

    Last last() {
        var run = db.select(JOB_RUN.STARTED_AT, JOB_RUN.SUCCEEDED)
                .from(JOB_RUN)
                .where(JOB_RUN.JOB.eq(inline(Deletions.JOB)), JOB_RUN.FINISHED_AT.isNotNull())
                .orderBy(JOB_RUN.STARTED_AT.desc())
                .limit(1)
                .fetchOne();
        if (run == null) {
            return new Last(door.isOpen() ? RetentionState.NOT_YET : RetentionState.NOT_SET_UP, null);
        }
        var late = run.value1().plus(OVERDUE).isBefore(time.now());
        if (late && !door.isOpen()) {
            return new Last(RetentionState.NOT_SET_UP, run.value1());
        } else if (!run.value2()) {
            return new Last(RetentionState.FAILED, run.value1());
        }
        return new Last(late ? RetentionState.OVERDUE : RetentionState.WELL, run.value1());
    }

    @Override
    public Health health() {
        try {
            var state = last().state();
            var well = state == RetentionState.WELL || state == RetentionState.NOT_YET;
            return (well ? Health.up() : Health.status("DEGRADED"))
                    .withDetail("retention", state)
                    .build();
        } catch (DataAccessException unreachable) {
            return Health.down().build();
        }
    }
}
