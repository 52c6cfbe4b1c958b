package jp.madoguchi.periodic;

import static jp.madoguchi.db.madoguchi.Tables.PERIODIC_REVIEW;
import static jp.madoguchi.db.madoguchi.Tables.REVIEW_LEASE;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
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
import jp.madoguchi.periodic.PeriodicRefused.Why;
import jp.madoguchi.review.DeskItems;
import jp.madoguchi.review.DeskQueue;
import jp.madoguchi.review.Leases;
import jp.madoguchi.review.Leases.Desk;
import jp.madoguchi.review.Taking;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The reviews in which the bureau's answer showed something, worked off like the requests for a higher limit. */
@Service
@RolesAllowed(Permission.LIMIT_DECIDE)
public class PeriodicQueue implements DeskQueue, DeskItems {

    private static final int LISTED = 200;
    private static final String AT_REVIEW = "AT_REVIEW";

    private final DSLContext db;
    private final MemberLock memberLock;
    private final Leases leases;
    private final Taking taking;
    private final DatabaseTime time;

    PeriodicQueue(DSLContext db, MemberLock memberLock, Leases leases, Taking taking, DatabaseTime time) {
        this.db = db;
        this.memberLock = memberLock;
        this.leases = leases;
        this.taking = taking;
        this.time = time;
    }

    @Transactional(readOnly = true)
    public PeriodicQueueState look() {
        var now = time.now();
        var due = db.select(count(), min(PERIODIC_REVIEW.DUE_BY))
                .from(PERIODIC_REVIEW)
                .where(PERIODIC_REVIEW.STATE.eq("DUE"))
                .fetchSingle();
        var lines = db.select(
                        PERIODIC_REVIEW.REF,
                        PERIODIC_REVIEW.KIND.convertFrom(ReviewKind::valueOf),
                        PERIODIC_REVIEW.MONTH,
                        PERIODIC_REVIEW.DUE_BY,
                        PERIODIC_REVIEW.FINDINGS.convertFrom(List::of),
                        PERIODIC_REVIEW.ASKED_AT,
                        Leases.HOLDER,
                        REVIEW_LEASE.UNTIL_AT)
                .from(PERIODIC_REVIEW)
                .leftJoin(REVIEW_LEASE)
                .on(REVIEW_LEASE.ITEM_REF.eq(PERIODIC_REVIEW.REF), Leases.holds(now))
                .leftJoin(STAFF)
                .on(STAFF.STAFF_NO.eq(REVIEW_LEASE.STAFF_NO))
                .where(PERIODIC_REVIEW.STATE.eq(AT_REVIEW), OwnRecords.open(PERIODIC_REVIEW.MEMBER_NO))
                .orderBy(PERIODIC_REVIEW.DUE_BY, PERIODIC_REVIEW.REF)
                .limit(LISTED)
                .fetch(Records.mapping(PeriodicQueueState.Line::new));
        var atReview = lines.size() < LISTED
                ? lines.size()
                : db.fetchCount(PERIODIC_REVIEW, PERIODIC_REVIEW.STATE.eq(AT_REVIEW));
        return new PeriodicQueueState(now, Tokyo.date(now), due.value1(), due.value2(), atReview, lines);
    }

    @Override
    @Transactional
    public Optional<UUID> next(OperationId id) {
        return taking.next(id, "periodic.PeriodicQueue.next", this);
    }

    /** @throws PeriodicRefused ENDED_BEFORE, NOT_OPEN */
    @Override
    @Transactional
    public UUID take(OperationId id, UUID review) {
        return taking.take(id, "periodic.PeriodicQueue.take", this, review);
    }

    @Override
    @Transactional
    public UUID takeOver(OperationId id, UUID review, String note) {
        return taking.takeOver(id, "periodic.PeriodicQueue.takeOver", this, review, note);
    }

    @Override
    @Transactional
    public Optional<Instant> renew(UUID review) {
        return taking.renew(review);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Leases.TakenOver> takenFromMe() {
        return leases.takenFromMe(Desk.PERIODIC, time.now());
    }

    /** Reviews that wait for a certificate come last. */
    @Override
    public Optional<Item> firstFree(Instant now) {
        return db.select(PERIODIC_REVIEW.REF, PERIODIC_REVIEW.MEMBER_NO)
                .from(PERIODIC_REVIEW)
                .where(
                        PERIODIC_REVIEW.STATE.eq(AT_REVIEW),
                        OwnRecords.open(PERIODIC_REVIEW.MEMBER_NO),
                        notExists(selectOne()
                                .from(REVIEW_LEASE)
                                .where(REVIEW_LEASE.ITEM_REF.eq(PERIODIC_REVIEW.REF), Leases.holds(now))))
                .orderBy(PERIODIC_REVIEW.ASKED_AT.asc().nullsFirst(), PERIODIC_REVIEW.DUE_BY, PERIODIC_REVIEW.REF)
                .limit(1)
                .fetchOptional(Records.mapping(Item::new));
    }

    @Override
    public MemberNo lock(UUID review) {
        var memberNo = db.select(PERIODIC_REVIEW.MEMBER_NO)
                .from(PERIODIC_REVIEW)
                .where(PERIODIC_REVIEW.REF.eq(review))
                .fetchOptional(PERIODIC_REVIEW.MEMBER_NO)
                .orElseThrow(() -> new PeriodicRefused(Why.NOT_OPEN));
        memberLock.take(memberNo);
        requireOpen(review);
        return memberNo;
    }

    void requireOpen(UUID review) {
        var row = db.select(PERIODIC_REVIEW.STATE, Leases.HOLDER, PERIODIC_REVIEW.ENDED_AT, PERIODIC_REVIEW.OUTCOME)
                .from(PERIODIC_REVIEW)
                .leftJoin(STAFF)
                .on(STAFF.STAFF_NO.eq(PERIODIC_REVIEW.ENDED_BY))
                .where(PERIODIC_REVIEW.REF.eq(review))
                .fetchOptional()
                .orElseThrow(() -> new PeriodicRefused(Why.NOT_OPEN));
        if (row.value3() != null) {
            throw PeriodicRefused.ended(row.value2(), row.value3(), row.value4());
        }
        if (!row.value1().equals(AT_REVIEW)) {
            throw new PeriodicRefused(Why.NOT_OPEN);
        }
    }

    @Override
    public Desk desk() {
        return Desk.PERIODIC;
    }

    @Override
    public Announcements.Kind kind() {
        return Announcements.Kind.PERIODIC;
    }

    @Override
    public AuditAction taken() {
        return AuditAction.PERIODIC_REVIEW_TAKEN;
    }
}
