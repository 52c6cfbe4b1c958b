package jp.madoguchi.limit;

import static jp.madoguchi.db.madoguchi.Tables.LIMIT_REQUEST;
import static org.jooq.impl.DSL.selectOne;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.contract.Reckonings;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.FreeText;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.core.Yen;
import jp.madoguchi.lending.LimitFacts;
import jp.madoguchi.lending.LimitFinding;
import jp.madoguchi.lending.LimitJudgement.Authority;
import jp.madoguchi.lending.LimitLaw;
import jp.madoguchi.limit.LimitRefused.Why;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.MemberLock;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Reason;
import jp.madoguchi.review.Leases;
import jp.madoguchi.review.NoLongerYours;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides the request in front: approves it as asked or lower, declines it, asks for papers, puts it aside. An approval is bound
 * to the facts that were seen and to all findings being in order; above the reviewer's own amount it becomes a proposal that a
 * second person agrees to (DOMAIN, decisions).
 */
@Service
@RolesAllowed(Permission.LIMIT_DECIDE)
public class LimitDecisions {

    private static final int NOTE_LIMIT = 200;

    private final DSLContext db;
    private final MemberLock memberLock;
    private final Leases leases;
    private final RequestStanding standing;
    private final LimitLaw law;
    private final Reckonings reckonings;
    private final LimitDeciding deciding;
    private final Approvals approvals;
    private final Operations operations;
    private final Announcements announcements;
    private final DatabaseTime time;

    LimitDecisions(
            DSLContext db,
            MemberLock memberLock,
            Leases leases,
            RequestStanding standing,
            LimitLaw law,
            Reckonings reckonings,
            LimitDeciding deciding,
            Approvals approvals,
            Operations operations,
            Announcements announcements,
            DatabaseTime time) {
        this.db = db;
        this.memberLock = memberLock;
        this.leases = leases;
        this.standing = standing;
        this.law = law;
        this.reckonings = reckonings;
        this.deciding = deciding;
        this.approvals = approvals;
        this.operations = operations;
        this.announcements = announcements;
        this.time = time;
    }

    /**
     * @throws NoLongerYours when the person does not have the request
     * @throws LimitDecidedBefore when somebody was quicker
     * @throws LimitRefused NOT_OPEN, FACTS_CHANGED, NOT_CARRIED (a finding is open or failed, or it is more than was asked),
     *     REASON_MISSING (also a day that has come), SECOND_PERSON_ASKED
     */
    @Transactional
    public LimitDecided decide(OperationId id, UUID request, LimitForm typed) {
        var form = new LimitForm(
                typed.outcome(),
                typed.limit(),
                typed.apr(),
                typed.reasons(),
                FreeText.clean(typed.note(), NOTE_LIMIT),
                typed.heldUntil(),
                typed.fingerprint());
        return operations.once(id, "limit.LimitDecisions.decide", LimitDecided.class, () -> {
            memberLock.take(own(request, time.now()).memberNo());
            var now = time.now();
            var lease = own(request, now);
            if (!isUndecided(request)) {
                throw standing.over(request);
            }
            if (db.fetchExists(
                    selectOne().from(LIMIT_REQUEST).where(LIMIT_REQUEST.REF.eq(request), LimitQueue.proposed(now)))) {
                throw new LimitRefused(Why.SECOND_PERSON_ASKED);
            }
            var facts = standing.facts(request, lease.memberNo(), now);
            return form.outcome() == LimitForm.Outcome.APPROVED
                    ? approve(id, lease, facts, form, now)
                    : turnDown(lease, facts, form, now);
        });
    }

    private boolean isUndecided(UUID request) {
        return db.fetchExists(
                LIMIT_REQUEST, LIMIT_REQUEST.REF.eq(request), LIMIT_REQUEST.STATE.in(LimitQueue.DECIDABLE));
    }

    private Leases.Lease own(UUID request, Instant now) {
        return leases.of(request, now)
                .filter(Leases.Lease::isOwn)
                .orElseThrow(() -> isUndecided(request) ? new NoLongerYours() : standing.over(request));
    }

    private LimitDecided turnDown(Leases.Lease lease, LimitFacts facts, LimitForm form, Instant now) {
        var heldUntil = form.heldUntil();
        if (form.reasons().isEmpty()
                || (form.outcome() == LimitForm.Outcome.HELD)
                        != (heldUntil != null && heldUntil.isAfter(Tokyo.date(now)))) {
            throw new LimitRefused(Why.REASON_MISSING);
        }
        if (!law.judge(facts, new Yen(1), LimitCases.aprOf(facts), now)
                .fingerprint()
                .equals(form.fingerprint())) {
            throw new LimitRefused(Why.FACTS_CHANGED);
        }
        return deciding.turnDown(form, lease.item(), lease.memberNo(), lease.staffNo(), lease.id(), now);
    }

    private LimitDecided approve(OperationId id, Leases.Lease lease, LimitFacts facts, LimitForm form, Instant now) {
        var limit = form.limit();
        var apr = form.apr();
        if (limit == null || apr == null) {
            throw new LimitRefused(Why.NOT_CARRIED);
        }
        var judgement = law.judge(facts, limit, apr, now);
        if (!judgement.fingerprint().equals(form.fingerprint())) {
            throw new LimitRefused(Why.FACTS_CHANGED);
        }
        var asked = db.select(LIMIT_REQUEST.ASKED_LIMIT)
                .from(LIMIT_REQUEST)
                .where(LIMIT_REQUEST.REF.eq(lease.item()))
                .fetchSingle()
                .value1();
        if (limit.compareTo(asked) > 0
                || judgement.findings().stream().anyMatch(finding -> finding.result() != LimitFinding.Result.OK)) {
            throw new LimitRefused(Why.NOT_CARRIED);
        }
        var ground = reckonings
                .ground(lease.memberNo(), Tokyo.date(now))
                .orElseThrow(() -> new LimitRefused(Why.NO_CONTRACT));
        var proposal = new Proposal(
                lease.item(),
                ground.creditLimit(),
                ground.apr(),
                asked,
                limit,
                apr,
                ground.minimumInFull(limit),
                judgement.largestLimit(),
                facts);
        if (judgement.authority() == Authority.REVIEWER) {
            return deciding.approve(
                    proposal, lease.memberNo(), form.fingerprint(), lease.staffNo(), lease.id(), null, now);
        }
        var workplace = CurrentStaff.get().workplace();
        if (workplace == null) {
            throw new NotAllowed(Reason.WORKPLACE_NOT_CHOSEN);
        }
        var asking = approvals.requestForCase(
                id,
                judgement.authority() == Authority.SUPERVISOR ? RaiseLimit.CODE : RaiseLimitHigh.CODE,
                workplace.placeNo(),
                lease.memberNo(),
                List.of(Reason.LIMIT_ABOVE_OWN_AUTHORITY),
                proposal,
                form.fingerprint());
        leases.release(lease.item(), now);
        announcements.tell(Announcements.Kind.LIMIT);
        return new LimitDecided(form.outcome(), null, asking, null);
    }
}
