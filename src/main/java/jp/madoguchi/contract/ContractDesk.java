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
    private final AccountFacts accounts;
    private final Rulebook rulebook;
    private final DatabaseTime time;
    private final AuditLog audit;

    ContractDesk(
            Contacts contacts,
            ContractFacts facts,
            AccountFacts accounts,
            Rulebook rulebook,
            DatabaseTime time,
            AuditLog audit) {
        this.contacts = contacts;
        this.facts = facts;
        this.accounts = accounts;
        this.rulebook = rulebook;
        this.time = time;
        this.audit = audit;
    }

    @Transactional
    public ContractState read(MemberNo memberNo) {
        var staff = CurrentStaff.get();
        var contact = staff.may(Permission.CONTACT_WRITE) ? contacts.front().orElse(null) : null;
        var now = contact == null ? time.now() : contact.asOf();
        var checked = contact != null && contact.isWith(memberNo) && contact.isChecked();
        audit.append(AuditEntry.done(AuditAction.CONTRACT_READ)
                .about(memberNo)
                .during(contact == null ? null : contact.contactNo())
                .with("shown", checked ? "AFTER_CHECK" : "MASKED"));
        var contract = accounts.latest(memberNo, checked, now);
        var account = contract.map(AccountFacts.Latest::account).orElse(null);
        var read = account == null
                ? facts.read(memberNo, staff, contact, now)
                : facts.read(memberNo, staff, contact, now, account.since(Account.Obstacle.Code.DORMANT));
        var cancellation = read.toAsk(CancelWithSecondPerson.CODE);
        return new ContractState(
                memberNo,
                contract.map(AccountFacts.Latest::state).orElse(null),
                contract.map(AccountFacts.Latest::startedOn).orElse(null),
                contract.map(AccountFacts.Latest::endedOn).orElse(null),
                contract.map(AccountFacts.Latest::endReason).orElse(null),
                read.dormantSince(),
                contract.map(AccountFacts.Latest::reckoned).orElse(null),
                account,
                contract.map(AccountFacts.Latest::certificates).orElse(List.of()),
                rulebook.decide(Operation.REACTIVATE, read.toAsk(ReactivateWithSecondPerson.CODE)),
                rulebook.decide(Operation.CANCEL_CONTRACT, cancellation),
                rulebook.decide(Operation.CERTIFY_PAID_OFF, cancellation),
                contact);
    }
}
