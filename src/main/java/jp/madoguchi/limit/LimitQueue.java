package jp.madoguchi.limit;

import static jp.madoguchi.db.madoguchi.Tables.APPROVAL;
import static jp.madoguchi.db.madoguchi.Tables.LIMIT_REQUEST;
import static jp.madoguchi.db.madoguchi.Tables.REVIEW_LEASE;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.limit.LimitRefused.Why;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.MemberLock;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.operation.Settings;
import jp.madoguchi.review.HeldByAnother;
import jp.madoguchi.review.Leases;
import jp.madoguchi.review.Leases.Desk;
import jp.madoguchi.review.NoReasonGiven;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The queue of requests for a higher limit, worked off as the queue of income papers is: what was promised first comes first. */
@Service
@RolesAllowed(Permission.LIMIT_DECIDE)
public class LimitQueue {

    private static final int LISTED = 200;
    private static final List<String> DECIDABLE =
            List.of(RequestState.OPEN.name(), RequestState.AT_MEMBER.name(), RequestState.HELD.name());
    private static final List<String> PROPOSALS = List.of(RaiseLimit.CODE, RaiseLimitHigh.CODE);

    private final DSLContext db;
    private final MemberLock memberLock;
    private final Leases leases;
    private final Settings settings;
    private final Operations operations;
    private final Announcements announcements;
    private final DatabaseTime time;
    private final AuditLog audit;

    LimitQueue(
            DSLContext db,
            MemberLock memberLock,
            Leases leases,
            Settings settings,
            Operations operations,
            Announcements announcements,
            DatabaseTime time,
            AuditLog audit) {
        this.db = db;
        this.memberLock = memberLock;
        this.leases = leases;
        this.settings = settings;
        this.operations = operations;
        this.announcements = announcements;
        this.time = time;
        this.audit = audit;
    }

    /** The first 200 requests that are not decided. */
    @Transactional(readOnly = true)
    public LimitQueueState look() {
        var now = time.now();
        var lines = db.select(
                        LIMIT_REQUEST.REF,
                        LIMIT_REQUEST.MEMBER_NO,
                        LIMIT_REQUEST.CHANNEL,
                        LIMIT_REQUEST.RECEIVED_AT,
                        LIMIT_REQUEST.PROMISED_BY,
                        LIMIT_REQUEST.STATE.convertFrom(RequestState::valueOf),
                        LIMIT_REQUEST.HELD_UNTIL,
                        LIMIT_REQUEST.ASKED_LIMIT,
                        field(proposed(now)),
                        Leases.HOLDER,
                        REVIEW_LEASE.UNTIL_AT)
                .from(LIMIT_REQUEST)
                .leftJoin(REVIEW_LEASE)
                .on(REVIEW_LEASE.ITEM_REF.eq(LIMIT_REQUEST.REF), Leases.holds(now))
                .leftJoin(STAFF)
                .on(STAFF.STAFF_NO.eq(REVIEW_LEASE.STAFF_NO))
                .where(undecided(now))
                .orderBy(LIMIT_REQUEST.PROMISED_BY, LIMIT_REQUEST.RECEIVED_AT, LIMIT_REQUEST.REF)
                .limit(LISTED)
                .fetch(Records.mapping(LimitQueueState.Line::new));
        return new LimitQueueState(now, Tokyo.date(now), lines);
    }

    private Condition undecided(Instant now) {
        return LIMIT_REQUEST
                .STATE
                .in(DECIDABLE)
                .and(LIMIT_REQUEST.ENDED_AT.isNull())
                .and(LIMIT_REQUEST.RECEIVED_AT.gt(
                        Tokyo.startOf(Tokyo.date(now).minusDays(settings.number("limit.request_days", now)))));
    }

    /** A proposal that waits for its second person. */
    static Condition proposed(Instant now) {
        return exists(selectOne()
                .from(APPROVAL)
                .where(
                        APPROVAL.MEMBER_NO.eq(LIMIT_REQUEST.MEMBER_NO),
                        APPROVAL.OPERATION.in(PROPOSALS),
                        APPROVAL.DECISION.isNull(),
                        APPROVAL.EXPIRES_AT.gt(now)));
    }

    /** What came of taking: a request, or nothing. */
    record Taken(@Nullable UUID request) {}

    /** The request that the person has in front already, else the first free one that waits for nobody else; empty = none. */
    @Transactional
    public Optional<UUID> next(OperationId id) {
        return Optional.ofNullable(operations
                .once(id, "limit.LimitQueue.next", Taken.class, () -> new Taken(takeNext(id)))
                .request());
    }

    private record Free(UUID request, MemberNo memberNo) {}

    private @Nullable UUID takeNext(OperationId id) {
        var now = time.now();
        var own = leases.own(Desk.LIMIT, now);
        if (own.isPresent()) {
            return own.get().item();
        }
        while (true) {
            var free = firstFree(now).orElse(null);
            if (free == null) {
                return null;
            }
            if (leases.open(Desk.LIMIT, free.request(), free.memberNo(), now)) {
                enter(free.memberNo(), free.request(), id, null);
                return free.request();
            }
            now = time.now();
        }
    }

    private Optional<Free> firstFree(Instant now) {
        return db.select(LIMIT_REQUEST.REF, LIMIT_REQUEST.MEMBER_NO)
                .from(LIMIT_REQUEST)
                .where(
                        undecided(now),
                        LIMIT_REQUEST.STATE.eq(RequestState.OPEN.name()).or(LIMIT_REQUEST.HELD_UNTIL.le(today(now))),
                        proposed(now).not(),
                        notExists(selectOne()
                                .from(REVIEW_LEASE)
                                .where(REVIEW_LEASE.ITEM_REF.eq(LIMIT_REQUEST.REF), Leases.holds(now))))
                .orderBy(LIMIT_REQUEST.PROMISED_BY, LIMIT_REQUEST.RECEIVED_AT, LIMIT_REQUEST.REF)
                .limit(1)
                .fetchOptional(Records.mapping(Free::new));
    }

    private static LocalDate today(Instant now) {
        return Tokyo.date(now);
    }

    /**
     * Takes a certain request that is free, or goes on with one's own.
     *
     * @throws LimitRefused NOT_OPEN when it is decided, withdrawn or gone
     * @throws HeldByAnother with who has it
     */
    @Transactional
    public UUID take(OperationId id, UUID request) {
        return operations.once(id, "limit.LimitQueue.take", UUID.class, () -> {
            var memberNo = lock(request);
            if (leases.take(Desk.LIMIT, request, memberNo, time.now())) {
                enter(memberNo, request, id, null);
            }
            return request;
        });
    }

    /**
     * Takes what somebody else has; they read the reason on their screen.
     *
     * @throws NoReasonGiven without one
     */
    @Transactional
    public UUID takeOver(OperationId id, UUID request, String note) {
        var reason = Leases.reason(note);
        return operations.once(id, "limit.LimitQueue.takeOver", UUID.class, () -> {
            var memberNo = lock(request);
            var former = leases.takeOver(Desk.LIMIT, request, memberNo, reason, time.now());
            enter(
                    memberNo,
                    request,
                    id,
                    former.map(lease -> lease.staffNo().value()).orElse(null));
            announcements.tell(Announcements.Kind.LIMIT);
            return request;
        });
    }

    /** Waits for whoever takes, decides or withdraws it now; held to the end of the transaction. */
    private MemberNo lock(UUID request) {
        db.select(LIMIT_REQUEST.MEMBER_NO)
                .from(LIMIT_REQUEST)
                .where(LIMIT_REQUEST.REF.eq(request))
                .fetchOptional(LIMIT_REQUEST.MEMBER_NO)
                .ifPresent(memberLock::take);
        return db.select(LIMIT_REQUEST.MEMBER_NO)
                .from(LIMIT_REQUEST)
                .where(LIMIT_REQUEST.REF.eq(request), undecided(time.now()))
                .fetchOptional(LIMIT_REQUEST.MEMBER_NO)
                .orElseThrow(() -> new LimitRefused(Why.NOT_OPEN));
    }

    /** The tab lives: the request stays with the person; empty when it no longer is. */
    @Transactional
    public Optional<Instant> renew(UUID request) {
        return leases.renew(request, time.now());
    }

    /** Gives the request back into the queue. */
    @Transactional
    public void release(UUID request) {
        leases.release(request, time.now());
    }

    /** What was taken over from the person within a day, latest first. */
    @Transactional(readOnly = true)
    public List<Leases.TakenOver> takenFromMe() {
        return leases.takenFromMe(Desk.LIMIT, time.now());
    }

    private void enter(MemberNo memberNo, UUID request, OperationId id, @Nullable String takenFrom) {
        audit.append(AuditEntry.done(AuditAction.LIMIT_CASE_TAKEN)
                .about(memberNo)
                .by(id)
                .with("request", request)
                .with("taken_from", takenFrom));
    }
}
