package jp.madoguchi.limit;

import static jp.madoguchi.db.madoguchi.Routines.limitPapersCame;
import static jp.madoguchi.db.madoguchi.Tables.APPROVAL;
import static jp.madoguchi.db.madoguchi.Tables.LIMIT_DECISION;
import static jp.madoguchi.db.madoguchi.Tables.LIMIT_REQUEST;
import static jp.madoguchi.db.madoguchi.Tables.REVIEW_LEASE;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.MemberLock;
import jp.madoguchi.operation.OwnRecords;
import jp.madoguchi.operation.Settings;
import jp.madoguchi.review.DeskItems;
import jp.madoguchi.review.DeskQueue;
import jp.madoguchi.review.Leases;
import jp.madoguchi.review.Leases.Desk;
import jp.madoguchi.review.Taking;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Records;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The queue of requests for a higher limit, worked off as the queue of income papers is: what was promised first comes first. */
@Service
@RolesAllowed(Permission.LIMIT_DECIDE)
public class LimitQueue implements DeskQueue, DeskItems {

    private static final int LISTED = 200;
    static final List<String> DECIDABLE =
            List.of(RequestState.OPEN.name(), RequestState.AT_MEMBER.name(), RequestState.HELD.name());
    private static final List<String> PROPOSALS = List.of(RaiseLimit.CODE, RaiseLimitHigh.CODE);

    private final DSLContext db;
    private final MemberLock memberLock;
    private final Leases leases;
    private final Settings settings;
    private final Taking taking;
    private final RequestStanding standing;
    private final DatabaseTime time;

    LimitQueue(
            DSLContext db,
            MemberLock memberLock,
            Leases leases,
            Settings settings,
            Taking taking,
            RequestStanding standing,
            DatabaseTime time) {
        this.db = db;
        this.memberLock = memberLock;
        this.leases = leases;
        this.settings = settings;
        this.taking = taking;
        this.standing = standing;
        this.time = time;
    }

    /** The first 200 requests that are not decided. */
    @Transactional(readOnly = true)
    public LimitQueueState look() {
        var now = time.now();
        var lines = db.select(
                        LIMIT_REQUEST.REF,
                        LIMIT_REQUEST.KIND.convertFrom(RequestKind::valueOf),
                        LIMIT_REQUEST.CHANNEL,
                        LIMIT_REQUEST.RECEIVED_AT,
                        LIMIT_REQUEST.PROMISED_BY,
                        LIMIT_REQUEST.STATE.convertFrom(RequestState::valueOf),
                        LIMIT_REQUEST.HELD_UNTIL,
                        LIMIT_REQUEST.ASKED_LIMIT,
                        field(proposed(now)),
                        papersCame(now),
                        waiting(),
                        Leases.HOLDER,
                        REVIEW_LEASE.UNTIL_AT)
                .from(LIMIT_REQUEST)
                .leftJoin(REVIEW_LEASE)
                .on(REVIEW_LEASE.ITEM_REF.eq(LIMIT_REQUEST.REF), Leases.holds(now))
                .leftJoin(STAFF)
                .on(STAFF.STAFF_NO.eq(REVIEW_LEASE.STAFF_NO))
                .where(undecided(now), OwnRecords.open(LIMIT_REQUEST.MEMBER_NO))
                .orderBy(LIMIT_REQUEST.PROMISED_BY, LIMIT_REQUEST.RECEIVED_AT, LIMIT_REQUEST.REF)
                .limit(LISTED)
                .fetch(Records.mapping(LimitQueueState.Line::new));
        return new LimitQueueState(
                now, Tokyo.date(now), lines, db.fetchCount(LIMIT_DECISION, LimitFigures.waiting(now)));
    }

    /** The latest decision of a request that is put aside or at the member. */
    private static Field<LimitQueueState.Waiting> waiting() {
        var reviewer = STAFF.as("reviewer");
        return field(select(row(
                                LIMIT_DECISION.REASONS.convertFrom(List::of),
                                concat(reviewer.FAMILY, inline(" "), reviewer.GIVEN),
                                LIMIT_DECISION.DECIDED_AT)
                        .mapping(LimitQueueState.Waiting::new))
                .from(LIMIT_DECISION)
                .join(reviewer)
                .on(reviewer.STAFF_NO.eq(LIMIT_DECISION.DECIDED_BY))
                .where(
                        LIMIT_DECISION.REQUEST_REF.eq(LIMIT_REQUEST.REF),
                        LIMIT_REQUEST.STATE.in(RequestState.HELD.name(), RequestState.AT_MEMBER.name()))
                .orderBy(LIMIT_DECISION.DECIDED_AT.desc())
                .limit(1));
    }

    private static Field<Boolean> papersCame(Instant now) {
        return limitPapersCame(LIMIT_REQUEST.REF, val(now, SQLDataType.INSTANT));
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

    @Override
    @Transactional
    public Optional<UUID> next(OperationId id) {
        return taking.next(id, "limit.LimitQueue.next", this);
    }

    @Override
    public Optional<Item> firstFree(Instant now) {
        return db.select(LIMIT_REQUEST.REF, LIMIT_REQUEST.MEMBER_NO)
                .from(LIMIT_REQUEST)
                .where(
                        undecided(now),
                        LIMIT_REQUEST
                                .STATE
                                .eq(RequestState.OPEN.name())
                                .or(LIMIT_REQUEST.HELD_UNTIL.le(today(now)))
                                .or(condition(papersCame(now))),
                        proposed(now).not(),
                        OwnRecords.open(LIMIT_REQUEST.MEMBER_NO),
                        notExists(selectOne()
                                .from(REVIEW_LEASE)
                                .where(REVIEW_LEASE.ITEM_REF.eq(LIMIT_REQUEST.REF), Leases.holds(now))))
                .orderBy(LIMIT_REQUEST.PROMISED_BY, LIMIT_REQUEST.RECEIVED_AT, LIMIT_REQUEST.REF)
                .limit(1)
                .fetchOptional(Records.mapping(Item::new));
    }

    private static LocalDate today(Instant now) {
        return Tokyo.date(now);
    }

    /** @throws LimitDecidedBefore when it is decided or withdrawn */
    @Override
    @Transactional
    public UUID take(OperationId id, UUID request) {
        return taking.take(id, "limit.LimitQueue.take", this, request);
    }

    @Override
    @Transactional
    public UUID takeOver(OperationId id, UUID request, String note) {
        return taking.takeOver(id, "limit.LimitQueue.takeOver", this, request, note);
    }

    @Override
    public MemberNo lock(UUID request) {
        db.select(LIMIT_REQUEST.MEMBER_NO)
                .from(LIMIT_REQUEST)
                .where(LIMIT_REQUEST.REF.eq(request))
                .fetchOptional(LIMIT_REQUEST.MEMBER_NO)
                .ifPresent(memberLock::take);
        return db.select(LIMIT_REQUEST.MEMBER_NO)
                .from(LIMIT_REQUEST)
                .where(LIMIT_REQUEST.REF.eq(request), undecided(time.now()))
                .fetchOptional(LIMIT_REQUEST.MEMBER_NO)
                .orElseThrow(() -> standing.over(request));
    }

    @Override
    @Transactional
    public Optional<Instant> renew(UUID request) {
        return taking.renew(request);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Leases.TakenOver> takenFromMe() {
        return leases.takenFromMe(Desk.LIMIT, time.now());
    }

    @Override
    public Desk desk() {
        return Desk.LIMIT;
    }

    @Override
    public Announcements.Kind kind() {
        return Announcements.Kind.LIMIT;
    }

    @Override
    public AuditAction taken() {
        return AuditAction.LIMIT_CASE_TAKEN;
    }
}
