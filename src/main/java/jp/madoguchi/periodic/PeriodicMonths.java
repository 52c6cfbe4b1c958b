package jp.madoguchi.periodic;

import static jp.madoguchi.db.madoguchi.Routines.openPeriodicReviews;
import static org.jooq.impl.DSL.val;

import jp.madoguchi.core.Tokyo;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.operation.DatabaseTime;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens the reviews that the month before makes due: each night, so that figures that come late are not left out. */
@Component
class PeriodicMonths {

    private static final Logger LOG = LoggerFactory.getLogger(PeriodicMonths.class);

    private final DSLContext db;
    private final DatabaseTime time;
    private final Announcements announcements;
    private final TransactionTemplate transaction;

    PeriodicMonths(DSLContext db, DatabaseTime time, Announcements announcements, TransactionTemplate transaction) {
        this.db = db;
        this.time = time;
        this.announcements = announcements;
        this.transaction = transaction;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Scheduled(cron = "0 20 4 * * *", zone = "Asia/Tokyo")
    void open() {
        try {
            transaction.executeWithoutResult(status -> {
                var month = Tokyo.date(time.now()).withDayOfMonth(1).minusMonths(1);
                var opened =
                        db.select(openPeriodicReviews(val(month))).fetchSingle().value1();
                if (opened > 0) {
                    LOG.info("{} periodic reviews were opened for {}", opened, month);
                    announcements.tell(Announcements.Kind.PERIODIC);
                }
            });
        } catch (DataAccessException failure) {
            LOG.error(
                    "the periodic reviews could not be opened: {}",
                    failure.getClass().getSimpleName());
        }
    }
}
