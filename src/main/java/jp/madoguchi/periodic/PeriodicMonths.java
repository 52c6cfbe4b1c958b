package jp.madoguchi.periodic;

import static java.util.Objects.requireNonNull;
import static jp.madoguchi.db.madoguchi.Routines.openPeriodicReviews;

import java.time.LocalDate;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.db.madoguchi.routines.OpenPeriodicReviews;
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

/** Opens the reviews that the month before makes due, each night, so that figures that come late are not left out; in parts that take less than a second. */
@Component
class PeriodicMonths {

    private static final Logger LOG = LoggerFactory.getLogger(PeriodicMonths.class);
    private static final int AT_ONCE = 2_000;

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
            var month = Tokyo.date(time.now()).withDayOfMonth(1).minusMonths(1);
            var opened = 0;
            Long last = 0L;
            while (last != null) {
                var after = last;
                var some = requireNonNull(transaction.execute(status -> open(month, after)));
                opened += some.getOpened();
                last = some.getLastContract();
            }
            if (opened > 0) {
                LOG.info("{} periodic reviews were opened for {}", opened, month);
            }
        } catch (DataAccessException failure) {
            LOG.error(
                    "the periodic reviews could not be opened: {}",
                    failure.getClass().getSimpleName());
        }
    }

    private OpenPeriodicReviews open(LocalDate month, long after) {
        var some = openPeriodicReviews(db.configuration(), month, after, AT_ONCE);
        if (some.getOpened() > 0) {
            announcements.tell(Announcements.Kind.PERIODIC);
        }
        return some;
    }
}
