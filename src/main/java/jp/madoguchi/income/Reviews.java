package jp.madoguchi.income;

import static jp.madoguchi.db.workspace.Tables.INCOME_FIGURES;

import jakarta.annotation.security.RolesAllowed;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.BadText;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.FreeText;
import jp.madoguchi.core.Json;
import jp.madoguchi.core.MyNumber;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.OwnRecords;
import jp.madoguchi.review.Leases;
import jp.madoguchi.review.NoLongerYours;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens a case for the reviewer who has it, unmasked and recorded, and keeps what is typed while it is typed. */
@Service
@RolesAllowed(Permission.INCOME_DECIDE)
public class Reviews {

    private final DSLContext db;
    private final Leases leases;
    private final CaseFiles files;
    private final DatabaseTime time;
    private final AuditLog audit;

    Reviews(DSLContext db, Leases leases, CaseFiles files, DatabaseTime time, AuditLog audit) {
        this.db = db;
        this.leases = leases;
        this.files = files;
        this.time = time;
        this.audit = audit;
    }

    /** @throws NoLongerYours when the person does not have the papers */
    @Transactional
    public ReviewCase read(UUID sending) {
        var now = time.now();
        var lease = leases.require(sending, now);
        audit.append(AuditEntry.done(AuditAction.INCOME_CASE_READ)
                .about(lease.memberNo())
                .with("sending", sending));
        return files.read(sending, now);
    }

    /**
     * Keeps the fields as they stand, without what may be a My Number; whoever has the papers next finds them.
     *
     * @throws NoLongerYours when the person no longer has the papers
     * @throws BadText when a field is longer than 200 characters or holds what no text may hold
     */
    @Transactional
    public void keep(UUID sending, Typed typed) {
        FreeText.line(typed.period(), Typed.LIMIT);
        FreeText.line(typed.amounts(), Typed.LIMIT);
        FreeText.line(typed.bonuses(), Typed.LIMIT);
        FreeText.line(typed.issued(), Typed.LIMIT);
        var now = time.now();
        OwnRecords.require(db, leases.require(sending, now).memberNo());
        db.insertInto(INCOME_FIGURES)
                .set(INCOME_FIGURES.SENDING_REF, sending)
                .set(INCOME_FIGURES.STAFF_NO, CurrentStaff.get().staffNo())
                .set(INCOME_FIGURES.FIGURES, MyNumber.without(Json.write(typed)))
                .set(INCOME_FIGURES.SAVED_AT, now)
                .onConflict(INCOME_FIGURES.SENDING_REF)
                .doUpdate()
                .set(INCOME_FIGURES.STAFF_NO, DSL.excluded(INCOME_FIGURES.STAFF_NO))
                .set(INCOME_FIGURES.FIGURES, DSL.excluded(INCOME_FIGURES.FIGURES))
                .set(INCOME_FIGURES.SAVED_AT, DSL.excluded(INCOME_FIGURES.SAVED_AT))
                .execute();
    }
}
