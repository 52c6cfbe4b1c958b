package jp.madoguchi.auditdesk;

import static jp.madoguchi.db.madoguchi.Routines.findInsiderSigns;

import java.util.concurrent.TimeUnit;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.operation.DatabaseTime;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks through the looks of today and of yesterday every four minutes, so that who browses is told of within five. */
@Component
class InsiderAnalysis {

    private static final Logger LOG = LoggerFactory.getLogger(InsiderAnalysis.class);

    private final DSLContext db;
    private final DatabaseTime time;
    private final Announcements announcements;
    private final TransactionTemplate transaction;

    InsiderAnalysis(DSLContext db, DatabaseTime time, Announcements announcements, TransactionTemplate transaction) {
        this.db = db;
        this.time = time;
        this.announcements = announcements;
        this.transaction = transaction;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 4, timeUnit = TimeUnit.MINUTES)
    void run() {
        try {
            var today = Tokyo.date(time.now());
            transaction.executeWithoutResult(status -> {
                var found = findInsiderSigns(db.configuration(), today.minusDays(1))
                        + findInsiderSigns(db.configuration(), today);
                if (found > 0) {
                    announcements.tell(Announcements.Kind.AUDIT);
                }
            });
        } catch (DataAccessException | TransactionException failure) {
            LOG.error("the looks could not be analysed: {}", failure.getClass().getSimpleName());
        }
    }
}
