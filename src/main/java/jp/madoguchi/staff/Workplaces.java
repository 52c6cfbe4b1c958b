package jp.madoguchi.staff;

import static jp.madoguchi.db.madoguchi.Tables.CONTACT;
import static jp.madoguchi.db.workspace.Tables.SESSION_STATE;

import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.PlaceNo;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Workplace;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where a person works today. Staff with one place are there from the sign-in on; the others choose. */
@Service
@RolesAllowed(Permission.SIGNED_IN)
public class Workplaces {

    private final DSLContext db;
    private final Accounts accounts;
    private final AuditLog audit;

    Workplaces(DSLContext db, Accounts accounts, AuditLog audit) {
        this.db = db;
        this.accounts = accounts;
        this.audit = audit;
    }

    /** The places at which the person may sign in today. */
    @Transactional(readOnly = true)
    public List<Workplace> choices() {
        return accounts.of(CurrentStaff.get().staffNo()).map(Account::places).orElse(List.of());
    }

    /**
     * Moves the person there; the session must go on as the person that is returned.
     *
     * @throws ContactInFront while a contact is in front
     * @throws NotYourWorkplace when it is not theirs today
     */
    @Transactional
    public StaffMember choose(PlaceNo placeNo) {
        var staff = CurrentStaff.get();
        if (db.fetchExists(
                CONTACT,
                CONTACT.STAFF_NO.eq(staff.staffNo()),
                CONTACT.CLOSED_AT.isNull(),
                CONTACT.PARKED_AT.isNull())) {
            throw new ContactInFront();
        }
        var place = choices().stream()
                .filter(choice -> choice.placeNo().equals(placeNo))
                .findFirst()
                .orElseThrow(NotYourWorkplace::new);
        var there = staff.at(place);
        db.update(SESSION_STATE)
                .set(SESSION_STATE.PLACE_NO, placeNo)
                .where(SESSION_STATE.SESSION_REF.eq(staff.sessionRef()))
                .execute();
        var before = staff.workplace();
        audit.append(
                AuditEntry.done(AuditAction.WORKPLACE_CHOSEN)
                        .with("before", before == null ? null : before.placeNo().value()),
                there);
        return there;
    }
}
