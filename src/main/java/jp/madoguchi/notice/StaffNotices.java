package jp.madoguchi.notice;

import static jp.madoguchi.db.madoguchi.Tables.NOTICE;
import static jp.madoguchi.db.workspace.Tables.NOTICE_READ;
import static jp.madoguchi.notice.NoticeRows.SERVICES;
import static jp.madoguchi.notice.NoticeRows.UNTIL;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.selectOne;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.DatabaseTime;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The notices that members see now, as every member of staff has them on the screen; each person's own marks of what was read. */
@Service
@RolesAllowed(Permission.SIGNED_IN)
public class StaffNotices {

    private final DSLContext db;
    private final DatabaseTime time;

    StaffNotices(DSLContext db, DatabaseTime time) {
        this.db = db;
        this.time = time;
    }

    /**
     * A notice in force.
     *
     * @param over the time affected has ended: the sentence to say is true no more
     * @param unread the person has not read it since it changed last
     */
    public record Line(UUID ref, NoticeForm form, boolean over, boolean unread) {

        /** The sentence for callers, as long as it is true. */
        Optional<String> sentence() {
            return over ? Optional.empty() : Optional.ofNullable(form.toSay());
        }
    }

    /** The gravest first, then the latest. */
    @Transactional(readOnly = true)
    public List<Line> inForce() {
        var moment = DatabaseTime.moment();
        var now = moment.field(0, Instant.class);
        var unread = field(not(exists(selectOne()
                        .from(NOTICE_READ)
                        .where(
                                NOTICE_READ.STAFF_NO.eq(CurrentStaff.get().staffNo()),
                                NOTICE_READ.NOTICE_REF.eq(NOTICE.REF),
                                NOTICE_READ.READ_AT.ge(coalesce(NOTICE.CHANGED_AT, NOTICE.SHOWN_FROM))))))
                .as("unread");
        return db
                .select(NOTICE.fields())
                .select(SERVICES, unread, now)
                .from(NOTICE)
                .crossJoin(moment)
                .where(NOTICE.SHOWN_FROM.le(now), UNTIL.isNull().or(UNTIL.gt(now)))
                .orderBy(NOTICE.SHOWN_FROM.desc(), NOTICE.ID.desc())
                .fetch()
                .stream()
                .map(row -> line(row, row.get(unread), row.get(now)))
                .sorted((a, b) -> b.form().severity().compareTo(a.form().severity()))
                .toList();
    }

    private static Line line(Record row, boolean unread, Instant now) {
        var form = NoticeRows.published(row);
        var end = form.affectedTo();
        return new Line(row.get(NOTICE.REF), form, end != null && !end.isAfter(now), unread);
    }

    /** From now on the person has read it, until it changes. */
    @Transactional
    public void markRead(UUID notice) {
        var now = time.now();
        db.insertInto(NOTICE_READ)
                .set(NOTICE_READ.STAFF_NO, CurrentStaff.get().staffNo())
                .set(NOTICE_READ.NOTICE_REF, notice)
                .set(NOTICE_READ.READ_AT, now)
                .onConflict(NOTICE_READ.STAFF_NO, NOTICE_READ.NOTICE_REF)
                .doUpdate()
                .set(NOTICE_READ.READ_AT, now)
                .execute();
    }
}
