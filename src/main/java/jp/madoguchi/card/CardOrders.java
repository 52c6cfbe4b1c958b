package jp.madoguchi.card;

import static jp.madoguchi.db.madoguchi.Tables.REPLACE_LOST_CARD;

import jakarta.annotation.security.RolesAllowed;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.MemberLock;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Operation;
import jp.madoguchi.policy.Reason;
import jp.madoguchi.policy.Rulebook;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Orders another card in place of one that was reported lost, on a valid identity check. The old number is refused from now
 * on and never given again; the lock stays until it is cleared in person.
 */
@Service
@RolesAllowed(Permission.CARD_REPLACE)
public class CardOrders {

    private static final int SHOWN = 4;

    private final DSLContext db;
    private final MemberLock memberLock;
    private final Contacts contacts;
    private final CardFacts facts;
    private final Rulebook rulebook;
    private final Operations operations;
    private final DatabaseTime time;
    private final AuditLog audit;

    CardOrders(
            DSLContext db,
            MemberLock memberLock,
            Contacts contacts,
            CardFacts facts,
            Rulebook rulebook,
            Operations operations,
            DatabaseTime time,
            AuditLog audit) {
        this.db = db;
        this.memberLock = memberLock;
        this.contacts = contacts;
        this.facts = facts;
        this.rulebook = rulebook;
        this.operations = operations;
        this.time = time;
        this.audit = audit;
    }

    /** @throws NotAllowed with the rule and the way out */
    @Transactional
    public ReplacedCard order(OperationId id, ContactNo contactNo, MemberNo memberNo) {
        return operations.once(id, "card.CardOrders.order", ReplacedCard.class, () -> {
            memberLock.take(memberNo);
            var contact = contacts.requireFront(contactNo);
            var staff = CurrentStaff.get();
            rulebook.require(Operation.REPLACE_CARD, facts.situation(memberNo, staff, contact, time.now()));
            var checkId = contact.validCheckId();
            if (checkId == null) {
                throw new NotAllowed(Reason.CHECK_EXPIRED);
            }
            var card = REPLACE_LOST_CARD.call(
                    contactNo.value(), checkId, staff.staffNo().value());
            var row = db.select(card.CARD_NO, card.ISSUED_AT).from(card).fetchSingle();
            audit.append(AuditEntry.done(AuditAction.CARD_REPLACED)
                    .about(memberNo)
                    .during(contactNo)
                    .by(id)
                    .with("check_id", checkId));
            var number = row.value1();
            return new ReplacedCard(number.substring(number.length() - SHOWN), row.value2());
        });
    }
}
