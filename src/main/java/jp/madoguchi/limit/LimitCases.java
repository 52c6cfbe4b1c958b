package jp.madoguchi.limit;

import static jp.madoguchi.db.madoguchi.Tables.LIMIT_REQUEST;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_NAME;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;

import jakarta.annotation.security.RolesAllowed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contract.PlanGround;
import jp.madoguchi.contract.Reckonings;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.core.Yen;
import jp.madoguchi.lending.LimitFacts;
import jp.madoguchi.lending.LimitJudgement;
import jp.madoguchi.lending.LimitLaw;
import jp.madoguchi.limit.LimitRefused.Why;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.OwnRecords;
import jp.madoguchi.review.Leases;
import jp.madoguchi.review.NoLongerYours;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The case of a request for whoever has it in front: what was asked and declared, the facts, and what the law says to them. */
@Service
@RolesAllowed(Permission.LIMIT_DECIDE)
public class LimitCases {

    private final DSLContext db;
    private final Leases leases;
    private final RequestStanding standing;
    private final LimitLaw law;
    private final Reckonings reckonings;
    private final DatabaseTime time;
    private final AuditLog audit;

    LimitCases(
            DSLContext db,
            Leases leases,
            RequestStanding standing,
            LimitLaw law,
            Reckonings reckonings,
            DatabaseTime time,
            AuditLog audit) {
        this.db = db;
        this.leases = leases;
        this.standing = standing;
        this.law = law;
        this.reckonings = reckonings;
        this.time = time;
        this.audit = audit;
    }

    /**
     * The case; the reading is recorded.
     *
     * @throws NoLongerYours when the person does not have it, or no longer
     */
    @Transactional
    public LimitCase read(UUID request) {
        var now = time.now();
        var lease = leases.require(request, now);
        audit.append(AuditEntry.done(AuditAction.LIMIT_CASE_READ)
                .about(lease.memberNo())
                .with("request", request));
        return load(request, now);
    }

    /**
     * What the law says to another limit or APR of the case in front.
     *
     * @param apr per cent a year
     * @throws NoLongerYours when the person does not have it, or no longer
     */
    @Transactional(readOnly = true)
    public LimitJudgement judge(UUID request, Yen limit, BigDecimal apr) {
        var now = time.now();
        var facts = standing.facts(request, inFront(request, now), now);
        return seen(law.judge(facts, limit, apr, now));
    }

    /**
     * What a plan of the case in front starts from; empty when there is no contract.
     *
     * @throws NoLongerYours when the person does not have it, or no longer
     */
    @Transactional(readOnly = true)
    public Optional<PlanGround> ground(UUID request) {
        var now = time.now();
        return reckonings.ground(inFront(request, now), Tokyo.date(now));
    }

    private MemberNo inFront(UUID request, Instant now) {
        var member = leases.require(request, now).memberNo();
        OwnRecords.require(db, member);
        return member;
    }

    LimitCase load(UUID request, Instant now) {
        return db.select(
                        LIMIT_REQUEST.MEMBER_NO,
                        concat(MEMBER_NAME.FAMILY, inline(" "), MEMBER_NAME.GIVEN),
                        concat(MEMBER_NAME.FAMILY_KANA, inline(" "), MEMBER_NAME.GIVEN_KANA),
                        LIMIT_REQUEST.RECEIVED_AT,
                        LIMIT_REQUEST.CHANNEL,
                        LIMIT_REQUEST.PROMISED_BY,
                        LIMIT_REQUEST.STATE,
                        LIMIT_REQUEST.ASKED_LIMIT,
                        LIMIT_REQUEST.PURPOSE,
                        LIMIT_REQUEST.DECLARED_INCOME,
                        LIMIT_REQUEST.DECLARED_EMPLOYER,
                        LIMIT_REQUEST.OTHERS_BALANCE,
                        LIMIT_REQUEST.OTHERS_LENDERS,
                        LIMIT_REQUEST.CONSENTED_APR,
                        LIMIT_REQUEST.KIND)
                .from(LIMIT_REQUEST)
                .join(MEMBER_NAME)
                .on(
                        MEMBER_NAME.MEMBER_NO.eq(LIMIT_REQUEST.MEMBER_NO),
                        MEMBER_NAME.KIND.eq("LEGAL"),
                        MEMBER_NAME.VALID_TO.isNull())
                .where(LIMIT_REQUEST.REF.eq(request))
                .fetchOptional(row -> {
                    var kind = RequestKind.valueOf(row.value15());
                    var facts = standing.facts(request, row.value1(), now);
                    return new LimitCase(
                            request,
                            kind,
                            row.value1(),
                            row.value2().strip(),
                            row.value3().strip(),
                            row.value4(),
                            row.value5(),
                            row.value6(),
                            RequestState.valueOf(row.value7()),
                            row.value8(),
                            RequestPurpose.valueOf(row.value9()),
                            row.value10(),
                            row.value11(),
                            row.value12(),
                            row.value13(),
                            row.value14() != null,
                            facts,
                            seen(law.judge(facts, row.value8(), aprOf(facts), now)));
                })
                .orElseThrow(() -> new LimitRefused(Why.NOT_OPEN));
    }

    static BigDecimal aprOf(LimitFacts facts) {
        var apr = facts.apr();
        if (apr == null) {
            throw new LimitRefused(Why.NO_CONTRACT);
        }
        return apr;
    }

    /** Restricted findings are for whoever may see them in a case. */
    static LimitJudgement seen(LimitJudgement judgement) {
        return CurrentStaff.get().rights().containsKey(Permission.RESTRICTED_READ)
                ? judgement
                : judgement.withoutRestricted();
    }
}
