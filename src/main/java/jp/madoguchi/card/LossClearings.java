package jp.madoguchi.card;

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
import jp.madoguchi.policy.Situation.Fact;
import jp.madoguchi.policy.Verdict;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Clears the lock of a lost card in person, on a valid identity check, with the card in the member's hands (DOMAIN R22). */
@Service
@RolesAllowed(Permission.LOCK_CLEAR)
public class LossClearings {

    private final MemberLock memberLock;
    private final Contacts contacts;
    private final CardFacts facts;
    private final LossEnd end;
    private final Rulebook rulebook;
    private final Approvals approvals;
    private final Operations operations;
    private final DatabaseTime time;

    LossClearings(
            MemberLock memberLock,
            Contacts contacts,
            CardFacts facts,
            LossEnd end,
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
     * Where the rulebook wants a second person, asks for one instead.
     *
     * @throws NotAllowed with the rule and the way out
     */
    @Transactional
    public LossCleared clear(OperationId id, ContactNo contactNo, MemberNo memberNo) {
        return operations.once(
                id, "card.LossClearings.clear", LossCleared.class, () -> decide(id, contactNo, memberNo));
    }

    private LossCleared decide(OperationId id, ContactNo contactNo, MemberNo memberNo) {
        memberLock.take(memberNo);
        var contact = contacts.requireFront(contactNo);
        var now = time.now();
        var staff = CurrentStaff.get();
        var situation = facts.situation(memberNo, staff, contact, now);
        var form = new LossClearing(
                situation.facts().contains(Fact.CARD_LOST)
                        ? LossClearing.Reason.CARD_FOUND
                        : LossClearing.Reason.CARD_REPLACED);
        var checkId = contact.validCheckId();
        return switch (rulebook.decide(Operation.CLEAR_LOSS, situation)) {
            case Verdict.Forbidden(var reason) -> throw new NotAllowed(reason);
            case Verdict.NeedsSecondPerson(var reasons) ->
                new LossCleared(
                        null,
                        approvals.request(
                                id,
                                ClearLossWithSecondPerson.CODE,
                                contact,
                                memberNo,
                                reasons,
                                form,
                                end.factsOf(memberNo, checkId)));
            case Verdict.Allowed() -> {
                if (checkId == null) {
                    throw new NotAllowed(Reason.CHECK_EXPIRED);
                }
                end.apply(memberNo, contactNo, staff.staffNo(), contact.placeNo(), checkId, form, null, id, now);
                yield new LossCleared(now, null);
            }
        };
    }
}
