package jp.madoguchi.lending;

import static jp.madoguchi.db.madoguchi.Routines.inquiryHasOccasion;
import static org.jooq.impl.DSL.val;

import jakarta.annotation.security.RolesAllowed;
import java.util.Optional;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contract.PlanGround;
import jp.madoguchi.contract.Reckonings;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.operation.DatabaseTime;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads what repayment plans of a member start from: limit, APR, balance. Each reading is recorded. */
@Service
public class Simulations {

    static final String SECOND = Permission.LIMIT_DECIDE + ":SECOND";

    private final DSLContext db;
    private final Contacts contacts;
    private final Reckonings reckonings;
    private final DatabaseTime time;
    private final AuditLog audit;

    Simulations(DSLContext db, Contacts contacts, Reckonings reckonings, DatabaseTime time, AuditLog audit) {
        this.db = db;
        this.contacts = contacts;
        this.reckonings = reckonings;
        this.time = time;
        this.audit = audit;
    }

    /** After a passed check in the contact in front (DOMAIN R31d); empty before it, and where there never was a contract. */
    @Transactional
    @RolesAllowed(Permission.MEMBER_READ)
    public Optional<PlanGround> inContact(MemberNo memberNo) {
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
        return ground(memberNo);
    }

    /**
     * In an open limit case.
     *
     * @throws NoOccasion when it is not open, or another member's
     */
    @Transactional
    @RolesAllowed({Permission.LIMIT_DECIDE, SECOND})
    public Optional<PlanGround> inCase(UUID request, MemberNo memberNo) {
        if (!db.select(inquiryHasOccasion(
                        val(BureauInquiries.Purpose.LIMIT_CASE.name()), val(request), val(memberNo.value())))
                .fetchSingle()
                .value1()) {
            throw new NoOccasion();
        }
        audit.append(AuditEntry.done(AuditAction.CONTRACT_READ)
                .about(memberNo)
                .with("shown", "SIMULATION")
                .with("request", request));
        return ground(memberNo);
    }

    private Optional<PlanGround> ground(MemberNo memberNo) {
        return reckonings.ground(memberNo, Tokyo.date(time.now()));
    }
}
