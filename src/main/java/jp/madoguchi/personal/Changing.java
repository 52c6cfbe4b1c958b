package jp.madoguchi.personal;

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
        return Objects.equals(
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
        var at = db.select(changePersonalData(
                        val(ref),
                        val(contactNo.value()),
                        val(checkId),
                        val(staffNo.value()),
                        val(kind.name()),
                        val(JSONB.jsonb(Json.write(form.data().fields()))),
                        val(form.replaces()),
                        val(approval)))
                .fetchSingle()
                .value1();
        audit.append(AuditEntry.done(AuditAction.PERSONAL_DATA_CHANGED)
                .about(memberNo)
                .during(contactNo)
                .because(kind.name())
                .with("change", ref)
                .with("by", staffNo.value())
                .with("approval", approval));
        return at;
    }
}
