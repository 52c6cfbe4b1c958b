package jp.madoguchi.notice;

import static jp.madoguchi.db.workspace.Tables.NOTICE_DRAFT;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Json;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.DatabaseTime;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Notices that somebody is writing, each with a name of its own, for that person alone. */
@Service
@RolesAllowed(Permission.NOTICE_WRITE)
public class NoticeDrafts {

    private static final int LIMIT = 20_000;

    private final DSLContext db;
    private final DatabaseTime time;

    NoticeDrafts(DSLContext db, DatabaseTime time) {
        this.db = db;
        this.time = time;
    }

    /**
     * A form that is not sent.
     *
     * @param notice that it is to become, or to change
     * @param basedOn version of the notice that was seen; 0 = it is new
     */
    public record Draft(UUID notice, int basedOn, NoticeForm form) {}

    /** A draft in a list. */
    public record Line(UUID ref, @Nullable String title, Instant savedAt) {}

    /** Keeps the form without what may be a My Number in its words; of more than 20,000 characters, or with NUL, nothing. */
    @Transactional
    public void keep(UUID ref, Draft draft) {
        var text = Json.write(
                new Draft(draft.notice(), draft.basedOn(), draft.form().withoutMyNumbers()));
        if (text.length() > LIMIT || text.contains("\\u0000")) {
            return;
        }
        db.insertInto(NOTICE_DRAFT)
                .set(NOTICE_DRAFT.REF, ref)
                .set(NOTICE_DRAFT.NOTICE_REF, draft.notice())
                .set(NOTICE_DRAFT.STAFF_NO, CurrentStaff.get().staffNo())
                .set(NOTICE_DRAFT.FORM, text)
                .onConflict(NOTICE_DRAFT.REF)
                .doUpdate()
                .set(NOTICE_DRAFT.FORM, DSL.excluded(NOTICE_DRAFT.FORM))
                .set(NOTICE_DRAFT.SAVED_AT, time.now())
                .where(mine())
                .execute();
    }

    @Transactional(readOnly = true)
    public Optional<Draft> find(UUID ref) {
        return db.select(NOTICE_DRAFT.FORM)
                .from(NOTICE_DRAFT)
                .where(NOTICE_DRAFT.REF.eq(ref), mine())
                .fetchOptional(NOTICE_DRAFT.FORM)
                .map(form -> Json.read(form, Draft.class));
    }

    /** The latest first. */
    @Transactional(readOnly = true)
    public List<Line> mineAll() {
        return db
                .select(NOTICE_DRAFT.REF, NOTICE_DRAFT.FORM, NOTICE_DRAFT.SAVED_AT)
                .from(NOTICE_DRAFT)
                .where(mine())
                .orderBy(NOTICE_DRAFT.SAVED_AT.desc())
                .fetch()
                .stream()
                .map(row -> new Line(
                        row.value1(),
                        Json.read(row.value2(), Draft.class).form().title(),
                        row.value3()))
                .toList();
    }

    @Transactional
    public void drop(UUID ref) {
        db.deleteFrom(NOTICE_DRAFT).where(NOTICE_DRAFT.REF.eq(ref), mine()).execute();
    }

    private static Condition mine() {
        return NOTICE_DRAFT.STAFF_NO.eq(CurrentStaff.get().staffNo());
    }
}
