package jp.madoguchi.takeover;

import static jp.madoguchi.db.madoguchi.Tables.TAKEOVER_SIGNS;
import static org.jooq.impl.DSL.field;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.Json;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.login.LoginFacts;
import jp.madoguchi.policy.Situation;
import jp.madoguchi.policy.Situation.Fact;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The signs as the one function of the database computes them, and the facts on which the rulebook decides. */
@Component
class TakeoverFacts {

    private final DSLContext db;
    private final LoginFacts login;

    TakeoverFacts(DSLContext db, LoginFacts login) {
        this.db = db;
        this.login = login;
    }

    List<TakeoverSign> signs(MemberNo memberNo, Instant now) {
        var signs = TAKEOVER_SIGNS.call(memberNo.value(), now);
        return db
                .select(signs.SIGN, signs.SINCE, signs.GRAVE, signs.EVIDENCE)
                .from(signs)
                .fetch(row -> new TakeoverSign(
                        Sign.valueOf(row.value1()), row.value2(), row.value3(), evidence(row.value4())))
                .stream()
                .sorted(Comparator.comparing(TakeoverSign::grave)
                        .thenComparing(TakeoverSign::since)
                        .reversed())
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> evidence(JSONB json) {
        var words = new LinkedHashMap<String, String>();
        ((Map<String, Object>) Json.read(json.data(), Map.class))
                .forEach((name, value) -> words.put(name, String.valueOf(value)));
        return words;
    }

    /** @param contact the person's contact in front, or null outside a contact */
    Situation situation(MemberNo memberNo, StaffMember staff, @Nullable OpenContact contact, Instant now) {
        var situation = login.situation(memberNo, staff, contact, now);
        if (contact == null) {
            return situation;
        }
        var waits = db.select(field(Approvals.waits(contact.contactNo(), ClearTakeoverWithSecondPerson.CODE, now)))
                .fetchSingle()
                .value1();
        return situation.when(waits, Fact.REQUEST_WAITING);
    }
}
