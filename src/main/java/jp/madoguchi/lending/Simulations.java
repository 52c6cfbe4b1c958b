package jp.madoguchi.lending;

import jakarta.annotation.security.RolesAllowed;
import java.util.Optional;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contract.Reckonings;
import jp.madoguchi.contract.Simulation;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.DatabaseTime;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads what repayment plans of a member start from: limit, APR, balance. Each reading is recorded. */
@Service
@RolesAllowed(Permission.MEMBER_READ)
public class Simulations {

    private final Contacts contacts;
    private final Reckonings reckonings;
    private final DatabaseTime time;
    private final AuditLog audit;

    Simulations(Contacts contacts, Reckonings reckonings, DatabaseTime time, AuditLog audit) {
        this.contacts = contacts;
        this.reckonings = reckonings;
        this.time = time;
        this.audit = audit;
    }

    /** After a passed check in the contact in front (DOMAIN R31d); empty before it, and where there never was a contract. */
    @Transactional
    public Optional<Simulation> inContact(MemberNo memberNo) {
        var contact = CurrentStaff.get().may(Permission.CONTACT_WRITE)
                ? contacts.front().orElse(null)
                : null;
        if (contact == null || !contact.isWith(memberNo) || !contact.isChecked()) {
            return Optional.empty();
        }
        audit.append(AuditEntry.done(AuditAction.CONTRACT_READ)
                .about(memberNo)
                .during(contact.contactNo())
                .with("shown", "SIMULATION"));
        return reckonings.simulation(memberNo, time.now());
    }
}
