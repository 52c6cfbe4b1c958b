package jp.madoguchi.login;

import static jp.madoguchi.db.madoguchi.Routines.messageWithheldBy;
import static jp.madoguchi.db.madoguchi.Tables.CONTRACT;
import static jp.madoguchi.db.madoguchi.Tables.CREDENTIAL_RESET;
import static jp.madoguchi.db.madoguchi.Tables.RESET_DELIVERIES;
import static jp.madoguchi.db.madoguchi.Tables.SLIP;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.policy.Situation;
import jp.madoguchi.policy.Situation.Fact;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The facts on which the rulebook decides about a reset of password or PIN (DOMAIN, decisions). */
@Component
class ResetFacts {

    private final DSLContext db;

    ResetFacts(DSLContext db) {
        this.db = db;
    }

    /**
     * @param login what holds for the login as a whole ({@link LoginFacts})
     * @param contact the person's contact in front, or null outside a contact
     */
    Situation situation(Situation login, MemberNo memberNo, @Nullable OpenContact contact, Instant now) {
        var row = db.select(
                        field(notExists(selectOne()
                                .from(CONTRACT)
                                .where(CONTRACT.MEMBER_NO.eq(memberNo), CONTRACT.STATE.eq("ACTIVE")))),
                        field(messageWithheldBy(val(memberNo.value()), val(now, SQLDataType.INSTANT))
                                .isNotNull()),
                        field(notExists(selectOne().from(RESET_DELIVERIES.call(memberNo.value(), now)))),
                        field(
                                contact == null
                                        ? falseCondition()
                                        : Approvals.waits(contact.contactNo(), ResetWithSecondPerson.CODE, now)))
                .fetchSingle();
        return login.when(row.value1(), Fact.CONTRACT_ENDED)
                .when(row.value2(), Fact.MESSAGES_WITHHELD)
                .when(row.value3(), Fact.NO_RESET_ADDRESS)
                .when(row.value4(), Fact.REQUEST_WAITING);
    }

    /** Where a link may go, the e-mail first. */
    List<Reset.Delivery> deliveries(MemberNo memberNo, Instant now) {
        var deliveries = RESET_DELIVERIES.call(memberNo.value(), now);
        return db.select(deliveries.DELIVERY)
                .from(deliveries)
                .orderBy(deliveries.DELIVERY)
                .fetch(row -> Reset.Delivery.valueOf(row.value1()));
    }

    /** The last one that was started, if there was one. */
    Optional<ResetEntry> latest(MemberNo memberNo) {
        return db.select(
                        CREDENTIAL_RESET.SECRET.convertFrom(Clearing.Secret::valueOf),
                        CREDENTIAL_RESET.DELIVERY.convertFrom(Reset.Delivery::valueOf),
                        CREDENTIAL_RESET.REQUESTED_AT,
                        coalesce(CREDENTIAL_RESET.EXPIRES_AT, SLIP.EXPIRES_AT),
                        CREDENTIAL_RESET.USED_AT)
                .from(CREDENTIAL_RESET)
                .leftJoin(SLIP)
                .on(SLIP.RESET_ID.eq(CREDENTIAL_RESET.ID), SLIP.VOIDED_AT.isNull())
                .where(CREDENTIAL_RESET.MEMBER_NO.eq(memberNo), CREDENTIAL_RESET.DELIVERY.isNotNull())
                .orderBy(CREDENTIAL_RESET.REQUESTED_AT.desc(), CREDENTIAL_RESET.ID.desc())
                .limit(1)
                .fetchOptional(mapping(ResetEntry::new));
    }
}
