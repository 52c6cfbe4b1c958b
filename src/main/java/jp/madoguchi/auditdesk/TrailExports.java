package jp.madoguchi.auditdesk;

import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static jp.madoguchi.db.madoguchi.Tables.TRAIL_EXPORT;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.when;

import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.auditdesk.AuditDeskRefused.Why;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.FreeText;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.PlaceNo;
import jp.madoguchi.core.Sha256;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.db.madoguchi.tables.Staff;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.FreshFactor;
import jp.madoguchi.operation.Operations;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes entries of the trail out (操作ログの書き出し): one person asks and says what for, another who reads the same entries agrees, and the
 * first takes the file, once and within a day. Agreeing and taking want the second factor fresh.
 */
@Service
@RolesAllowed(Permission.AUDIT_READ)
public class TrailExports {

    /** Entries of one file at most. */
    public static final int MOST = 20_000;

    static final int REASON = 200;

    private static final Duration OPEN_FOR = Duration.ofHours(24);
    private static final Duration LISTED = Duration.ofDays(30);
    private static final Staff MAKER = STAFF.as("maker");
    private static final Staff CHECKER = STAFF.as("checker");

    private final DSLContext db;
    private final TrailSearch trail;
    private final Operations operations;
    private final DatabaseTime time;
    private final FreshFactor fresh;
    private final Announcements announcements;
    private final AuditLog audit;

    TrailExports(
            DSLContext db,
            TrailSearch trail,
            Operations operations,
            DatabaseTime time,
            FreshFactor fresh,
            Announcements announcements,
            AuditLog audit) {
        this.db = db;
        this.trail = trail;
        this.operations = operations;
        this.time = time;
        this.fresh = fresh;
        this.announcements = announcements;
        this.audit = audit;
    }

    /**
     * One that was asked for.
     *
     * @param filter as the address of the search says
     * @param own whether the reader asked for it
     * @param open whether its day is not over
     */
    public record Export(
            UUID ref,
            String filter,
            String reason,
            String makerName,
            Instant madeAt,
            Instant expiresAt,
            @Nullable String decision,
            @Nullable String checkerName,
            @Nullable Instant takenAt,
            @Nullable Integer entries,
            boolean own,
            boolean open) {

        /** Whether the reader may decide it now. */
        public boolean isToDecide() {
            return open && !own && decision == null;
        }

        /** Whether the reader may take the file now. */
        public boolean isToTake() {
            return open && own && "APPROVED".equals(decision) && takenAt == null;
        }
    }

    /** Those of 30 days that the reader asked for or may decide, the latest first. */
    @Transactional(readOnly = true)
    public List<Export> list() {
        var me = CurrentStaff.get().staffNo();
        var now = time.now();
        return db.select(
                        TRAIL_EXPORT.REF,
                        TRAIL_EXPORT.FILTER,
                        TRAIL_EXPORT.REASON,
                        concat(MAKER.FAMILY, inline(" "), MAKER.GIVEN),
                        TRAIL_EXPORT.MADE_AT,
                        TRAIL_EXPORT.EXPIRES_AT,
                        TRAIL_EXPORT.DECISION,
                        when(CHECKER.STAFF_NO.isNotNull(), concat(CHECKER.FAMILY, inline(" "), CHECKER.GIVEN)),
                        TRAIL_EXPORT.TAKEN_AT,
                        TRAIL_EXPORT.ENTRIES,
                        TRAIL_EXPORT.MAKER.convertFrom(me::equals),
                        TRAIL_EXPORT.EXPIRES_AT.convertFrom(now::isBefore))
                .from(TRAIL_EXPORT)
                .join(MAKER)
                .on(MAKER.STAFF_NO.eq(TRAIL_EXPORT.MAKER))
                .leftJoin(CHECKER)
                .on(CHECKER.STAFF_NO.eq(TRAIL_EXPORT.CHECKER))
                .where(
                        TRAIL_EXPORT.MADE_AT.gt(now.minus(LISTED)),
                        TRAIL_EXPORT.MAKER.eq(me).or(decidable()))
                .orderBy(TRAIL_EXPORT.MADE_AT.desc(), TRAIL_EXPORT.REF)
                .fetch(mapping(Export::new));
    }

    /**
     * Asks for the entries that a filter finds among those that the person may read.
     *
     * @throws AuditDeskRefused REASON_MISSING, or TOO_MANY when there are more than {@link #MOST}
     */
    @Transactional
    public UUID request(OperationId id, TrailFilter filter, @Nullable String reason) {
        var why = FreeText.clean(reason, REASON);
        if (why == null) {
            throw new AuditDeskRefused(Why.REASON_MISSING);
        }
        return operations.once(id, "auditdesk.TrailExports.request", UUID.class, () -> {
            var place = TrailSearch.everywhere()
                    ? null
                    : CurrentStaff.get().requireWorkplace().placeNo();
            var entries = trail.count(filter, place, MOST + 1);
            if (entries > MOST) {
                throw new AuditDeskRefused(Why.TOO_MANY, MOST);
            }
            var ref = UUID.randomUUID();
            db.insertInto(TRAIL_EXPORT)
                    .set(TRAIL_EXPORT.REF, ref)
                    .set(TRAIL_EXPORT.FILTER, filter.query())
                    .set(TRAIL_EXPORT.PLACE_NO, place)
                    .set(TRAIL_EXPORT.REASON, why)
                    .set(TRAIL_EXPORT.MAKER, CurrentStaff.get().staffNo())
                    .set(TRAIL_EXPORT.EXPIRES_AT, time.now().plus(OPEN_FOR))
                    .execute();
            audit.append(AuditEntry.done(AuditAction.TRAIL_EXPORT_REQUESTED)
                    .about(filter.member())
                    .by(id)
                    .with("export", ref)
                    .with("filter", filter.query())
                    .with("entries", entries));
            announcements.tell(Announcements.Kind.AUDIT);
            return ref;
        });
    }

    /**
     * Agrees or refuses, once, as somebody other than who asked.
     *
     * @throws AuditDeskRefused OWN, or NOT_WAITING when it is decided, over, or not of what the person reads
     * @throws jp.madoguchi.core.FactorNeeded unless the second factor was given a moment ago
     */
    @Transactional
    public String decide(OperationId id, UUID ref, boolean agreed) {
        return operations.once(id, "auditdesk.TrailExports.decide", String.class, () -> {
            fresh.require();
            var staff = CurrentStaff.get().staffNo();
            var maker = maker(ref, decidable());
            if (staff.equals(maker)) {
                throw new AuditDeskRefused(Why.OWN);
            }
            var now = time.now();
            var decision = agreed ? "APPROVED" : "REFUSED";
            var done = db.update(TRAIL_EXPORT)
                    .set(TRAIL_EXPORT.DECISION, decision)
                    .set(TRAIL_EXPORT.CHECKER, staff)
                    .set(TRAIL_EXPORT.DECIDED_AT, now)
                    .where(TRAIL_EXPORT.REF.eq(ref), TRAIL_EXPORT.DECISION.isNull(), TRAIL_EXPORT.EXPIRES_AT.gt(now))
                    .execute();
            if (done == 0) {
                throw new AuditDeskRefused(Why.NOT_WAITING);
            }
            audit.append(AuditEntry.done(AuditAction.TRAIL_EXPORT_DECIDED)
                    .because(decision)
                    .by(id)
                    .with("export", ref)
                    .with("maker", maker.value()));
            announcements.tell(Announcements.Kind.AUDIT);
            return decision;
        });
    }

    /**
     * Whether the person may take the file now.
     *
     * @throws jp.madoguchi.core.FactorNeeded unless the second factor was given a moment ago
     */
    @Transactional(readOnly = true)
    public boolean ready(UUID ref) {
        fresh.require();
        return db.fetchExists(TRAIL_EXPORT, takable(ref, time.now()));
    }

    /**
     * The file, once, for who asked: the entries as they stand now, oldest first.
     *
     * @throws AuditDeskRefused NOT_WAITING when nobody agreed, the day is over, or it was taken before
     * @throws jp.madoguchi.core.FactorNeeded unless the second factor was given a moment ago
     */
    @Transactional
    public byte[] take(UUID ref) {
        fresh.require();
        var now = time.now();
        var asked = db.select(TRAIL_EXPORT.FILTER, TRAIL_EXPORT.PLACE_NO)
                .from(TRAIL_EXPORT)
                .where(takable(ref, now))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new AuditDeskRefused(Why.NOT_WAITING));
        var filter = TrailFilter.ofQuery(asked.value1(), Tokyo.date(now));
        var lines = trail.all(filter, asked.value2(), MOST);
        var file = TrailCsv.of(lines);
        var digest = HexFormat.of().formatHex(Sha256.of(file));
        db.update(TRAIL_EXPORT)
                .set(TRAIL_EXPORT.TAKEN_AT, now)
                .set(TRAIL_EXPORT.ENTRIES, lines.size())
                .set(TRAIL_EXPORT.DIGEST, digest)
                .where(TRAIL_EXPORT.REF.eq(ref))
                .execute();
        audit.append(AuditEntry.done(AuditAction.TRAIL_EXPORTED)
                .about(filter.member())
                .with("export", ref)
                .with("filter", filter.query())
                .with("entries", lines.size())
                .with("digest", digest));
        announcements.tell(Announcements.Kind.AUDIT);
        return file;
    }

    private StaffNo maker(UUID ref, Condition which) {
        return db.select(TRAIL_EXPORT.MAKER)
                .from(TRAIL_EXPORT)
                .where(TRAIL_EXPORT.REF.eq(ref), which)
                .fetchOptional(TRAIL_EXPORT.MAKER)
                .orElseThrow(() -> new AuditDeskRefused(Why.NOT_WAITING));
    }

    private static Condition takable(UUID ref, Instant now) {
        return TRAIL_EXPORT
                .REF
                .eq(ref)
                .and(TRAIL_EXPORT.MAKER.eq(CurrentStaff.get().staffNo()))
                .and(TRAIL_EXPORT.DECISION.eq("APPROVED"))
                .and(TRAIL_EXPORT.TAKEN_AT.isNull())
                .and(TRAIL_EXPORT.EXPIRES_AT.gt(now));
    }

    /** The second person reads the same entries: an auditor all, a supervisor those of the own place. */
    private static Condition decidable() {
        if (TrailSearch.everywhere()) {
            return noCondition();
        }
        var place = CurrentStaff.get().workplace();
        PlaceNo own = place == null ? null : place.placeNo();
        return own == null ? falseCondition() : TRAIL_EXPORT.PLACE_NO.eq(own);
    }
}
