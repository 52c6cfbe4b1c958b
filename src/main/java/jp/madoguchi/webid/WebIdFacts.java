package jp.madoguchi.webid;

import static jp.madoguchi.db.madoguchi.Routines.messageWithheldBy;
import static jp.madoguchi.db.madoguchi.Routines.secretWasReset;
import static jp.madoguchi.db.madoguchi.Tables.APPROVAL;
import static jp.madoguchi.db.madoguchi.Tables.ATTENTION_FLAG;
import static jp.madoguchi.db.madoguchi.Tables.CONTRACT;
import static jp.madoguchi.db.madoguchi.Tables.LOGIN_LOCK;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_EMAIL;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_PHONE;
import static jp.madoguchi.db.madoguchi.Tables.WEB_ID;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.operation.Settings;
import jp.madoguchi.policy.CheckState;
import jp.madoguchi.policy.Situation;
import jp.madoguchi.policy.Situation.Fact;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The facts on which the rulebook decides about re-issuing a Web-ID (DOMAIN, decisions). */
@Component
class WebIdFacts {

    private final DSLContext db;
    private final Settings settings;

    WebIdFacts(DSLContext db, Settings settings) {
        this.db = db;
        this.settings = settings;
    }

    /** @param contact the person's contact in front, or null outside a contact */
    Situation situation(MemberNo memberNo, StaffMember staff, @Nullable OpenContact contact, Instant now) {
        var at = val(now, SQLDataType.INSTANT);
        var member = val(memberNo.value());
        var replacedSince = now.minus(Duration.ofDays(settings.number("web_id.second_within_days", now)));
        var changedSince = now.minus(Duration.ofHours(settings.number("web_id.contact_data_hours", now)));
        var row = db.select(
                        field(notExists(selectOne()
                                .from(WEB_ID)
                                .where(WEB_ID.MEMBER_NO.eq(memberNo), WEB_ID.ENDED_AT.isNull()))),
                        field(notExists(selectOne()
                                .from(CONTRACT)
                                .where(CONTRACT.MEMBER_NO.eq(memberNo), CONTRACT.STATE.eq("ACTIVE")))),
                        field(notExists(selectOne()
                                .from(MEMBER_EMAIL)
                                .where(MEMBER_EMAIL.MEMBER_NO.eq(memberNo), MEMBER_EMAIL.VALID_TO.isNull()))),
                        field(messageWithheldBy(member, at).isNotNull()),
                        field(exists(selectOne()
                                .from(WEB_ID)
                                .where(
                                        WEB_ID.MEMBER_NO.eq(memberNo),
                                        WEB_ID.END_REASON.eq("REISSUED"),
                                        WEB_ID.ENDED_AT.gt(replacedSince)))),
                        field(changed(
                                        MEMBER_EMAIL,
                                        MEMBER_EMAIL.MEMBER_NO,
                                        MEMBER_EMAIL.VALID_FROM,
                                        MEMBER_EMAIL.VALID_TO,
                                        memberNo,
                                        changedSince)
                                .or(changed(
                                        MEMBER_PHONE,
                                        MEMBER_PHONE.MEMBER_NO,
                                        MEMBER_PHONE.VALID_FROM,
                                        MEMBER_PHONE.VALID_TO,
                                        memberNo,
                                        changedSince))),
                        secretWasReset(member, at),
                        field(takeoverSuspected(memberNo, now)),
                        field(waiting(contact, now)))
                .fetchSingle();
        var facts = EnumSet.noneOf(Fact.class);
        add(facts, Fact.NO_WEB_ID, row.value1());
        add(facts, Fact.CONTRACT_ENDED, row.value2());
        add(facts, Fact.NO_EMAIL, row.value3());
        add(facts, Fact.MESSAGES_WITHHELD, row.value4());
        add(facts, Fact.REISSUED_LATELY, row.value5());
        add(facts, Fact.CONTACT_DATA_CHANGED, row.value6());
        add(facts, Fact.SECRET_RESET_LATELY, row.value7());
        add(facts, Fact.TAKEOVER_SUSPECTED, row.value8());
        add(facts, Fact.REQUEST_WAITING, row.value9());
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

    private static Condition changed(
            Table<?> table,
            TableField<?, MemberNo> whose,
            TableField<?, Instant> from,
            TableField<?, Instant> to,
            MemberNo memberNo,
            Instant since) {
        return exists(
                selectOne().from(table).where(whose.eq(memberNo), from.gt(since).or(to.gt(since))));
    }

    private static Condition takeoverSuspected(MemberNo memberNo, Instant now) {
        return exists(selectOne()
                        .from(ATTENTION_FLAG)
                        .where(
                                ATTENTION_FLAG.MEMBER_NO.eq(memberNo),
                                ATTENTION_FLAG.KIND.eq("TAKEOVER_SUSPECTED"),
                                ATTENTION_FLAG.VALID_FROM.le(now),
                                ATTENTION_FLAG.VALID_TO.isNull().or(ATTENTION_FLAG.VALID_TO.gt(now))))
                .or(exists(selectOne()
                        .from(LOGIN_LOCK)
                        .where(
                                LOGIN_LOCK.MEMBER_NO.eq(memberNo),
                                LOGIN_LOCK.KIND.eq("TAKEOVER"),
                                LOGIN_LOCK.CLEARED_AT.isNull())));
    }

    private static Condition waiting(@Nullable OpenContact contact, Instant now) {
        return contact == null
                ? DSL.falseCondition()
                : exists(selectOne()
                        .from(APPROVAL)
                        .where(
                                APPROVAL.CONTACT_NO.eq(contact.contactNo()),
                                APPROVAL.OPERATION.eq(ReissueWithSecondPerson.CODE),
                                APPROVAL.DECISION.isNull(),
                                APPROVAL.EXPIRES_AT.gt(now)));
    }

    private static void add(EnumSet<Fact> facts, Fact fact, boolean holds) {
        if (holds) {
            facts.add(fact);
        }
    }
}
