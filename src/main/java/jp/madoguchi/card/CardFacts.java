package jp.madoguchi.card;

import static jp.madoguchi.db.madoguchi.Tables.CARD;
import static jp.madoguchi.db.madoguchi.Tables.CARD_LOSS;
import static jp.madoguchi.db.madoguchi.Tables.CONTRACT;
import static jp.madoguchi.db.madoguchi.Tables.LOGIN_LOCK;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import java.time.Instant;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.login.LoginFacts;
import jp.madoguchi.policy.Situation;
import jp.madoguchi.policy.Situation.Fact;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The facts on which the rulebook decides about a card: those of every lock, and its own. */
@Component
class CardFacts {

    private final DSLContext db;
    private final LoginFacts login;

    CardFacts(DSLContext db, LoginFacts login) {
        this.db = db;
        this.login = login;
    }

    /** @param contact the person's contact in front, or null outside a contact */
    Situation situation(MemberNo memberNo, StaffMember staff, @Nullable OpenContact contact, Instant now) {
        var inForce = CARD.MEMBER_NO.eq(memberNo).and(CARD.ENDED_AT.isNull());
        var row = db.select(
                        field(notExists(selectOne().from(CARD).where(inForce))),
                        field(exists(selectOne().from(LOGIN_LOCK).where(openLoss(memberNo)))),
                        field(exists(selectOne()
                                .from(CARD)
                                .join(CARD_LOSS)
                                .on(CARD_LOSS.CARD_NO.eq(CARD.CARD_NO))
                                .join(LOGIN_LOCK)
                                .on(LOGIN_LOCK.ID.eq(CARD_LOSS.LOCK_ID))
                                .where(inForce, openLoss(memberNo)))),
                        field(notExists(selectOne()
                                .from(CONTRACT)
                                .where(CONTRACT.MEMBER_NO.eq(memberNo), CONTRACT.STATE.eq("ACTIVE")))),
                        field(
                                contact == null
                                        ? falseCondition()
                                        : Approvals.waits(contact.contactNo(), ClearLossWithSecondPerson.CODE, now)))
                .fetchSingle();
        return login.situation(memberNo, staff, contact, now)
                .when(row.value1(), Fact.NO_CARD)
                .when(row.value2(), Fact.LOSS_LOCKED)
                .when(row.value3(), Fact.CARD_LOST)
                .when(row.value4(), Fact.CONTRACT_ENDED)
                .when(row.value5(), Fact.REQUEST_WAITING);
    }

    /** The open lock of a lost card of the member. */
    static Condition openLoss(MemberNo memberNo) {
        return LOGIN_LOCK.MEMBER_NO.eq(memberNo).and(LOGIN_LOCK.KIND.eq("LOSS")).and(LOGIN_LOCK.CLEARED_AT.isNull());
    }
}
