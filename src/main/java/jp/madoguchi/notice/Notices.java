package jp.madoguchi.notice;

import static jp.madoguchi.db.madoguchi.Routines.decideNotice;
import static jp.madoguchi.db.madoguchi.Routines.sendNotice;
import static jp.madoguchi.db.madoguchi.Routines.updateNotice;
import static jp.madoguchi.db.madoguchi.Routines.withdrawNotice;
import static jp.madoguchi.db.madoguchi.Tables.NOTICE;
import static jp.madoguchi.db.madoguchi.Tables.NOTICE_UPDATE;
import static jp.madoguchi.db.madoguchi.Tables.NOTICE_VERSION;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static jp.madoguchi.notice.NoticeRows.SERVICES;
import static jp.madoguchi.notice.NoticeRows.UNTIL;
import static org.jooq.impl.DSL.val;

import jakarta.annotation.security.RolesAllowed;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.FreeText;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.notice.NoticeRefused.Why;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.FreshFactor;
import jp.madoguchi.operation.Operations;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Posts notices. One admin sends a version, another agrees, and only then members see it; an outage may be posted at once and is
 * confirmed afterwards. Updates and withdrawals take effect at once, because they make a notice true sooner. The functions of the
 * database guard all this; the words here only say sooner what they would refuse.
 */
@Service
@RolesAllowed(Permission.NOTICE_WRITE)
public class Notices {

    static final int REASON = 200;
    static final int STEP_WORDS = 500;

    private final DSLContext db;
    private final Operations operations;
    private final DatabaseTime time;
    private final Announcements announcements;
    private final AuditLog audit;
    private final FreshFactor fresh;

    Notices(
            DSLContext db,
            Operations operations,
            DatabaseTime time,
            Announcements announcements,
            AuditLog audit,
            FreshFactor fresh) {
        this.db = db;
        this.operations = operations;
        this.time = time;
        this.announcements = announcements;
        this.audit = audit;
        this.fresh = fresh;
    }

    /** A notice of this name, with nothing in it when there is none. */
    @Transactional(readOnly = true)
    public NoticeFile read(UUID notice) {
        var staff = STAFF;
        var row = db.select(NOTICE.fields())
                .select(SERVICES, UNTIL, NoticeRows.name(staff))
                .from(NOTICE)
                .leftJoin(staff)
                .on(staff.STAFF_NO.eq(NOTICE.WITHDRAWN_BY))
                .where(NOTICE.REF.eq(notice))
                .fetchOne();
        var published = row == null
                ? null
                : new NoticeFile.Published(
                        row.get(NOTICE.VERSION),
                        NoticeRows.published(row),
                        row.get(NOTICE.SHOWN_FROM),
                        row.get(UNTIL),
                        row.get(NOTICE.WITHDRAWN_AT),
                        row.get(NOTICE.WITHDRAWN_BY) == null ? null : row.get(NoticeRows.name(staff)),
                        row.get(NOTICE.WITHDRAWN_BECAUSE));
        var versions = NoticeRows.fetch(NoticeRows.versions(db)
                .where(NOTICE_VERSION.NOTICE_REF.eq(notice))
                .orderBy(NOTICE_VERSION.NUMBER.desc()));
        return new NoticeFile(notice, published, versions, updates(notice), time.now());
    }

    private List<NoticeFile.Update> updates(UUID notice) {
        return db
                .select(
                        NOTICE_UPDATE.KIND,
                        NOTICE_UPDATE.TEXT,
                        NOTICE_UPDATE.TEXT_EN,
                        NOTICE_UPDATE.AT,
                        NoticeRows.name(STAFF))
                .from(NOTICE_UPDATE)
                .join(STAFF)
                .on(STAFF.STAFF_NO.eq(NOTICE_UPDATE.STAFF_NO))
                .where(NOTICE_UPDATE.NOTICE_REF.eq(notice))
                .orderBy(NOTICE_UPDATE.ID)
                .fetch()
                .stream()
                .map(row -> new NoticeFile.Update(
                        NoticeStep.valueOf(row.value1()), row.value2(), row.value3(), row.value4(), row.value5()))
                .toList();
    }

    /**
     * Sends a version to a second admin; in an emergency members see it at once.
     *
     * @param notice name of the notice that it makes or changes
     * @param basedOn {@code notice.version} that was seen; 0 = it is new
     * @return name of the version
     * @throws NoticeRefused INCOMPLETE, CLOCKS, PAST_END, NO_EMERGENCY, WAITS_ALREADY, or CHANGED when the notice is not as it was seen
     */
    @Transactional
    public UUID send(OperationId id, UUID notice, int basedOn, NoticeForm typed, boolean emergency) {
        var form = typed.cleaned();
        return operations.once(id, "notice.Notices.send", UUID.class, () -> {
            var now = time.now();
            form.require(now, emergency);
            if (emergency) {
                requireFreshForAll(form.services());
            }
            if (db.fetchExists(
                    NOTICE_VERSION, NOTICE_VERSION.NOTICE_REF.eq(notice), NOTICE_VERSION.DECISION.isNull())) {
                throw new NoticeRefused(Why.WAITS_ALREADY);
            }
            var version = UUID.randomUUID();
            write(
                    sendNotice(
                            val(version),
                            val(notice),
                            val(basedOn),
                            val(form.kind().name()),
                            val(form.severity().name()),
                            val(form.services().stream().map(Enum::name).toArray(String[]::new)),
                            val(form.banks()),
                            val(form.title()),
                            val(form.body()),
                            val(form.toSay()),
                            val(form.titleEn()),
                            val(form.bodyEn()),
                            val(form.affectedFrom(), NOTICE.AFFECTED_FROM),
                            val(form.affectedTo(), NOTICE.AFFECTED_TO),
                            val(form.shownFrom() == null ? now : form.shownFrom(), NOTICE.SHOWN_FROM),
                            val(form.shownUntil(), NOTICE.SHOWN_UNTIL),
                            val(emergency),
                            me()),
                    AuditEntry.done(AuditAction.NOTICE_SENT)
                            .with("notice", notice)
                            .with("version", version)
                            .with("emergency", emergency));
            return version;
        });
    }

    /**
     * Agrees to a version of somebody else, which publishes it; of an emergency, which confirms it.
     *
     * @throws NoticeRefused OWN, or CHANGED when it does not wait or fits the notice no more
     * @throws jp.madoguchi.core.FactorNeeded for all services, unless the second factor was given a moment ago
     */
    @Transactional
    public UUID approve(OperationId id, UUID version) {
        return decide(id, "notice.Notices.approve", version, NoticeVersion.Decision.APPROVED, null);
    }

    /**
     * Refuses a version of somebody else; an emergency is withdrawn.
     *
     * @param note why, up to 200 characters
     * @throws NoticeRefused OWN, REASON_MISSING, or CHANGED when it does not wait
     */
    @Transactional
    public UUID refuse(OperationId id, UUID version, @Nullable String note) {
        var why = FreeText.clean(note, REASON);
        if (why == null) {
            throw new NoticeRefused(Why.REASON_MISSING);
        }
        return decide(id, "notice.Notices.refuse", version, NoticeVersion.Decision.REFUSED, why);
    }

    /**
     * Takes back a version of one's own that waits; members have never seen it.
     *
     * @throws NoticeRefused CHANGED when it does not wait, is somebody else's, or an emergency (which is withdrawn)
     */
    @Transactional
    public UUID takeBack(OperationId id, UUID version) {
        return decide(id, "notice.Notices.takeBack", version, NoticeVersion.Decision.TAKEN_BACK, null);
    }

    private UUID decide(
            OperationId id, String useCase, UUID version, NoticeVersion.Decision decision, @Nullable String note) {
        return operations.once(id, useCase, UUID.class, () -> {
            var maker = db.select(NOTICE_VERSION.MAKER)
                    .from(NOTICE_VERSION)
                    .where(NOTICE_VERSION.REF.eq(version))
                    .fetchOne(NOTICE_VERSION.MAKER);
            var own = CurrentStaff.get().staffNo().equals(maker);
            if (own && decision != NoticeVersion.Decision.TAKEN_BACK) {
                throw new NoticeRefused(Why.OWN);
            }
            if (decision == NoticeVersion.Decision.APPROVED) {
                requireFreshForAll(servicesOf(version));
            }
            write(
                    decideNotice(val(version), val(decision.name()), val(note), me()),
                    AuditEntry.done(AuditAction.NOTICE_DECIDED)
                            .because(decision.name())
                            .with("version", version));
            return version;
        });
    }

    /**
     * Tells how it goes on; RESTORED ends the time affected.
     *
     * @param text words for members, up to 500 characters
     * @param textEn null = readers of English get the Japanese ones
     * @throws NoticeRefused INCOMPLETE without words, CHANGED when nobody sees the notice or the step is over
     */
    @Transactional
    public UUID tell(OperationId id, UUID notice, NoticeStep step, @Nullable String text, @Nullable String textEn) {
        var words = FreeText.clean(text, STEP_WORDS);
        var english = FreeText.clean(textEn, STEP_WORDS);
        if (words == null) {
            throw new NoticeRefused(Why.INCOMPLETE);
        }
        return operations.once(id, "notice.Notices.tell", UUID.class, () -> {
            write(
                    updateNotice(val(notice), val(step.name()), val(words), val(english), me()),
                    AuditEntry.done(AuditAction.NOTICE_UPDATED)
                            .because(step.name())
                            .with("notice", notice));
            return notice;
        });
    }

    /**
     * Takes a notice back: from this moment on nobody sees it.
     *
     * @param reason for colleagues, up to 200 characters
     * @throws NoticeRefused REASON_MISSING, or CHANGED when it was taken back before
     */
    @Transactional
    public UUID withdraw(OperationId id, UUID notice, @Nullable String reason) {
        var why = FreeText.clean(reason, REASON);
        if (why == null) {
            throw new NoticeRefused(Why.REASON_MISSING);
        }
        return operations.once(id, "notice.Notices.withdraw", UUID.class, () -> {
            write(
                    withdrawNotice(val(notice), val(why), me()),
                    AuditEntry.done(AuditAction.NOTICE_WITHDRAWN).with("notice", notice));
            return notice;
        });
    }

    /** What touches every service is published with the second factor given a moment before. */
    private void requireFreshForAll(Collection<AffectedService> services) {
        if (services.size() == AffectedService.values().length) {
            fresh.require();
        }
    }

    private List<AffectedService> servicesOf(UUID version) {
        return db
                .select(NOTICE_VERSION.SERVICES)
                .from(NOTICE_VERSION)
                .where(NOTICE_VERSION.REF.eq(version))
                .fetchOptional(NOTICE_VERSION.SERVICES)
                .stream()
                .flatMap(Stream::of)
                .map(AffectedService::valueOf)
                .toList();
    }

    private void write(Field<UUID> function, AuditEntry entry) {
        GuardedWrite.ask(() -> db.select(function).fetchSingle());
        audit.append(entry);
        announcements.tell(Announcements.Kind.NOTICE);
    }

    private static Field<String> me() {
        return val(CurrentStaff.get().staffNo().value());
    }
}
