package jp.madoguchi.contact;

import static jp.madoguchi.db.madoguchi.Tables.CONTACT;
import static jp.madoguchi.db.madoguchi.Tables.CONTACT_NOTE;

import jakarta.annotation.security.RolesAllowed;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.FreeText;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.Operations;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Corrects or completes a closed contact by a further note (追記); what stands there is never changed (DOMAIN §6). */
@Service
@RolesAllowed(Permission.CONTACT_WRITE)
public class Addenda {

    private final DSLContext db;
    private final Operations operations;
    private final AuditLog audit;

    Addenda(DSLContext db, Operations operations, AuditLog audit) {
        this.db = db;
        this.operations = operations;
        this.audit = audit;
    }

    /**
     * Adds to a closed contact of the own place, whoever served in it; at most {@link Contacts#NOTE_LIMIT} code points, not
     * blank.
     *
     * @throws NoAddendum when the contact is open, of another place or does not exist, or when nothing was written
     */
    @Transactional
    public void add(OperationId id, ContactNo contactNo, String text) {
        var clean = FreeText.clean(text, Contacts.NOTE_LIMIT);
        operations.once(id, "contact.Addenda.add", String.class, () -> {
            var workplace = CurrentStaff.get().workplace();
            var contact = workplace == null || clean == null
                    ? null
                    : db.select(CONTACT.MEMBER_NO)
                            .from(CONTACT)
                            .where(
                                    CONTACT.CONTACT_NO.eq(contactNo),
                                    CONTACT.PLACE_NO.eq(workplace.placeNo()),
                                    CONTACT.CLOSED_AT.isNotNull())
                            .fetchOne();
            if (contact == null || clean == null) {
                throw new NoAddendum();
            }
            db.insertInto(CONTACT_NOTE)
                    .set(CONTACT_NOTE.CONTACT_NO, contactNo)
                    .set(CONTACT_NOTE.STAFF_NO, CurrentStaff.get().staffNo())
                    .set(CONTACT_NOTE.TEXT, clean)
                    .set(CONTACT_NOTE.ADDENDUM, true)
                    .execute();
            audit.append(AuditEntry.done(AuditAction.ADDENDUM_ADDED)
                    .during(contactNo)
                    .about(contact.value1())
                    .by(id)
                    .with("length", clean.length()));
            return "DONE";
        });
    }
}
