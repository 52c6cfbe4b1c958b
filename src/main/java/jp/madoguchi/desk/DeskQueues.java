package jp.madoguchi.desk;

import static jp.madoguchi.db.madoguchi.Tables.DESK_QUEUES;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.List;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Permission;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What waits for reviewers: how many, since when, how many after their promised day. */
@Service
@RolesAllowed({Permission.INCOME_DECIDE, Permission.LIMIT_DECIDE})
public class DeskQueues {

    private final DSLContext db;

    DeskQueues(DSLContext db) {
        this.db = db;
    }

    /** A queue, and the right of those who work on it. */
    public enum Queue {
        INCOME(Permission.INCOME_DECIDE, "income"),
        LIMIT(Permission.LIMIT_DECIDE, "limit"),
        PERIODIC(Permission.LIMIT_DECIDE, "limit/reviews");

        private final String right;
        private final String address;

        Queue(String right, String address) {
            this.right = right;
            this.address = address;
        }

        String address() {
            return address;
        }
    }

    /**
     * A queue now.
     *
     * @param since when the oldest came; null when nothing waits
     * @param late how many are after their promised day; null where none is promised
     */
    public record Line(
            Queue queue,
            int waiting,
            @Nullable Instant since,
            @Nullable Integer late) {}

    /** Those of the reader, also when nothing waits in them. */
    @Transactional(readOnly = true)
    public List<Line> waiting() {
        var staff = CurrentStaff.get();
        return db
                .selectFrom(DESK_QUEUES.call())
                .fetch(row -> new Line(Queue.valueOf(row.getQueue()), row.getWaiting(), row.getSince(), row.getLate()))
                .stream()
                .filter(line -> staff.may(line.queue().right))
                .toList();
    }
}
