package jp.madoguchi.limit;

import static jp.madoguchi.db.madoguchi.Tables.LIMIT_DECISION;
import static jp.madoguchi.db.madoguchi.Tables.LIMIT_REQUEST;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;

import java.time.Instant;
import java.util.UUID;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Message;
import jp.madoguchi.core.Refused;
import jp.madoguchi.lending.LimitFacts;
import jp.madoguchi.lending.LimitLaw;
import jp.madoguchi.limit.LimitRefused.Why;
import jp.madoguchi.review.Leases;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** What a request is judged on, and how one ended that can no longer be decided. */
@Component
class RequestStanding {

    private final DSLContext db;
    private final LimitLaw law;

    RequestStanding(DSLContext db, LimitLaw law) {
        this.db = db;
        this.law = law;
    }

    /** @throws LimitRefused NO_CONTRACT */
    LimitFacts facts(UUID request, MemberNo memberNo, Instant now) {
        var kind = db.select(LIMIT_REQUEST.KIND)
                .from(LIMIT_REQUEST)
                .where(LIMIT_REQUEST.REF.eq(request))
                .fetchSingle()
                .value1();
        return RequestKind.valueOf(kind)
                .of(law.facts(memberNo, now).orElseThrow(() -> new LimitRefused(Why.NO_CONTRACT)));
    }

    /** For whoever comes too late: who ended or answered it and when, as far as that is known. */
    Refused over(UUID request) {
        return db.select(LIMIT_REQUEST.STATE, LIMIT_REQUEST.ENDED_AT)
                .from(LIMIT_REQUEST)
                .where(LIMIT_REQUEST.REF.eq(request), LIMIT_REQUEST.STATE.eq(RequestState.WITHDRAWN.name()))
                .fetchOptional(row ->
                        new LimitDecidedBefore(Message.of("limit.by.member"), row.value2(), stateWords(row.value1())))
                .or(() -> db.select(Leases.HOLDER, LIMIT_DECISION.DECIDED_AT, LIMIT_DECISION.OUTCOME)
                        .from(LIMIT_DECISION)
                        .join(STAFF)
                        .on(STAFF.STAFF_NO.eq(LIMIT_DECISION.DECIDED_BY))
                        .where(LIMIT_DECISION.REQUEST_REF.eq(request))
                        .orderBy(LIMIT_DECISION.DECIDED_AT.desc())
                        .limit(1)
                        .fetchOptional(row -> new LimitDecidedBefore(
                                row.value1(), row.value2(), Message.of("limit.outcome." + row.value3()))))
                .<Refused>map(ended -> ended)
                .orElseGet(() -> new LimitRefused(Why.NOT_OPEN));
    }

    private static Message stateWords(String state) {
        return Message.of("code.limit_request.state." + state);
    }
}
