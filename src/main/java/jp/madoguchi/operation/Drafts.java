package jp.madoguchi.operation;

import static jp.madoguchi.db.workspace.Tables.DRAFT;

import jakarta.annotation.security.RolesAllowed;
import java.util.Optional;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MyNumber;
import jp.madoguchi.core.Permission;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a person has typed and not sent, kept for that person alone: a lost session or node loses nothing. */
@Service
@RolesAllowed(Permission.SIGNED_IN)
public class Drafts {

    private static final int LIMIT = 20_000;

    private final DSLContext db;

    Drafts(DSLContext db) {
        this.db = db;
    }

    /** Keeps the text without what may be a My Number; blank text ends the draft. Text beyond 20,000 characters or with NUL is not kept. */
    @Transactional
    public void keep(String form, String text) {
        if (text.isBlank()) {
            drop(form);
            return;
        }
        if (text.length() > LIMIT || text.indexOf('\0') >= 0) {
            return;
        }
        db.insertInto(DRAFT)
                .set(DRAFT.STAFF_NO, CurrentStaff.get().staffNo())
                .set(DRAFT.FORM, form)
                .set(DRAFT.TEXT, MyNumber.without(text))
                .onConflict(DRAFT.STAFF_NO, DRAFT.FORM)
                .doUpdate()
                .set(DRAFT.TEXT, DSL.excluded(DRAFT.TEXT))
                .set(DRAFT.SAVED_AT, DSL.function(DSL.name("clock_timestamp"), DRAFT.SAVED_AT.getDataType()))
                .execute();
    }

    @Transactional(readOnly = true)
    public Optional<String> find(String form) {
        return db.select(DRAFT.TEXT)
                .from(DRAFT)
                .where(DRAFT.STAFF_NO.eq(CurrentStaff.get().staffNo()), DRAFT.FORM.eq(form))
                .fetchOptional(DRAFT.TEXT);
    }

    @Transactional
    public void drop(String form) {
        db.deleteFrom(DRAFT)
                .where(DRAFT.STAFF_NO.eq(CurrentStaff.get().staffNo()), DRAFT.FORM.eq(form))
                .execute();
    }
}
