package jp.madoguchi.income;

import static jp.madoguchi.db.madoguchi.Tables.INCOME_CERTIFICATE;
import static jp.madoguchi.db.madoguchi.Tables.REVIEW_LEASE;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.when;

import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.operation.OwnRecords;
import jp.madoguchi.review.HeldByAnother;
import jp.madoguchi.review.Leases;
import jp.madoguchi.review.NoReasonGiven;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Records;
import org.jooq.SelectForUpdateStep;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The queue of income papers: by priority, then by age. "Next" takes the first free one as a lease, which nobody else gets
 * while the tab of the reviewer lives; what somebody has is taken over with a reason only, which they are told.
 */
@Service
@RolesAllowed(Permission.INCOME_DECIDE)
public class ReviewQueue {

    private static final int LISTED = 200;
    private static final Duration FRESH = Duration.ofDays(1);
    private static final Duration WAITING = Duration.ofDays(3);
    private static final List<String> REVIEWED =
            List.of(CertificateState.QUARANTINED.name(), CertificateState.READY.name());

    private final DSLContext db;
    private final Leases leases;
    private final CaseFiles files;
    private final Operations operations;
    private final Announcements announcements;
    private final DatabaseTime time;
    private final AuditLog audit;

    ReviewQueue(
            DSLContext db,
            Leases leases,
            CaseFiles files,
            Operations operations,
            Announcements announcements,
            DatabaseTime time,
            AuditLog audit) {
        this.db = db;
        this.leases = leases;
        this.files = files;
        this.operations = operations;
        this.announcements = announcements;
        this.time = time;
        this.audit = audit;
    }

    // Looking ---------------------------------------------------------------------------------------------------------

    /** Everything that waits, counted; the first 200 listed. Says nothing about persons. */
    @Transactional(readOnly = true)
    public QueueState look() {
        var now = time.now();
        var mine = leases.own(Leases.Desk.INCOME, now)
                .flatMap(lease -> lines(INCOME_CERTIFICATE.SENDING_REF.eq(lease.item()), now).stream()
                        .findFirst())
                .orElse(null);
        return new QueueState(now, groups(now), lines(trueCondition(), now), mine);
    }

    private List<QueueState.Group> groups(Instant now) {
        var kind = coalesce(INCOME_CERTIFICATE.KIND, inline("UNKNOWN")).as("kind");
        var age = when(INCOME_CERTIFICATE.RECEIVED_AT.gt(now.minus(FRESH)), inline(QueueState.Age.FRESH.name()))
                .when(INCOME_CERTIFICATE.RECEIVED_AT.gt(now.minus(WAITING)), inline(QueueState.Age.WAITING.name()))
                .otherwise(inline(QueueState.Age.OLD.name()));
        var each = select(kind, INCOME_CERTIFICATE.PRIORITY, age.as("age"))
                .from(INCOME_CERTIFICATE)
                .where(waiting())
                .asTable("each");
        var ageOfEach = each.field("age", String.class);
        return db.select(each.field(kind), each.field(INCOME_CERTIFICATE.PRIORITY), ageOfEach, count())
                .from(each)
                .groupBy(each.field(kind), each.field(INCOME_CERTIFICATE.PRIORITY), ageOfEach)
                .fetch(row -> new QueueState.Group(
                        row.value1(), row.value2(), QueueState.Age.valueOf(row.value3()), row.value4()));
    }

    private List<QueueLine> lines(Condition which, Instant now) {
        var other = INCOME_CERTIFICATE.as("other");
        Field<Integer> papers =
                field(selectCount().from(other).where(other.SENDING_REF.eq(INCOME_CERTIFICATE.SENDING_REF)));
        var unmasked = field(exists(selectOne()
                .from(other)
                .where(
                        other.SENDING_REF.eq(INCOME_CERTIFICATE.SENDING_REF),
                        other.STATE.eq(CertificateState.QUARANTINED.name()))));
        return db.select(
                        INCOME_CERTIFICATE.SENDING_REF,
                        INCOME_CERTIFICATE.KIND,
                        INCOME_CERTIFICATE.PRIORITY,
                        INCOME_CERTIFICATE.CHANNEL,
                        INCOME_CERTIFICATE.RECEIVED_AT,
                        papers,
                        unmasked,
                        REVIEW_LEASE.STAFF_NO,
                        Leases.HOLDER,
                        REVIEW_LEASE.UNTIL_AT)
                .from(INCOME_CERTIFICATE)
                .leftJoin(REVIEW_LEASE)
                .on(REVIEW_LEASE.ITEM_REF.eq(INCOME_CERTIFICATE.SENDING_REF), Leases.holds(now))
                .leftJoin(STAFF)
                .on(STAFF.STAFF_NO.eq(REVIEW_LEASE.STAFF_NO))
                .where(waiting(), OwnRecords.open(INCOME_CERTIFICATE.MEMBER_NO), which)
                .orderBy(INCOME_CERTIFICATE.PRIORITY, INCOME_CERTIFICATE.RECEIVED_AT, INCOME_CERTIFICATE.REF)
                .limit(LISTED)
                .fetch(Records.mapping(ReviewQueue::line));
    }

    private static QueueLine line(
            UUID sending,
            @Nullable String kind,
            Short priority,
            String channel,
            Instant receivedAt,
            Integer papers,
            Boolean unmasked,
            @Nullable StaffNo staffNo,
            @Nullable String name,
            @Nullable Instant until) {
        return new QueueLine(
                sending,
                kind == null ? null : CertificateKind.valueOf(kind),
                priority,
                channel,
                receivedAt,
                papers,
                unmasked,
                staffNo == null || name == null || until == null ? null : new QueueLine.Holder(staffNo, name, until));
    }

    /** The first paper of a sending of which none is still being made. */
    private static Condition waiting() {
        var other = INCOME_CERTIFICATE.as("earlier");
        return INCOME_CERTIFICATE
                .STATE
                .in(REVIEWED)
                .and(notExists(selectOne()
                        .from(other)
                        .where(
                                other.SENDING_REF.eq(INCOME_CERTIFICATE.SENDING_REF),
                                other.STATE
                                        .eq(CertificateState.WAITING.name())
                                        .or(other.STATE
                                                .in(REVIEWED)
                                                .and(row(other.RECEIVED_AT, other.REF)
                                                        .lt(row(
                                                                INCOME_CERTIFICATE.RECEIVED_AT,
                                                                INCOME_CERTIFICATE.REF)))))));
    }

    // Taking ----------------------------------------------------------------------------------------------------------

    /** What came of taking: the papers, or nothing. */
    record Taken(@Nullable UUID sending) {}

    /** The papers that the person has in front already, else the first free ones; empty when there are none. */
    @Transactional
    public Optional<UUID> next(OperationId id) {
        return Optional.ofNullable(operations
                .once(id, "income.ReviewQueue.next", Taken.class, () -> new Taken(takeNext(id)))
                .sending());
    }

    private @Nullable UUID takeNext(OperationId id) {
        var now = time.now();
        var own = leases.own(Leases.Desk.INCOME, now);
        if (own.isPresent()) {
            return own.get().item();
        }
        while (true) {
            var free = firstFree(now, INCOME_CERTIFICATE.SENDING_REF, INCOME_CERTIFICATE.MEMBER_NO)
                    .forUpdate()
                    .of(INCOME_CERTIFICATE)
                    .skipLocked()
                    .fetchOptional(Records.mapping(Free::new));
            if (free.isEmpty()) {
                return null;
            }
            var sending = free.get().sending();
            if (leases.open(Leases.Desk.INCOME, sending, free.get().memberNo(), now)) {
                enter(free.get().memberNo(), sending, id, null);
                return sending;
            }
            now = time.now();
        }
    }

    private record Free(UUID sending, MemberNo memberNo) {}

    /** The first paper of what would be taken next, if it is masked; nobody has it, and somebody else may be quicker. */
    @Transactional(readOnly = true)
    public Optional<UUID> following() {
        return firstFree(time.now(), INCOME_CERTIFICATE.REF, INCOME_CERTIFICATE.STATE)
                .fetchOptional()
                .filter(paper -> paper.value2().equals(CertificateState.READY.name()))
                .map(Record2::value1);
    }

    private <A, B> SelectForUpdateStep<Record2<A, B>> firstFree(Instant now, Field<A> one, Field<B> other) {
        return db.select(one, other)
                .from(INCOME_CERTIFICATE)
                .where(
                        waiting(),
                        OwnRecords.open(INCOME_CERTIFICATE.MEMBER_NO),
                        notExists(selectOne()
                                .from(REVIEW_LEASE)
                                .where(REVIEW_LEASE.ITEM_REF.eq(INCOME_CERTIFICATE.SENDING_REF), Leases.holds(now))))
                .orderBy(INCOME_CERTIFICATE.PRIORITY, INCOME_CERTIFICATE.RECEIVED_AT, INCOME_CERTIFICATE.REF)
                .limit(1);
    }

    /**
     * Takes certain papers that are free, or goes on with one's own.
     *
     * @throws NothingToReview when they are decided, withdrawn or not made yet
     * @throws HeldByAnother with who has them
     */
    @Transactional
    public UUID take(OperationId id, UUID sending) {
        return operations.once(id, "income.ReviewQueue.take", UUID.class, () -> {
            files.lock(sending);
            var now = time.now();
            var memberNo = leases.of(sending, now).map(Leases.Lease::memberNo).orElseGet(() -> requireWaiting(sending));
            if (leases.take(Leases.Desk.INCOME, sending, memberNo, now)) {
                enter(memberNo, sending, id, null);
            }
            return sending;
        });
    }

    /**
     * Takes what somebody else has; they read the reason on their screen.
     *
     * @param note in the taker's words, 200 code points at most
     * @throws NoReasonGiven without one
     */
    @Transactional
    public UUID takeOver(OperationId id, UUID sending, String note) {
        var reason = Leases.reason(note);
        return operations.once(id, "income.ReviewQueue.takeOver", UUID.class, () -> {
            files.lock(sending);
            var now = time.now();
            var memberNo = requireWaiting(sending);
            var former = leases.takeOver(Leases.Desk.INCOME, sending, memberNo, reason, now);
            enter(
                    memberNo,
                    sending,
                    id,
                    former.map(lease -> lease.staffNo().value()).orElse(null));
            announcements.tell(Announcements.Kind.INCOME);
            return sending;
        });
    }

    private MemberNo requireWaiting(UUID sending) {
        return db.select(INCOME_CERTIFICATE.MEMBER_NO)
                .from(INCOME_CERTIFICATE)
                .where(INCOME_CERTIFICATE.SENDING_REF.eq(sending), waiting())
                .fetchOptional(INCOME_CERTIFICATE.MEMBER_NO)
                .orElseThrow(NothingToReview::new);
    }

    // Keeping ---------------------------------------------------------------------------------------------------------

    /** The tab lives: the papers stay with the person; empty when they no longer are. */
    @Transactional
    public Optional<Instant> renew(UUID sending) {
        return leases.renew(sending, time.now());
    }

    /** Gives the papers back into the queue; what was typed stays for whoever takes them next. */
    @Transactional
    public void release(UUID sending) {
        leases.release(sending, time.now());
    }

    /** What was taken over from the person within a day, latest first. */
    @Transactional(readOnly = true)
    public List<Leases.TakenOver> takenFromMe() {
        return leases.takenFromMe(Leases.Desk.INCOME, time.now());
    }

    private void enter(MemberNo memberNo, UUID sending, OperationId id, @Nullable String takenFrom) {
        audit.append(AuditEntry.done(AuditAction.INCOME_REVIEW_TAKEN)
                .about(memberNo)
                .by(id)
                .with("sending", sending)
                .with("taken_from", takenFrom));
    }
}
