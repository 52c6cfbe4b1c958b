package jp.madoguchi.card;

import static jp.madoguchi.db.madoguchi.Tables.CARD;
import static jp.madoguchi.db.madoguchi.Tables.CARD_LOSS;
import static jp.madoguchi.db.madoguchi.Tables.LOGIN_LOCK;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.right;
import static org.jooq.impl.DSL.when;

import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.policy.Operation;
import jp.madoguchi.policy.Rulebook;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the cards of a member, by their last four digits; each reading is recorded before it is shown. */
@Service
@RolesAllowed(Permission.MEMBER_READ)
public class Cards {

    private static final int SHOWN = 10;
    private static final Field<String> STAFF_NAME = concat(STAFF.FAMILY, inline(" "), STAFF.GIVEN);

    private final DSLContext db;
    private final Contacts contacts;
    private final CardFacts facts;
    private final Rulebook rulebook;
    private final DatabaseTime time;
    private final AuditLog audit;

    Cards(DSLContext db, Contacts contacts, CardFacts facts, Rulebook rulebook, DatabaseTime time, AuditLog audit) {
        this.db = db;
        this.contacts = contacts;
        this.facts = facts;
        this.rulebook = rulebook;
        this.time = time;
        this.audit = audit;
    }

    /** The latest {@value #SHOWN} at most. */
    @Transactional
    public CardState read(MemberNo memberNo) {
        var staff = CurrentStaff.get();
        var contact = staff.may(Permission.CONTACT_WRITE) ? contacts.front().orElse(null) : null;
        var situation = facts.situation(memberNo, staff, contact, time.now());
        var ledger = ledger(memberNo);
        audit.append(AuditEntry.done(AuditAction.CARDS_READ)
                .about(memberNo)
                .during(contact == null ? null : contact.contactNo())
                .with("cards", ledger.size()));
        return new CardState(
                memberNo,
                ledger,
                openLoss(memberNo),
                rulebook.decide(Operation.STOP_CARD, situation),
                rulebook.decide(Operation.REPLACE_CARD, situation),
                rulebook.decide(Operation.CLEAR_LOSS, situation),
                contact);
    }

    private List<CardEntry> ledger(MemberNo memberNo) {
        return db.select(
                        last4(),
                        CARD.ISSUED_AT,
                        CARD.ENDED_AT,
                        CARD.END_REASON,
                        when(STAFF.STAFF_NO.isNotNull(), STAFF_NAME))
                .from(CARD)
                .leftJoin(STAFF)
                .on(STAFF.STAFF_NO.eq(CARD.STAFF_NO))
                .where(CARD.MEMBER_NO.eq(memberNo))
                .orderBy(CARD.ENDED_AT.desc().nullsFirst(), CARD.ISSUED_AT.desc())
                .limit(SHOWN)
                .fetch(mapping(CardEntry::new));
    }

    private @Nullable CardLoss openLoss(MemberNo memberNo) {
        return db.select(
                        CARD_LOSS.REPORT_NO,
                        CARD_LOSS.CIRCUMSTANCE.convertFrom(Circumstance::valueOf),
                        CARD_LOSS.REPORTED_AT,
                        last4(),
                        STAFF_NAME,
                        field(CARD.ENDED_AT.isNotNull()))
                .from(CARD_LOSS)
                .join(LOGIN_LOCK)
                .on(LOGIN_LOCK.ID.eq(CARD_LOSS.LOCK_ID))
                .join(CARD)
                .on(CARD.CARD_NO.eq(CARD_LOSS.CARD_NO))
                .join(STAFF)
                .on(STAFF.STAFF_NO.eq(CARD_LOSS.STAFF_NO))
                .where(CardFacts.openLoss(memberNo))
                .orderBy(CARD_LOSS.REPORTED_AT.desc())
                .limit(1)
                .fetchOne(mapping(CardLoss::new));
    }

    private static Field<String> last4() {
        return right(CARD.CARD_NO.cast(SQLDataType.CLOB), inline(4));
    }
}
