package jp.madoguchi.contract;

import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.policy.Operation;
import jp.madoguchi.policy.Rulebook;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the contract of a member; its figures only after a passed check (DOMAIN R31d). Each reading is recorded. */
@Service
@RolesAllowed(Permission.MEMBER_READ)
public class ContractDesk {

    private final Contacts contacts;
    private final ContractFacts facts;
    private final Reckonings reckonings;
    private final AccountFacts accounts;
    private final Rulebook rulebook;
    private final DatabaseTime time;
    private final AuditLog audit;

    ContractDesk(
            Contacts contacts,
            ContractFacts facts,
            Reckonings reckonings,
            AccountFacts accounts,
            Rulebook rulebook,
            DatabaseTime time,
            AuditLog audit) {
        this.contacts = contacts;
        this.facts = facts;
        this.reckonings = reckonings;
        this.accounts = accounts;
        this.rulebook = rulebook;
        this.time = time;
        this.audit = audit;
    }

    @Transactional
    public ContractState read(MemberNo memberNo) {
        var now = time.now();
        var staff = CurrentStaff.get();
        var contact = staff.may(Permission.CONTACT_WRITE) ? contacts.front().orElse(null) : null;
        var checked = contact != null && contact.isWith(memberNo) && contact.isChecked();
        audit.append(AuditEntry.done(AuditAction.CONTRACT_READ)
                .about(memberNo)
                .during(contact == null ? null : contact.contactNo())
                .with("shown", checked ? "AFTER_CHECK" : "MASKED"));
        var read = facts.read(memberNo, staff, contact, now);
        var cancellation = read.toAsk(CancelWithSecondPerson.CODE);
        var contract = accounts.latest(memberNo, checked, now);
        return new ContractState(
                memberNo,
                contract.map(AccountFacts.Latest::state).orElse(null),
                contract.map(AccountFacts.Latest::startedOn).orElse(null),
                contract.map(AccountFacts.Latest::endedOn).orElse(null),
                contract.map(AccountFacts.Latest::endReason).orElse(null),
                read.dormantSince(),
                checked ? reckonings.of(memberNo, Tokyo.date(now)).orElse(null) : null,
                contract.map(AccountFacts.Latest::account).orElse(null),
                contract.map(AccountFacts.Latest::certificates).orElse(List.of()),
                rulebook.decide(Operation.REACTIVATE, read.toAsk(ReactivateWithSecondPerson.CODE)),
                rulebook.decide(Operation.CANCEL_CONTRACT, cancellation),
                rulebook.decide(Operation.CERTIFY_PAID_OFF, cancellation),
                contact);
    }
}
