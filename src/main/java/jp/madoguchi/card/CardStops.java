package jp.madoguchi.card;

import static jp.madoguchi.db.madoguchi.Tables.STOP_CARD;

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
import jp.madoguchi.policy.Rulebook;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stops a lost or stolen card on any channel and at any hour, without an identity check: stopping is safe, clearing is not.
 * Card number and ATM stop; the Web-ID goes on.
 */
@Service
@RolesAllowed(Permission.LOCK_SET)
public class CardStops {

    private final DSLContext db;
    private final MemberLock memberLock;
    private final Contacts contacts;
    private final CardFacts facts;
    private final Rulebook rulebook;
    private final Operations operations;
    private final DatabaseTime time;
    private final AuditLog audit;

    CardStops(
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
    public StoppedCard stop(OperationId id, ContactNo contactNo, MemberNo memberNo, Circumstance circumstance) {
        return operations.once(id, "card.CardStops.stop", StoppedCard.class, () -> {
            memberLock.take(memberNo);
            var contact = contacts.requireFront(contactNo);
            var staff = CurrentStaff.get();
            rulebook.require(Operation.STOP_CARD, facts.situation(memberNo, staff, contact, time.now()));
            var stop = STOP_CARD.call(contactNo.value(), staff.staffNo().value(), circumstance.name());
            var row = db.select(stop.REPORT_NO, stop.REPORTED_AT).from(stop).fetchSingle();
            audit.append(AuditEntry.done(AuditAction.CARD_STOPPED)
                    .about(memberNo)
                    .during(contactNo)
                    .by(id)
                    .because(circumstance.name())
                    .with("report", row.value1()));
            return new StoppedCard(row.value1(), row.value2());
        });
    }
}
