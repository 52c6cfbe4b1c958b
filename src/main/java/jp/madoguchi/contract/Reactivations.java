package jp.madoguchi.contract;

import jakarta.annotation.security.RolesAllowed;
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

/**
 * Re-activates dormant members (休眠) on a valid identity check, by phone after a call-back, once the registered contact data
 * were confirmed; with a second person when some were changed in the same contact (DOMAIN R31c).
 */
@Service
@RolesAllowed(Permission.ACCOUNT_REACTIVATE)
public class Reactivations {

    private final MemberLock memberLock;
    private final Contacts contacts;
    private final ContractFacts facts;
    private final Reactivating reactivating;
    private final Approvals approvals;
    private final Rulebook rulebook;
    private final Operations operations;
    private final DatabaseTime time;

    Reactivations(
            MemberLock memberLock,
            Contacts contacts,
            ContractFacts facts,
            Reactivating reactivating,
            Approvals approvals,
            Rulebook rulebook,
            Operations operations,
            DatabaseTime time) {
        this.memberLock = memberLock;
        this.contacts = contacts;
        this.facts = facts;
        this.reactivating = reactivating;
        this.approvals = approvals;
        this.rulebook = rulebook;
        this.operations = operations;
        this.time = time;
    }

    /**
     * @param confirmed what the member confirmed
     * @throws UnconfirmedData unless all of it was
     * @throws NotAllowed with the rule and the way out
     */
    @Transactional
    public CareOutcome reactivate(OperationId id, ContactNo contactNo, MemberNo memberNo, Confirmed confirmed) {
        if (!confirmed.isComplete()) {
            throw new UnconfirmedData();
        }
        return operations.once(
                id, "contract.Reactivations.reactivate", CareOutcome.class, () -> decide(id, contactNo, memberNo));
    }

    private CareOutcome decide(OperationId id, ContactNo contactNo, MemberNo memberNo) {
        memberLock.take(memberNo);
        var contact = contacts.requireFront(contactNo);
        var staff = CurrentStaff.get();
        var situation = facts.situation(memberNo, staff, contact, ReactivateWithSecondPerson.CODE, time.now());
        var checkId = contact.validCheckId();
        return switch (rulebook.decide(Operation.REACTIVATE, situation)) {
            case Verdict.Forbidden(var reason) -> throw new NotAllowed(reason);
            case Verdict.NeedsSecondPerson(var reasons) ->
                new CareOutcome(
                        null,
                        approvals.request(
                                id,
                                ReactivateWithSecondPerson.CODE,
                                contact,
                                memberNo,
                                reasons,
                                Confirmed.ALL,
                                reactivating.factsOf(memberNo, contactNo, checkId)));
            case Verdict.Allowed() -> {
                if (checkId == null) {
                    throw new NotAllowed(Reason.CHECK_EXPIRED);
                }
                yield new CareOutcome(
                        reactivating.apply(memberNo, contactNo, staff.staffNo(), checkId, null, id), null);
            }
        };
    }
}
