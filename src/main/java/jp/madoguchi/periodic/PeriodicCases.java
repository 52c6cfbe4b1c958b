package jp.madoguchi.periodic;

import static jp.madoguchi.db.madoguchi.Routines.askCertificateInPeriodicReview;
import static jp.madoguchi.db.madoguchi.Routines.endPeriodicReview;
import static jp.madoguchi.db.madoguchi.Routines.findInPeriodicReview;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_NAME;
import static jp.madoguchi.db.madoguchi.Tables.PERIODIC_REVIEW;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.FreeText;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Yen;
import jp.madoguchi.lending.LimitLaw;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.MemberLock;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.periodic.PeriodicRefused.Why;
import jp.madoguchi.review.Leases;
import jp.madoguchi.review.NoLongerYours;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A review in front: what was found, and its end. A limit that the cap or a missing certificate no longer carries is lowered
 * to what they carry, or borrowing stops; anything else may be kept, with a reason.
 */
@Service
@RolesAllowed(Permission.LIMIT_DECIDE)
public class PeriodicCases {

    private static final int NOTE_LIMIT = 200;
    private static final long STEP = 10_000;
    private static final Set<String> CONCERNED = Set.of(
            "INCOME_CERTIFICATE",
            "BUREAU_ANSWER",
            "TOTAL_LENDING",
            "DELINQUENCY",
            "DEFAULT",
            "SELF_EXCLUSION",
            "LEGAL_STANDING");

    private final DSLContext db;
    private final MemberLock memberLock;
    private final Leases leases;
    private final PeriodicQueue queue;
    private final LimitLaw law;
    private final Operations operations;
    private final Announcements announcements;
    private final DatabaseTime time;
    private final AuditLog audit;

    PeriodicCases(
            DSLContext db,
            MemberLock memberLock,
            Leases leases,
            PeriodicQueue queue,
            LimitLaw law,
            Operations operations,
            Announcements announcements,
            DatabaseTime time,
            AuditLog audit) {
        this.db = db;
        this.memberLock = memberLock;
        this.leases = leases;
        this.queue = queue;
        this.law = law;
        this.operations = operations;
        this.announcements = announcements;
        this.time = time;
        this.audit = audit;
    }

    /**
     * Looks at the review with what is on file now, which may end it; the reading is recorded.
     *
     * @throws NoLongerYours when the person does not have it, or no longer
     */
    @Transactional
    public PeriodicCase read(UUID review) {
        leases.require(review, time.now());
        look(review);
        var now = time.now();
        var file = load(review, now);
        audit.append(AuditEntry.done(AuditAction.PERIODIC_REVIEW_READ)
                .about(file.memberNo())
                .with("review", review));
        return file;
    }

    /** Looks at a review once a bureau has answered; where nothing is found, or the contract is over, that ends it and is recorded so. */
    @Transactional
    public void look(UUID review) {
        stillOpen(review).ifPresent(memberNo -> {
            memberLock.take(memberNo);
            if (stillOpen(review).isEmpty()) {
                return;
            }
            db.select(findInPeriodicReview(
                            val(review), val(CurrentStaff.get().staffNo().value())))
                    .fetchSingle();
            db.select(PERIODIC_REVIEW.OUTCOME)
                    .from(PERIODIC_REVIEW)
                    .where(PERIODIC_REVIEW.REF.eq(review), PERIODIC_REVIEW.STATE.eq("ENDED"))
                    .fetchOptional(PERIODIC_REVIEW.OUTCOME)
                    .ifPresent(outcome -> audit.append(AuditEntry.done(AuditAction.PERIODIC_REVIEW_ENDED)
                            .about(memberNo)
                            .because(outcome)
                            .with("review", review)));
        });
    }

    private Optional<MemberNo> stillOpen(UUID review) {
        return db.select(PERIODIC_REVIEW.MEMBER_NO)
                .from(PERIODIC_REVIEW)
                .where(PERIODIC_REVIEW.REF.eq(review), PERIODIC_REVIEW.STATE.ne("ENDED"))
                .fetchOptional(PERIODIC_REVIEW.MEMBER_NO);
    }

    private PeriodicCase load(UUID review, Instant now) {
        return db.select(
                        PERIODIC_REVIEW.MEMBER_NO,
                        concat(MEMBER_NAME.FAMILY, inline(" "), MEMBER_NAME.GIVEN),
                        concat(MEMBER_NAME.FAMILY_KANA, inline(" "), MEMBER_NAME.GIVEN_KANA),
                        PERIODIC_REVIEW.KIND,
                        PERIODIC_REVIEW.MONTH,
                        PERIODIC_REVIEW.DUE_BY,
                        PERIODIC_REVIEW.ASKED_AT,
                        PERIODIC_REVIEW.ENDED_AT)
                .from(PERIODIC_REVIEW)
                .join(MEMBER_NAME)
                .on(
                        MEMBER_NAME.MEMBER_NO.eq(PERIODIC_REVIEW.MEMBER_NO),
                        MEMBER_NAME.KIND.eq("LEGAL"),
                        MEMBER_NAME.VALID_TO.isNull())
                .where(PERIODIC_REVIEW.REF.eq(review))
                .fetchOptional(row -> {
                    var facts = law.facts(row.value1(), now).orElseThrow(() -> new PeriodicRefused(Why.NOT_OPEN));
                    var limit = facts.creditLimit();
                    var apr = facts.apr();
                    if (limit == null || apr == null) {
                        throw new PeriodicRefused(Why.NOT_OPEN);
                    }
                    var judgement = law.judge(facts, new Yen(limit), apr, now);
                    return new PeriodicCase(
                            review,
                            row.value1(),
                            row.value2().strip(),
                            row.value3().strip(),
                            ReviewKind.valueOf(row.value4()),
                            row.value5(),
                            row.value6(),
                            row.value7(),
                            facts,
                            new Yen(limit),
                            judgement.findings().stream()
                                    .filter(finding -> CONCERNED.contains(finding.code()))
                                    .toList(),
                            new Yen(Math.max(0, Math.min(judgement.largest(), limit - STEP))),
                            judgement.fingerprint(),
                            row.value8() != null);
                })
                .orElseThrow(() -> new PeriodicRefused(Why.NOT_OPEN));
    }

    /**
     * Ends the review in front; a cut takes effect with it.
     *
     * @throws NoLongerYours when the person does not have it, or no longer
     * @throws PeriodicRefused ENDED_BEFORE, FACTS_CHANGED, NOT_CARRIED (kept or lowered to what the law does not carry),
     *     REASON_MISSING
     */
    @Transactional
    public void end(OperationId id, UUID review, PeriodicForm typed) {
        var note = FreeText.clean(typed.note(), NOTE_LIMIT);
        operations.once(id, "periodic.PeriodicCases.end", String.class, () -> {
            var lease = require(review);
            var now = time.now();
            var file = load(review, now);
            var limit = typed.limit();
            if (!file.fingerprint().equals(typed.fingerprint())) {
                throw new PeriodicRefused(Why.FACTS_CHANGED);
            }
            if (limit == null ? note == null : typed.reason() == null) {
                throw new PeriodicRefused(Why.REASON_MISSING);
            }
            if (limit == null
                    ? !file.mayBeKept()
                    : !limit.isZero() && (limit.compareTo(file.largest()) > 0 || limit.amount() % STEP != 0)) {
                throw new PeriodicRefused(Why.NOT_CARRIED);
            }
            var reason = typed.reason();
            var change = db.select(endPeriodicReview(
                            val(review),
                            val(lease.id()),
                            val(typed.outcome()),
                            val(limit == null ? null : limit.amount()),
                            val(reason == null || limit == null ? null : reason.name()),
                            val(note),
                            val(typed.fingerprint()),
                            val(lease.staffNo().value())))
                    .fetchSingle()
                    .value1();
            audit.append(AuditEntry.done(AuditAction.PERIODIC_REVIEW_ENDED)
                    .about(lease.memberNo())
                    .by(id)
                    .because(typed.outcome())
                    .with("review", review)
                    .with("change", change)
                    .with("limit", limit == null ? null : limit.amount()));
            announcements.tell(Announcements.Kind.PERIODIC);
            return typed.outcome();
        });
    }

    /**
     * Asks the member for a certificate; the review goes back into the queue.
     *
     * @throws NoLongerYours when the person does not have it, or no longer
     * @throws PeriodicRefused ENDED_BEFORE, NO_CERTIFICATE_NEEDED
     */
    @Transactional
    public void askCertificate(OperationId id, UUID review) {
        operations.once(id, "periodic.PeriodicCases.askCertificate", String.class, () -> {
            var lease = require(review);
            if (!load(review, time.now()).isOpen("INCOME_CERTIFICATE")) {
                throw new PeriodicRefused(Why.NO_CERTIFICATE_NEEDED);
            }
            askCertificateInPeriodicReview(
                    db.configuration(), review, lease.id(), lease.staffNo().value());
            audit.append(AuditEntry.done(AuditAction.PERIODIC_REVIEW_CERTIFICATE_ASKED)
                    .about(lease.memberNo())
                    .by(id)
                    .with("review", review));
            announcements.tell(Announcements.Kind.PERIODIC);
            return "DONE";
        });
    }

    private Leases.Lease require(UUID review) {
        var lease = leases.of(review, time.now()).filter(Leases.Lease::isOwn).orElseThrow(() -> lost(review));
        memberLock.take(lease.memberNo());
        queue.requireOpen(review);
        return leases.require(review, time.now());
    }

    private RuntimeException lost(UUID review) {
        queue.requireOpen(review);
        return new NoLongerYours();
    }
}
