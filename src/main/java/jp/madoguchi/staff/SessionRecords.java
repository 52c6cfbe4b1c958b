package jp.madoguchi.staff;

import static jp.madoguchi.db.workspace.Tables.SESSION_STATE;

import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.Settings;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the database knows of sessions: who is in since when, where, and when they were last there. */
@Service
@PermitAll
class SessionRecords {

    private final DSLContext db;
    private final DatabaseTime time;
    private final Settings settings;
    private final AuditLog audit;

    SessionRecords(DSLContext db, DatabaseTime time, Settings settings, AuditLog audit) {
        this.db = db;
        this.time = time;
        this.settings = settings;
        this.audit = audit;
    }

    @Transactional
    public void open(StaffMember staff) {
        var now = time.now();
        var place = staff.workplace();
        db.insertInto(SESSION_STATE)
                .set(SESSION_STATE.SESSION_REF, staff.sessionRef())
                .set(SESSION_STATE.STAFF_NO, staff.staffNo())
                .set(SESSION_STATE.PLACE_NO, place == null ? null : place.placeNo())
                .set(SESSION_STATE.SIGNED_IN_AT, now)
                .set(SESSION_STATE.LAST_SEEN_AT, now)
                .execute();
    }

    /** Ends it once, however many ways lead here. */
    @Transactional
    public void end(StaffMember staff, SessionEnd reason) {
        var ended = db.update(SESSION_STATE)
                .set(SESSION_STATE.ENDED_AT, time.now())
                .where(SESSION_STATE.SESSION_REF.eq(staff.sessionRef()), SESSION_STATE.ENDED_AT.isNull())
                .execute();
        if (ended == 1) {
            audit.append(
                    AuditEntry.done(AuditAction.SIGNED_OUT)
                            .because(reason.name())
                            .with("session", staff.sessionRef().toString()),
                    staff);
        }
    }

    /** One statement for all sessions of this node. */
    @Transactional
    public void seen(Collection<UUID> sessions) {
        db.update(SESSION_STATE)
                .set(SESSION_STATE.LAST_SEEN_AT, time.now())
                .where(SESSION_STATE.SESSION_REF.in(sessions), SESSION_STATE.ENDED_AT.isNull())
                .execute();
    }

    @Transactional(readOnly = true)
    public SessionLimits limits() {
        var now = time.now();
        return new SessionLimits(
                settings.minutes("session.idle_minutes", now), Duration.ofHours(settings.number("session.hours", now)));
    }
}
