package jp.madoguchi.contact;

import static jp.madoguchi.db.madoguchi.Tables.CONTACT_OBSTACLES;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_EMPLOYER;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_PHONE;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.policy.Situation.Fact;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;

/** Which numbers of a member are on file, and what stands against calling one now; the rule itself is of the database. */
@Component
class CallRules {

    private final DSLContext db;

    CallRules(DSLContext db) {
        this.db = db;
    }

    /** Digits of the numbers in force. */
    Map<Call.Line, String> numbers(MemberNo memberNo) {
        var numbers = new EnumMap<Call.Line, String>(Call.Line.class);
        db.select(MEMBER_PHONE.KIND, MEMBER_PHONE.DIGITS)
                .from(MEMBER_PHONE)
                .where(MEMBER_PHONE.MEMBER_NO.eq(memberNo), MEMBER_PHONE.VALID_TO.isNull())
                .unionAll(select(inline(Call.Line.WORK.name()), MEMBER_EMPLOYER.PHONE)
                        .from(MEMBER_EMPLOYER)
                        .where(
                                MEMBER_EMPLOYER.MEMBER_NO.eq(memberNo),
                                MEMBER_EMPLOYER.VALID_TO.isNull(),
                                MEMBER_EMPLOYER.PHONE.isNotNull()))
                .forEach(row -> numbers.put(Call.Line.valueOf(row.value1()), row.value2()));
        return numbers;
    }

    List<CallObstacle> obstacles(MemberNo memberNo, String digits, Call.Purpose purpose, Instant at) {
        return db
                .selectFrom(CONTACT_OBSTACLES(
                        val(memberNo.value()),
                        val("PHONE"),
                        val(digits),
                        val(purpose.name()),
                        val(at, SQLDataType.INSTANT)))
                .fetch(row -> new CallObstacle(
                        CallObstacle.Kind.valueOf(String.valueOf(row.getObstacle())),
                        Boolean.TRUE.equals(row.getRefuses())))
                .stream()
                .sorted(java.util.Comparator.comparing(CallObstacle::kind))
                .toList();
    }

    /** What the rulebook must know of them. */
    static Set<Fact> facts(List<CallObstacle> obstacles, boolean reasonGiven) {
        var facts = EnumSet.noneOf(Fact.class);
        for (var obstacle : obstacles) {
            if (obstacle.kind() == CallObstacle.Kind.LAWYER_NOTICE) {
                facts.add(Fact.LAWYER_NOTICE);
            } else if (obstacle.kind() == CallObstacle.Kind.DECEASED) {
                facts.add(Fact.DECEASED);
            } else if (obstacle.refuses()) {
                facts.add(Fact.DEMAND_FORBIDDEN);
            } else if (!reasonGiven) {
                facts.add(Fact.CALL_UNREASONED);
            }
        }
        return facts;
    }
}
