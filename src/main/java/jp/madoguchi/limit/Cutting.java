package jp.madoguchi.limit;

import static jp.madoguchi.db.madoguchi.Routines.cutLimit;
import static org.jooq.impl.DSL.val;

import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.operation.Announcements;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Cuts a limit by the function of the database that guards it, and enters it in the trail. */
@Component
class Cutting {

    private final DSLContext db;
    private final Announcements announcements;
    private final AuditLog audit;

    Cutting(DSLContext db, Announcements announcements, AuditLog audit) {
        this.db = db;
        this.announcements = announcements;
        this.audit = audit;
    }

    /** @return name of the change */
    UUID cut(MemberNo memberNo, CutForm form, StaffNo staffNo, @Nullable UUID approval) {
        var change = UUID.randomUUID();
        db.select(cutLimit(
                        val(change),
                        val(memberNo.value()),
                        val(form.limit().amount()),
                        val(form.contractVersion()),
                        val(form.reason().name()),
                        val(form.note()),
                        val(staffNo.value()),
                        val(approval)))
                .fetchSingle();
        audit.append(AuditEntry.done(AuditAction.LIMIT_CUT)
                .about(memberNo)
                .because(form.reason().name())
                .with("change", change)
                .with("limit", form.limit().amount())
                .with("by", staffNo.value())
                .with("approval", approval));
        announcements.tell(Announcements.Kind.LIMIT);
        return change;
    }
}
