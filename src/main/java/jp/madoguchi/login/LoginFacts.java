package jp.madoguchi.login;

import static jp.madoguchi.db.madoguchi.Tables.APPROVAL;
import static jp.madoguchi.db.madoguchi.Tables.ATTENTION_FLAG;
import static jp.madoguchi.db.madoguchi.Tables.LOGIN_LOCK;
import static jp.madoguchi.db.madoguchi.Tables.WEB_ID;
import static org.jooq.impl.DSL.arrayAgg;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.operation.Settings;
import jp.madoguchi.policy.CheckState;
import jp.madoguchi.policy.Situation;
import jp.madoguchi.policy.Situation.Fact;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The facts on which the rulebook decides about a login lock. */
@Component
class LoginFacts {

    private final DSLContext db;
    private final Settings settings;

    LoginFacts(DSLContext db, Settings settings) {
        this.db = db;
        this.settings = settings;
    }

    /** @param contact the person's contact in front, or null outside a contact */
    Situation situation(MemberNo memberNo, StaffMember staff, @Nullable OpenContact contact, Instant now) {
        var since = now.minus(Duration.ofDays(settings.number("lock_clearing.clearings_days", now)));
        var openKinds = field(select(arrayAgg(LOGIN_LOCK.KIND))
                .from(LOGIN_LOCK)
                .where(LOGIN_LOCK.MEMBER_NO.eq(memberNo), LOGIN_LOCK.CLEARED_AT.isNull()));
        var clearings = field(select(countDistinct(LOGIN_LOCK.CLEARED_CONTACT_NO))
                .from(LOGIN_LOCK)
                .where(LOGIN_LOCK.MEMBER_NO.eq(memberNo), LOGIN_LOCK.CLEARED_AT.gt(since)));
        var clearedToday = field(select(countDistinct(LOGIN_LOCK.CLEARED_CONTACT_NO))
                .from(LOGIN_LOCK)
                .where(
                        LOGIN_LOCK.CLEARED_BY.eq(staff.staffNo()),
                        LOGIN_LOCK.CLEARED_AT.ge(Tokyo.startOf(Tokyo.date(now)))));
        var takeover = field(exists(selectOne()
                .from(ATTENTION_FLAG)
                .where(
                        ATTENTION_FLAG.MEMBER_NO.eq(memberNo),
                        ATTENTION_FLAG.KIND.eq("TAKEOVER_SUSPECTED"),
                        ATTENTION_FLAG.VALID_FROM.le(now),
                        ATTENTION_FLAG.VALID_TO.isNull().or(ATTENTION_FLAG.VALID_TO.gt(now)))));
        var waiting = field(exists(selectOne()
                .from(APPROVAL)
                .where(
                        contact == null ? DSL.falseCondition() : APPROVAL.CONTACT_NO.eq(contact.contactNo()),
                        APPROVAL.OPERATION.eq(ClearLockWithSecondPerson.CODE),
                        APPROVAL.DECISION.isNull(),
                        APPROVAL.EXPIRES_AT.gt(now))));
        var reissuedSince = now.minus(Duration.ofHours(settings.number("web_id.reset_hours", now)));
        var reissued = field(exists(selectOne()
                .from(WEB_ID)
                .where(
                        WEB_ID.MEMBER_NO.eq(memberNo),
                        WEB_ID.END_REASON.eq("REISSUED"),
                        WEB_ID.ENDED_AT.gt(reissuedSince))));
        var row = db.select(openKinds, clearings, clearedToday, takeover, waiting, reissued)
                .fetchSingle();

        var kinds = row.value1() == null
                ? List.<Lock.Kind>of()
                : List.of(row.value1()).stream().map(Lock.Kind::valueOf).toList();
        Set<Fact> facts = EnumSet.noneOf(Fact.class);
        add(facts, Fact.LOCKED, kinds.stream().anyMatch(Lock.Kind::clearable));
        add(facts, Fact.LOCKED_OTHERWISE, kinds.stream().anyMatch(kind -> !kind.clearable()));
        add(facts, Fact.CLEARED_OFTEN, row.value2() >= settings.number("lock_clearing.clearings_before_second", now));
        add(facts, Fact.DAILY_LIMIT_REACHED, row.value3() >= settings.number("lock_clearing.daily_limit", now));
        add(facts, Fact.TAKEOVER_SUSPECTED, row.value4() || kinds.contains(Lock.Kind.TAKEOVER));
        add(facts, Fact.REQUEST_WAITING, row.value5());
        add(facts, Fact.WEB_ID_CHANGED_LATELY, row.value6());
        add(facts, Fact.CHECK_FAILED_IN_CONTACT, contact != null && contact.failedChecks() > 0);
        return contact == null
                ? new Situation(staff, null, false, false, CheckState.NONE, facts, null)
                : new Situation(
                        staff,
                        contact.channel(),
                        contact.memberNo() != null,
                        contact.isWith(memberNo),
                        contact.check(),
                        facts,
                        null);
    }

    private static void add(Set<Fact> facts, Fact fact, boolean holds) {
        if (holds) {
            facts.add(fact);
        }
    }
}
