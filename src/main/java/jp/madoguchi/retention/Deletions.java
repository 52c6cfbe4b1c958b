package jp.madoguchi.retention;

import static jp.madoguchi.db.madoguchi.Tables.DELETE_DUE;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.SoleRuns;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes what is due, every day at 04:30, as its own role. What goes together goes in one transaction with its entry in the trail, so
 * that a run that is broken off leaves whole records and goes on the next night. One node at a time.
 */
@Component
class Deletions {

    static final String JOB = "retention.deletions";

    /** Heads in one transaction: a contact with its notes, a contract with its ledger. */
    static final int BATCH = 200;

    private static final Logger LOG = LoggerFactory.getLogger(Deletions.class);

    private final RetentionDoor door;
    private final DatabaseTime time;
    private final SoleRuns runs;

    Deletions(RetentionDoor door, DatabaseTime time, SoleRuns runs) {
        this.door = door;
        this.time = time;
        this.runs = runs;
    }

    @EventListener(ApplicationReadyEvent.class)
    void tell() {
        if (!door.isOpen()) {
            LOG.warn("this node deletes nothing at the end of retention: madoguchi.retention.user is not set");
        }
    }

    @Scheduled(cron = "0 30 4 * * *", zone = "Asia/Tokyo")
    void nightly() {
        if (!door.isOpen()) {
            LOG.error("what is due is not deleted by this node: madoguchi.retention.user is not set");
            return;
        }
        run();
    }

    /**
     * One run.
     *
     * @return whether everything that was due is gone; false when another node is at it, or after a failure, which is logged
     */
    boolean run() {
        var started = time.now();
        try (var connection = door.open()) {
            var retention = DSL.using(connection, SQLDialect.POSTGRES);
            var run = UUID.randomUUID();
            for (var kind : RetentionKind.values()) {
                if (kind.ends() && !delete(retention, kind, run, Tokyo.date(started))) {
                    return false;
                }
            }
            runs.record(JOB, started, true);
            return true;
        } catch (SQLException | DataAccessException | org.springframework.dao.DataAccessException failure) {
            LOG.error("what is due could not be deleted: {}", failure.getClass().getSimpleName());
            runs.record(JOB, started, false);
            return false;
        }
    }

    private static boolean delete(DSLContext retention, RetentionKind kind, UUID run, LocalDate day) {
        int heads;
        do {
            var batch = retention
                    .selectFrom(DELETE_DUE.call(kind.name(), run, BATCH, day))
                    .fetchSingle();
            if (!batch.get(DELETE_DUE.TAKEN)) {
                return false;
            }
            heads = batch.get(DELETE_DUE.HEADS);
        } while (heads == BATCH);
        return true;
    }
}
