package jp.madoguchi.limit;

import static jp.madoguchi.db.madoguchi.Routines.endOverdueLimitRequests;

import jp.madoguchi.operation.Announcements;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Requests and offers that nobody answered in time end every hour, whether anybody looks at them or not. */
@Component
class LimitExpiry {

    private static final Logger LOG = LoggerFactory.getLogger(LimitExpiry.class);

    private final DSLContext db;
    private final Announcements announcements;
    private final TransactionTemplate transaction;

    LimitExpiry(DSLContext db, Announcements announcements, TransactionTemplate transaction) {
        this.db = db;
        this.announcements = announcements;
        this.transaction = transaction;
    }

    @Scheduled(cron = "0 5 * * * *", zone = "Asia/Tokyo")
    void end() {
        try {
            var ended = 0;
            do {
                ended = transaction.execute(status -> endOverdue());
            } while (ended > 0);
        } catch (DataAccessException | TransactionException failure) {
            LOG.error(
                    "overdue limit requests could not be ended: {}",
                    failure.getClass().getSimpleName());
        }
    }

    private int endOverdue() {
        var ended = endOverdueLimitRequests(db.configuration());
        if (ended > 0) {
            announcements.tell(Announcements.Kind.LIMIT);
        }
        return ended;
    }
}
