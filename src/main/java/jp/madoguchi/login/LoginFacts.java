package jp.madoguchi.login;

import static jp.madoguchi.db.madoguchi.Routines.takeoverSuspected;
import static jp.madoguchi.db.madoguchi.Tables.CONTACT_DATA_CHANGES;
import static jp.madoguchi.db.madoguchi.Tables.LOGIN_LOCK;
import static jp.madoguchi.db.madoguchi.Tables.WEB_ID;
import static org.jooq.impl.DSL.arrayAgg;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.operation.Settings;
import jp.madoguchi.policy.Situation;
import jp.madoguchi.policy.Situation.Fact;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The facts on which the rulebook decides about a login lock. */
@Component
public class LoginFacts {

    private final DSLContext db;
    private final Settings settings;

    LoginFacts(DSLContext db, Settings settings) {
        this.db = db;
        this.settings = settings;
    }

    /** @param contact the person's contact in front, or null outside a contact */
    public Situation situation(MemberNo memberNo, StaffMember staff, @Nullable OpenContact contact, Instant now) {
        var numbers = settings.numbers(
                now,
                "lock_clearing.clearings_days",
                "lock_clearing.clearings_before_second",
                "lock_clearing.daily_limit",
                "web_id.reset_hours",
                "takeover.contact_data_hours");
        var since = now.minus(Duration.ofDays(numbers.get(0)));
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
        var takeover = takeoverSuspected(val(memberNo.value()), val(now, SQLDataType.INSTANT));
        var changed = field(exists(selectOne()
                .from(CONTACT_DATA_CHANGES.call(memberNo.value(), now.minus(Duration.ofHours(numbers.get(4))), now))));
        var waiting = field(
                contact == null
                        ? falseCondition()
                        : Approvals.waits(contact.contactNo(), ClearLockWithSecondPerson.CODE, now));
        var reissuedSince = now.minus(Duration.ofHours(numbers.get(3)));
        var reissued = field(exists(selectOne()
                .from(WEB_ID)
                .where(
                        WEB_ID.MEMBER_NO.eq(memberNo),
                        WEB_ID.END_REASON.eq("REISSUED"),
                        WEB_ID.ENDED_AT.gt(reissuedSince))));
        var row = db.select(openKinds, clearings, clearedToday, takeover, waiting, reissued, changed)
                .fetchSingle();

        var kinds = row.value1() == null
                ? List.<Lock.Kind>of()
                : List.of(row.value1()).stream().map(Lock.Kind::valueOf).toList();
        var situation = contact == null ? Situation.outsideContact(staff) : contact.situation(staff, memberNo);
        return situation
                .when(kinds.stream().anyMatch(Lock.Kind::clearable), Fact.LOCKED)
                .when(kinds.stream().anyMatch(kind -> !kind.clearable()), Fact.LOCKED_OTHERWISE)
                .when(row.value2() >= numbers.get(1), Fact.CLEARED_OFTEN)
                .when(row.value3() >= numbers.get(2), Fact.DAILY_LIMIT_REACHED)
                .when(row.value4(), Fact.TAKEOVER_SUSPECTED)
                .when(kinds.contains(Lock.Kind.TAKEOVER), Fact.TAKEOVER_LOCKED)
                .when(row.value5(), Fact.REQUEST_WAITING)
                .when(row.value6(), Fact.WEB_ID_CHANGED_LATELY)
                .when(row.value7(), Fact.CONTACT_DATA_CHANGED);
    }
}
