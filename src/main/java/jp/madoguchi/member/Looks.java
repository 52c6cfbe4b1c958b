package jp.madoguchi.member;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.Set;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Role;
import jp.madoguchi.operation.DatabaseTime;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who has looked at a member (閲覧した職員): a supervisor reads those of the own place, an auditor all (DOMAIN R31c). */
@Service
@RolesAllowed(Permission.AUDIT_READ)
public class Looks {

    private final TimelineRows rows;
    private final DatabaseTime time;
    private final AuditLog audit;

    Looks(TimelineRows rows, DatabaseTime time, AuditLog audit) {
        this.rows = rows;
        this.time = time;
        this.audit = audit;
    }

    /**
     * The newest first; the reading is recorded, and shows neither that there is such a member nor anything about the person.
     *
     * @param before {@link TimelinePage#next} of the page before; null for the first page
     */
    @Transactional
    public TimelinePage of(MemberNo memberNo, @Nullable Instant before) {
        var staff = CurrentStaff.get();
        var everywhere = staff.roles().contains(Role.AUDITOR);
        var workplace = staff.workplace();
        var page = rows.read(
                memberNo,
                before == null ? time.now() : before,
                Set.of(everywhere ? "LOOK_EVERYWHERE" : "LOOK"),
                workplace == null ? null : workplace.placeNo(),
                true);
        audit.append(AuditEntry.done(AuditAction.LOOKS_READ)
                .about(memberNo)
                .with("entries", page.events().size())
                .with("of", everywhere ? "ALL" : "PLACE"));
        return page;
    }
}
