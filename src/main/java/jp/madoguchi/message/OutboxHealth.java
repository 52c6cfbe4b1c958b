package jp.madoguchi.message;

import static jp.madoguchi.db.madoguchi.Tables.OUTBOX;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.min;

import java.time.Duration;
import jp.madoguchi.operation.DatabaseTime;
import org.jooq.DSLContext;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Degraded while a message has been due for five minutes and nobody tried it: no sender runs, or none keeps up. */
@Component
class OutboxHealth implements HealthIndicator {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final DSLContext db;
    private final DatabaseTime time;

    OutboxHealth(DSLContext db, DatabaseTime time) {
        this.db = db;
        this.time = time;
    }

    @Override
    public Health health() {
        try {
            var oldest = db.select(min(OUTBOX.DUE_AT))
                    .from(OUTBOX)
                    .where(OUTBOX.STATE.eq(inline(MessageState.DUE.name())))
                    .fetchSingle()
                    .value1();
            var late = oldest != null && oldest.plus(PATIENCE).isBefore(time.now());
            return (late ? Health.status("DEGRADED") : Health.up()).build();
        } catch (DataAccessException unreachable) {
            return Health.down().build();
        }
    }
}
