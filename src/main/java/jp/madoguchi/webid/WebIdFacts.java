package jp.madoguchi.webid;

import static jp.madoguchi.db.madoguchi.Routines.messageWithheldBy;
import static jp.madoguchi.db.madoguchi.Routines.secretWasReset;
import static jp.madoguchi.db.madoguchi.Routines.takeoverSuspected;
import static jp.madoguchi.db.madoguchi.Tables.CONTRACT;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_EMAIL;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_PHONE;
import static jp.madoguchi.db.madoguchi.Tables.WEB_ID;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.operation.Settings;
import jp.madoguchi.policy.Situation;
import jp.madoguchi.policy.Situation.Fact;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.jooq.TableField;
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
        var numbers = settings.numbers(now, "web_id.second_within_days", "web_id.contact_data_hours");
        var replacedSince = now.minus(Duration.ofDays(numbers.get(0)));
        var changedSince = now.minus(Duration.ofHours(numbers.get(1)));
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
                        takeoverSuspected(member, at),
                        field(
                                contact == null
                                        ? falseCondition()
                                        : Approvals.waits(contact.contactNo(), ReissueWithSecondPerson.CODE, now)))
                .fetchSingle();
        var situation = contact == null ? Situation.outsideContact(staff) : contact.situation(staff, memberNo);
        return situation
                .when(row.value1(), Fact.NO_WEB_ID)
                .when(row.value2(), Fact.CONTRACT_ENDED)
                .when(row.value3(), Fact.NO_EMAIL)
                .when(row.value4(), Fact.MESSAGES_WITHHELD)
                .when(row.value5(), Fact.REISSUED_LATELY)
                .when(row.value6(), Fact.CONTACT_DATA_CHANGED)
                .when(row.value7(), Fact.SECRET_RESET_LATELY)
                .when(row.value8(), Fact.TAKEOVER_SUSPECTED)
                .when(row.value9(), Fact.REQUEST_WAITING);
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

    private static void add(EnumSet<Fact> facts, Fact fact, boolean holds) {
        if (holds) {
            facts.add(fact);
        }
    }
}
