package jp.madoguchi.lending;

import static jp.madoguchi.db.madoguchi.Routines.confirmContactDataInContact;
import static org.jooq.impl.DSL.val;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Operation;
import jp.madoguchi.policy.Reason;
import jp.madoguchi.policy.Rulebook;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whoever takes in a limit request asks whether address, phone, e-mail and workplace on file are right (DOMAIN R18); what is
 * not is changed first.
 */
@Service
@RolesAllowed(Permission.LIMIT_REQUEST)
public class ContactDataConfirmations {

    private final DSLContext db;
    private final Contacts contacts;
    private final Rulebook rulebook;
    private final Operations operations;
    private final AuditLog audit;

    ContactDataConfirmations(
            DSLContext db, Contacts contacts, Rulebook rulebook, Operations operations, AuditLog audit) {
        this.db = db;
        this.contacts = contacts;
        this.rulebook = rulebook;
        this.operations = operations;
        this.audit = audit;
    }

    /**
     * Records that the member said in the contact in front, on a valid identity check, that all of it is right.
     *
     * @return when
     */
    @Transactional
    public Instant confirm(OperationId id, ContactNo contactNo, MemberNo memberNo) {
        return operations.once(id, "lending.ContactDataConfirmations.confirm", Instant.class, () -> {
            var contact = contacts.requireFront(contactNo);
            var staff = CurrentStaff.get();
            rulebook.require(Operation.CONFIRM_CONTACT_DATA, contact.situation(staff, memberNo));
            var checkId = contact.validCheckId();
            if (checkId == null) {
                throw new NotAllowed(Reason.CHECK_EXPIRED);
            }
            var at = db.select(confirmContactDataInContact(
                            val(contactNo.value()),
                            val(checkId),
                            val(staff.staffNo().value())))
                    .fetchSingle()
                    .value1();
            audit.append(AuditEntry.done(AuditAction.CONTACT_DATA_CONFIRMED)
                    .about(memberNo)
                    .during(contactNo)
                    .by(id));
            return at;
        });
    }
}
