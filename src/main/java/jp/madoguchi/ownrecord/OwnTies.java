package jp.madoguchi.ownrecord;

import static jp.madoguchi.db.madoguchi.Tables.JOB_RUN;
import static org.jooq.impl.DSL.val;

import jp.madoguchi.db.madoguchi.Routines;
import jp.madoguchi.operation.DatabaseTime;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The ties of staff to members follow each change by themselves; every day at 04:20 they are computed anew, for what two transactions
 * at one time did not see of each other. One node at a time.
 */
@Component
class OwnTies {

    private static final Logger LOG = LoggerFactory.getLogger(OwnTies.class);
    private static final String JOB = "ownrecord.ties";

    private final DSLContext db;
    private final DatabaseTime time;
    private final TransactionTemplate transaction;

    OwnTies(DSLContext db, DatabaseTime time, TransactionTemplate transaction) {
        this.db = db;
        this.time = time;
        this.transaction = transaction;
    }

    @Scheduled(cron = "0 20 4 * * *", zone = "Asia/Tokyo")
    void refresh() {
        try {
            transaction.executeWithoutResult(status -> {
                if (!lock()) {
                    return;
                }
                var started = time.now();
                Routines.refreshAllOwnMembers(db.configuration());
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
                    "the ties of staff could not be computed: {}",
                    failure.getClass().getSimpleName());
        }
    }

    private boolean lock() {
        return Boolean.TRUE.equals(
                db.select(DSL.function(DSL.name("pg_try_advisory_xact_lock"), SQLDataType.BOOLEAN, val(JOB.hashCode())))
                        .fetchSingle()
                        .value1());
    }
}
