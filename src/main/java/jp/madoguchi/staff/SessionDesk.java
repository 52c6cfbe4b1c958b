package jp.madoguchi.staff;

import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Permission;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sessions listed and ended: each person their own, an admin anybody's. */
@Service
@RolesAllowed(Permission.SIGNED_IN)
class SessionDesk {

    private final SessionRecords records;
    private final AuditLog audit;

    SessionDesk(SessionRecords records, AuditLog audit) {
        this.records = records;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    public List<OpenSession> mine() {
        return records.openOf(CurrentStaff.get().staffNo());
    }

    /** @return whether it was open; somebody else's is not */
    @Transactional
    public boolean endMine(UUID session) {
        return records.endFromElsewhere(session, CurrentStaff.get().staffNo());
    }

    /** Everybody's, the newest first; the reading is recorded. */
    @Transactional
    @RolesAllowed(Permission.STAFF_ADMIN)
    public List<OpenSession> all() {
        audit.append(AuditEntry.done(AuditAction.SESSIONS_READ));
        return records.openOfAll();
    }

    /** @return whether it was open */
    @Transactional
    @RolesAllowed(Permission.STAFF_ADMIN)
    public boolean end(UUID session) {
        return records.endFromElsewhere(session, null);
    }
}
