package jp.madoguchi.contract;

import static jp.madoguchi.db.madoguchi.Routines.contactDataChanged;
import static jp.madoguchi.db.madoguchi.Routines.dormantSince;
import static jp.madoguchi.db.madoguchi.Routines.takeoverSuspected;
import static jp.madoguchi.db.madoguchi.Tables.CONTRACT;
import static org.jooq.impl.DSL.boolOr;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.Set;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Yen;
import jp.madoguchi.policy.Situation;
import jp.madoguchi.policy.Situation.Fact;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The facts on which the rulebook decides about a contract. */
@Component
class ContractFacts {

    private final DSLContext db;

    ContractFacts(DSLContext db) {
        this.db = db;
    }

    /**
     * What the rulebook decides on.
     *
     * @param waiting codes of the operations of which a request waits in the contact
     * @param dormantSince null = not dormant
     */
    record Read(
            Situation situation,
            Set<String> waiting,
            @Nullable Instant dormantSince) {

        /** @param request code of the operation of which a request may wait */
        Situation toAsk(String request) {
            return situation.when(waiting.contains(request), Fact.REQUEST_WAITING);
        }
    }

    /**
     * @param contact the person's contact in front, or null outside a contact
     * @param request code of the operation of which a request may wait
     */
    Situation situation(
            MemberNo memberNo, StaffMember staff, @Nullable OpenContact contact, String request, Instant now) {
        return read(memberNo, staff, contact, now).toAsk(request);
    }

    /** @param contact the person's contact in front, or null outside a contact */
    Read read(MemberNo memberNo, StaffMember staff, @Nullable OpenContact contact, Instant now) {
        return read(memberNo, staff, contact, now, dormantSince(val(memberNo.value()), val(now, SQLDataType.INSTANT)));
    }

    /** The same where it was read before since when the contract is dormant, if it is. */
    Read read(
            MemberNo memberNo,
            StaffMember staff,
            @Nullable OpenContact contact,
            Instant now,
            @Nullable Instant dormantSince) {
        return read(memberNo, staff, contact, now, val(dormantSince, SQLDataType.INSTANT));
    }

    private Read read(
            MemberNo memberNo,
            StaffMember staff,
            @Nullable OpenContact contact,
            Instant now,
            Field<Instant> dormantSince) {
        var member = val(memberNo.value());
        var active = CONTRACT.STATE.eq("ACTIVE");
        var owes = CONTRACT.BALANCE.gt(Yen.ZERO).or(CONTRACT.UNPAID_CHARGES.gt(Yen.ZERO));
        var row = db.select(
                        coalesce(boolOr(active), inline(false)),
                        coalesce(boolOr(owes), inline(false)),
                        dormantSince,
                        contact == null
                                ? inline(false)
                                : contactDataChanged(member, val(contact.openedAt(), SQLDataType.INSTANT)),
                        takeoverSuspected(member, val(now, SQLDataType.INSTANT)),
                        multiset(Approvals.waiting(contact == null ? null : contact.contactNo(), now))
                                .convertFrom(codes -> codes.intoSet(Record1::value1)))
                .from(CONTRACT)
                .where(CONTRACT.MEMBER_NO.eq(memberNo))
                .fetchSingle();
        var situation = contact == null ? Situation.outsideContact(staff) : contact.situation(staff, memberNo);
        var facts = situation
                .when(!row.value1(), Fact.CONTRACT_ENDED)
                .when(row.value2(), Fact.OWES)
                .when(row.value3() != null, Fact.DORMANT)
                .when(row.value4(), Fact.CONTACT_DATA_CHANGED)
                .when(row.value5(), Fact.TAKEOVER_SUSPECTED);
        return new Read(facts, row.value6(), row.value3());
    }
}
