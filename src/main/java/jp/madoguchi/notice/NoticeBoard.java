package jp.madoguchi.notice;

import static jp.madoguchi.db.madoguchi.Tables.NOTICE;
import static jp.madoguchi.db.madoguchi.Tables.NOTICE_SERVICE;
import static jp.madoguchi.db.madoguchi.Tables.NOTICE_VERSION;
import static jp.madoguchi.notice.NoticeRows.SERVICES;
import static jp.madoguchi.notice.NoticeRows.UNTIL;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.selectOne;

import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.DatabaseTime;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is in force, what comes, what ended within a month, and what waits for a second admin. */
@Service
@RolesAllowed(Permission.NOTICE_WRITE)
public class NoticeBoard {

    private static final Duration ENDED = Duration.ofDays(30);

    private final DSLContext db;
    private final DatabaseTime time;

    NoticeBoard(DSLContext db, DatabaseTime time) {
        this.db = db;
        this.time = time;
    }

    /** A notice that was published. */
    public record Line(
            UUID ref,
            NoticeForm form,
            NoticeState state,
            Instant shownFrom,
            @Nullable Instant shownUntil,
            boolean withdrawn) {}

    /**
     * The board at a moment.
     *
     * @param notices the latest first
     * @param waiting versions that nobody sees yet, the oldest first
     * @param unconfirmed emergencies that members see and no second admin has confirmed
     */
    public record State(
            Instant asOf, List<Line> notices, List<NoticeVersion> waiting, List<NoticeVersion> unconfirmed) {

        /** Whether a screen that shows the other shows this one, too: all but the moment. */
        boolean looksLike(@Nullable State other) {
            return other != null
                    && notices.equals(other.notices)
                    && waiting.equals(other.waiting)
                    && unconfirmed.equals(other.unconfirmed);
        }

        public List<Line> in(NoticeState state) {
            return notices.stream().filter(line -> line.state() == state).toList();
        }
    }

    @Transactional(readOnly = true)
    public State look() {
        var now = time.now();
        var lines = db
                .select(NOTICE.fields())
                .select(SERVICES, UNTIL)
                .from(NOTICE)
                .where(UNTIL.isNull().or(UNTIL.gt(now.minus(ENDED))))
                .orderBy(NOTICE.SHOWN_FROM.desc(), NOTICE.ID.desc())
                .fetch()
                .stream()
                .map(row -> new Line(
                        row.get(NOTICE.REF),
                        NoticeRows.published(row),
                        NoticeState.at(now, row.get(NOTICE.SHOWN_FROM), row.get(UNTIL)),
                        row.get(NOTICE.SHOWN_FROM),
                        row.get(UNTIL),
                        row.get(NOTICE.WITHDRAWN_AT) != null))
                .toList();
        var open = NoticeRows.fetch(
                NoticeRows.versions(db).where(NOTICE_VERSION.DECISION.isNull()).orderBy(NOTICE_VERSION.MADE_AT));
        return new State(
                now,
                lines,
                open.stream().filter(version -> !version.emergency()).toList(),
                open.stream().filter(NoticeVersion::emergency).toList());
    }

    /** What the writer of a form should know before it is sent; nothing of it forbids sending. */
    @Transactional(readOnly = true)
    public List<NoticeWarning> warnings(UUID notice, NoticeForm form) {
        var warnings = new ArrayList<>(NoticeWarning.of(form, time.now()));
        overlapping(notice, form).forEach(title -> warnings.add(NoticeWarning.overlap(title)));
        return warnings;
    }

    private List<String> overlapping(UUID notice, NoticeForm form) {
        var from = form.affectedFrom();
        if (from == null || !form.kind().stopsSomething() || form.services().isEmpty()) {
            return List.of();
        }
        var begins = form.affectedTo() == null
                ? NOTICE.AFFECTED_FROM.isNotNull()
                : NOTICE.AFFECTED_FROM.lt(form.affectedTo());
        return db.select(NOTICE.TITLE)
                .from(NOTICE)
                .where(
                        NOTICE.REF.ne(notice),
                        NOTICE.KIND.in(NoticeKind.OUTAGE.name(), NoticeKind.MAINTENANCE.name()),
                        NOTICE.WITHDRAWN_AT.isNull(),
                        begins,
                        NOTICE.AFFECTED_TO.isNull().or(NOTICE.AFFECTED_TO.gt(from)),
                        exists(selectOne()
                                .from(NOTICE_SERVICE)
                                .where(
                                        NOTICE_SERVICE.NOTICE_ID.eq(NOTICE.ID),
                                        NOTICE_SERVICE.SERVICE.in(form.services().stream()
                                                .map(Enum::name)
                                                .toList()))))
                .orderBy(NOTICE.AFFECTED_FROM, NOTICE.ID)
                .limit(5)
                .fetch(NOTICE.TITLE);
    }
}
