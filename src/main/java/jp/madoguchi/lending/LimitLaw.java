package jp.madoguchi.lending;

import static jp.madoguchi.db.madoguchi.Routines.limitFactsAsJson;
import static jp.madoguchi.db.madoguchi.Routines.limitJudgement;
import static org.jooq.impl.DSL.val;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import jp.madoguchi.core.Json;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Yen;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;

/**
 * The lending law as it stands in the database, where the acceptance on the member site obeys the same functions. Whether who
 * asks may see the answers is for the use case to say (DOMAIN R31c, R31d).
 */
@Component
public class LimitLaw {

    private final DSLContext db;

    LimitLaw(DSLContext db) {
        this.db = db;
    }

    /** Empty when there is no such member. Take {@code operation.MemberLock} first where something is decided on them. */
    public Optional<LimitFacts> facts(MemberNo memberNo, Instant at) {
        return Optional.ofNullable(db.select(limitFactsAsJson(val(memberNo.value()), val(at, SQLDataType.INSTANT)))
                        .fetchSingle()
                        .value1())
                .map(facts -> Json.read(facts.data(), LimitFacts.class));
    }

    /**
     * @param apr per cent a year
     * @param at the numbers in force at this moment
     */
    public LimitJudgement judge(LimitFacts facts, Yen limit, BigDecimal apr, Instant at) {
        return Json.read(
                db.select(limitJudgement(
                                val(JSONB.jsonb(Json.write(facts))),
                                val(limit.amount()),
                                val(apr),
                                val(at, SQLDataType.INSTANT)))
                        .fetchSingle()
                        .value1()
                        .data(),
                LimitJudgement.class);
    }
}
