package jp.madoguchi.staff;

import static jp.madoguchi.db.madoguchi.Tables.PLACE;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static jp.madoguchi.db.workspace.Tables.SESSION_STATE;

import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.Settings;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.Records;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the database knows of sessions: who is in since when, where, and when they were last there. */
@Service
@PermitAll
class SessionRecords {

    private static final Duration THERE = Duration.ofMinutes(2);

    private final DSLContext db;
    private final DatabaseTime time;
    private final Settings settings;
    private final AuditLog audit;
    private final Announcements announcements;

    SessionRecords(DSLContext db, DatabaseTime time, Settings settings, AuditLog audit, Announcements announcements) {
        this.db = db;
        this.time = time;
        this.settings = settings;
        this.audit = audit;
        this.announcements = announcements;
    }

    @Transactional
    public void open(StaffMember staff, String address) {
        var now = time.now();
        var place = staff.workplace();
        db.insertInto(SESSION_STATE)
                .set(SESSION_STATE.SESSION_REF, staff.sessionRef())
                .set(SESSION_STATE.STAFF_NO, staff.staffNo())
                .set(SESSION_STATE.PLACE_NO, place == null ? null : place.placeNo())
                .set(SESSION_STATE.SIGNED_IN_AT, now)
                .set(SESSION_STATE.LAST_SEEN_AT, now)
                .set(SESSION_STATE.ADDRESS, address.length() > 100 ? address.substring(0, 100) : address)
                .execute();
    }

    /** Open sessions whose tab was there within the last two minutes; one whose browser is closed ends by itself. */
    @Transactional(readOnly = true)
    public List<OpenSession> openOf(StaffNo staffNo) {
        return openSessions(SESSION_STATE.STAFF_NO.eq(staffNo));
    }

    /** The same of everybody. */
    @Transactional(readOnly = true)
    List<OpenSession> openOfAll() {
        return openSessions(DSL.noCondition());
    }

    private List<OpenSession> openSessions(Condition whose) {
        return db.select(
                        SESSION_STATE.SESSION_REF,
                        SESSION_STATE.STAFF_NO,
                        STAFF.FAMILY.concat(" ").concat(STAFF.GIVEN),
                        PLACE.NAME,
                        SESSION_STATE.ADDRESS,
                        SESSION_STATE.SIGNED_IN_AT,
                        SESSION_STATE.LAST_SEEN_AT)
                .from(SESSION_STATE)
                .join(STAFF)
                .on(STAFF.STAFF_NO.eq(SESSION_STATE.STAFF_NO))
                .leftJoin(PLACE)
                .on(PLACE.PLACE_NO.eq(SESSION_STATE.PLACE_NO))
                .where(
                        whose,
                        SESSION_STATE.ENDED_AT.isNull(),
                        SESSION_STATE.LAST_SEEN_AT.ge(time.now().minus(THERE)))
                .orderBy(SESSION_STATE.SIGNED_IN_AT.desc(), SESSION_STATE.SESSION_REF)
                .fetch(Records.mapping(OpenSession::new));
    }

    /** Ends what else the person has open, on any node; their tabs go within seconds. */
    @Transactional
    public void endOthers(StaffMember staff) {
        endNow(SESSION_STATE.STAFF_NO.eq(staff.staffNo()), SessionEnd.NEWER)
                .forEach(ended -> audit.append(
                        AuditEntry.done(AuditAction.SIGNED_OUT)
                                .because(SessionEnd.NEWER.name())
                                .with("session", ended.toString()),
                        staff));
    }

    /** Ends a session from elsewhere. @return whether it was open */
    @Transactional
    boolean endFromElsewhere(UUID session, @Nullable StaffNo onlyOf) {
        var which = SESSION_STATE.SESSION_REF.eq(session);
        var ended = endNow(onlyOf == null ? which : which.and(SESSION_STATE.STAFF_NO.eq(onlyOf)), SessionEnd.ENDED);
        ended.forEach(
                ref -> audit.append(AuditEntry.done(AuditAction.SESSION_ENDED).with("session", ref.toString())));
        return !ended.isEmpty();
    }

    private List<UUID> endNow(Condition which, SessionEnd reason) {
        var ended = db.update(SESSION_STATE)
                .set(SESSION_STATE.ENDED_AT, time.now())
                .set(SESSION_STATE.END_REASON, reason.name())
                .where(which, SESSION_STATE.ENDED_AT.isNull())
                .returning(SESSION_STATE.SESSION_REF)
                .fetch(SESSION_STATE.SESSION_REF);
        announcements.tell(Announcements.Kind.STAFF);
        return ended;
    }

    /** Which of them were ended from elsewhere, and why. */
    @Transactional(readOnly = true)
    public Map<UUID, SessionEnd> endedElsewhere(Collection<UUID> sessions) {
        return db.select(SESSION_STATE.SESSION_REF, SESSION_STATE.END_REASON)
                .from(SESSION_STATE)
                .where(
                        SESSION_STATE.SESSION_REF.in(sessions),
                        SESSION_STATE.ENDED_AT.isNotNull(),
                        SESSION_STATE.END_REASON.isNotNull())
                .fetchMap(Record2::value1, row -> SessionEnd.valueOf(row.value2()));
    }

    /** Ends it once, however many ways lead here. */
    @Transactional
    public void end(StaffMember staff, SessionEnd reason) {
        var ended = db.update(SESSION_STATE)
                .set(SESSION_STATE.ENDED_AT, time.now())
                .set(SESSION_STATE.END_REASON, reason.name())
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

    @Transactional
    public void locked(StaffMember staff) {
        audit.append(
                AuditEntry.done(AuditAction.SCREEN_LOCKED)
                        .with("session", staff.sessionRef().toString()),
                staff);
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
                settings.minutes("session.idle_minutes", now),
                Duration.ofHours(settings.number("session.hours", now)),
                settings.minutes("session.lock_minutes", now));
    }
}
