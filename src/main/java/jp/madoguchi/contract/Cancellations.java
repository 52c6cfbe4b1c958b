package jp.madoguchi.contract;

import jakarta.annotation.security.RolesAllowed;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Yen;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.MemberLock;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Operation;
import jp.madoguchi.policy.Rulebook;
import jp.madoguchi.policy.Verdict;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ends contracts at the member's request (解約): nothing may be owed, to the yen, and a second person always agrees (DOMAIN R35).
 */
@Service
@RolesAllowed(Permission.CONTRACT_CANCEL)
public class Cancellations {

    private final MemberLock memberLock;
    private final Contacts contacts;
    private final ContractFacts facts;
    private final CancelWithSecondPerson second;
    private final Approvals approvals;
    private final Rulebook rulebook;
    private final Operations operations;
    private final DatabaseTime time;

    Cancellations(
            MemberLock memberLock,
            Contacts contacts,
            ContractFacts facts,
            CancelWithSecondPerson second,
            Approvals approvals,
            Rulebook rulebook,
            Operations operations,
            DatabaseTime time) {
        this.memberLock = memberLock;
        this.contacts = contacts;
        this.facts = facts;
        this.second = second;
        this.approvals = approvals;
        this.rulebook = rulebook;
        this.operations = operations;
        this.time = time;
    }

    /** Exactly what is ended. @param payoff what is owed when it is asked: nothing */
    record Cancelling(Yen payoff) {}

    /** @throws NotAllowed with the rule and the way out */
    @Transactional
    public CareOutcome request(OperationId id, ContactNo contactNo, MemberNo memberNo) {
        return operations.once(
                id, "contract.Cancellations.request", CareOutcome.class, () -> ask(id, contactNo, memberNo));
    }

    private CareOutcome ask(OperationId id, ContactNo contactNo, MemberNo memberNo) {
        memberLock.take(memberNo);
        var contact = contacts.requireFront(contactNo);
        var situation = facts.situation(memberNo, CurrentStaff.get(), contact, CancelWithSecondPerson.CODE, time.now());
        return switch (rulebook.decide(Operation.CANCEL_CONTRACT, situation)) {
            case Verdict.Forbidden(var reason) -> throw new NotAllowed(reason);
            case Verdict.NeedsSecondPerson(var reasons) ->
                new CareOutcome(
                        null,
                        approvals.request(
                                id,
                                CancelWithSecondPerson.CODE,
                                contact,
                                memberNo,
                                reasons,
                                new Cancelling(Yen.ZERO),
                                second.factsOf(memberNo, contact.validCheckId())));
            case Verdict.Allowed() -> throw new IllegalStateException("the rulebook always wants a second person");
        };
    }
}
