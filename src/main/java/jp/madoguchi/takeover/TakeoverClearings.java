package jp.madoguchi.takeover;

import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.UUID;
import jp.madoguchi.approval.Approvals;
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
import jp.madoguchi.policy.Verdict;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Asks a second person to clear the lock for suspected takeover: in person, on a valid identity check, never alone (DOMAIN, decisions). */
@Service
@RolesAllowed(Permission.LOCK_CLEAR)
public class TakeoverClearings {

    private final MemberLock memberLock;
    private final Contacts contacts;
    private final TakeoverFacts facts;
    private final TakeoverEnd end;
    private final Rulebook rulebook;
    private final Approvals approvals;
    private final Operations operations;
    private final DatabaseTime time;

    TakeoverClearings(
            MemberLock memberLock,
            Contacts contacts,
            TakeoverFacts facts,
            TakeoverEnd end,
            Rulebook rulebook,
            Approvals approvals,
            Operations operations,
            DatabaseTime time) {
        this.memberLock = memberLock;
        this.contacts = contacts;
        this.facts = facts;
        this.end = end;
        this.rulebook = rulebook;
        this.approvals = approvals;
        this.operations = operations;
        this.time = time;
    }

    /**
     * @return the request that waits for the second person
     * @throws NotAllowed with the rule and the way out
     */
    @Transactional
    public UUID ask(OperationId id, ContactNo contactNo, MemberNo memberNo, TakeoverClearing form) {
        return operations.once(id, "takeover.TakeoverClearings.ask", UUID.class, () -> {
            memberLock.take(memberNo);
            var contact = contacts.requireFront(contactNo);
            var situation = facts.situation(memberNo, CurrentStaff.get(), contact, time.now());
            var reasons = switch (rulebook.decide(Operation.CLEAR_TAKEOVER, situation)) {
                case Verdict.Forbidden(var reason) -> throw new NotAllowed(reason);
                case Verdict.NeedsSecondPerson(var seconds) -> seconds;
                case Verdict.Allowed() -> List.of(Reason.TAKEOVER_SUSPECTED);
            };
            return approvals.request(
                    id,
                    ClearTakeoverWithSecondPerson.CODE,
                    contact,
                    memberNo,
                    reasons,
                    form,
                    end.factsOf(memberNo, contact.validCheckId()));
        });
    }
}
