package jp.madoguchi.personal;

import static jp.madoguchi.db.madoguchi.Routines.carryOutChangeReport;
import static jp.madoguchi.db.madoguchi.Routines.changePersonalData;
import static jp.madoguchi.db.madoguchi.Routines.registeredRow;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.Json;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.StaffNo;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Changes what is registered by the function of the database that guards it, and enters it in the trail. */
@Component
class Changing {

    private final DSLContext db;
    private final AuditLog audit;

    Changing(DSLContext db, AuditLog audit) {
        this.db = db;
        this.audit = audit;
    }

    boolean isAsSeen(MemberNo memberNo, DataForm form) {
        return (form.report() == null || ReportRows.waits(db, form.report(), memberNo))
                && Objects.equals(
                        db.select(registeredRow(val(form.data().kind().name()), val(memberNo.value())))
                                .fetchSingle()
                                .value1(),
                        form.replaces());
    }

    Instant apply(
            MemberNo memberNo,
            ContactNo contactNo,
            StaffNo staffNo,
            long checkId,
            DataForm form,
            @Nullable UUID approval) {
        var ref = UUID.randomUUID();
        var kind = form.data().kind();
        var change = form.report() == null
                ? changePersonalData(
                        val(ref),
                        val(contactNo.value()),
                        val(checkId),
                        val(staffNo.value()),
                        val(kind.name()),
                        val(JSONB.jsonb(Json.write(form.data().fields()))),
                        val(form.replaces()),
                        val(approval))
                : carryOutChangeReport(
                        val(form.report()),
                        val(ref),
                        val(contactNo.value()),
                        val(checkId),
                        val(staffNo.value()),
                        val(form.replaces()),
                        val(approval),
                        val(form.data().fields().get("document")));
        var at = db.select(change).fetchSingle().value1();
        audit.append(AuditEntry.done(AuditAction.PERSONAL_DATA_CHANGED)
                .about(memberNo)
                .during(contactNo)
                .because(kind.name())
                .with("change", ref)
                .with("report", form.report())
                .with("by", staffNo.value())
                .with("approval", approval));
        return at;
    }
}
