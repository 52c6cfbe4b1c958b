package jp.madoguchi.operation;

import static jp.madoguchi.db.madoguchi.Tables.JOB_RUN;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Work that one node does at a time. */
@Component
public class SoleRuns {

    private static final Logger LOG = LoggerFactory.getLogger(SoleRuns.class);

    private final DSLContext db;
    private final DatabaseTime time;
    private final TransactionTemplate transaction;

    SoleRuns(DSLContext db, DatabaseTime time, TransactionTemplate transaction) {
        this.db = db;
        this.time = time;
        this.transaction = transaction;
    }

    /** Within a transaction: until its end nobody else has this name; false while somebody does. */
    public boolean take(String name) {
        return Boolean.TRUE.equals(db.select(
                        DSL.function(DSL.name("pg_try_advisory_xact_lock"), SQLDataType.BOOLEAN, val(name.hashCode())))
                .fetchSingle()
                .value1());
    }

    /**
     * One run in a transaction of its own, written to job_run once it is done; none while another node is at it. A failure is logged,
     * and the next run tries again.
     *
     * @param job its name in job_run
     * @param failed what a failure means, for the log
     */
    public void run(String job, String failed, Runnable work) {
        try {
            transaction.executeWithoutResult(status -> {
                if (!take(job)) {
                    return;
                }
                var started = time.now();
                work.run();
                write(job, started, true);
            });
        } catch (DataAccessException | TransactionException failure) {
            LOG.error("{}: {}", failed, failure.getClass().getSimpleName());
        }
    }

    /**
     * Writes to job_run a run that was done elsewhere, in a transaction of its own; a failure to do so is logged.
     *
     * @param started when it began, by the clock of the database
     */
    public void record(String job, Instant started, boolean succeeded) {
        try {
            transaction.executeWithoutResult(status -> write(job, started, succeeded));
        } catch (DataAccessException | TransactionException failure) {
            LOG.error(
                    "the run of {} could not be written: {}",
                    job,
                    failure.getClass().getSimpleName());
        }
    }

    private void write(String job, Instant started, boolean succeeded) {
        db.insertInto(JOB_RUN)
                .set(JOB_RUN.JOB, job)
                .set(JOB_RUN.STARTED_AT, started)
                .returningResult(JOB_RUN.ID)
                .fetchOptional(JOB_RUN.ID)
                .ifPresent(run -> db.update(JOB_RUN)
                        .set(JOB_RUN.FINISHED_AT, time.now())
                        .set(JOB_RUN.SUCCEEDED, succeeded)
                        .where(JOB_RUN.ID.eq(run))
                        .execute());
    }
}
