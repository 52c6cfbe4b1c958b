package jp.madoguchi.contact;

import static jp.madoguchi.db.madoguchi.Routines.provesByCallBack;
import static jp.madoguchi.db.madoguchi.Tables.CONTACT;
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
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.policy.Situation.Fact;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
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

    /** Whether reaching the member at this number proves more than questions do (DOMAIN, decisions). */
    boolean proves(MemberNo memberNo, String digits, Instant at) {
        return db.select(provesByCallBack(val(memberNo.value()), val(digits), val(at, SQLDataType.INSTANT)))
                .fetchSingle()
                .value1();
    }

    /** The call that a call-back answers: the latest of this member at this place, in front, parked or closed. */
    @Nullable
    ContactNo answered(@Nullable MemberNo memberNo, Call.Purpose purpose) {
        if (purpose != Call.Purpose.CALL_BACK) {
            return null;
        }
        return db.select(CONTACT.CONTACT_NO)
                .from(CONTACT)
                .where(
                        CONTACT.MEMBER_NO.eq(memberNo),
                        CONTACT.CHANNEL.eq(Channel.PHONE_IN.name()),
                        CONTACT.PLACE_NO.eq(
                                CurrentStaff.get().requireWorkplace().placeNo()))
                .orderBy(CONTACT.OPENED_AT.desc(), CONTACT.CONTACT_NO.desc())
                .limit(1)
                .fetchOne(CONTACT.CONTACT_NO);
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
