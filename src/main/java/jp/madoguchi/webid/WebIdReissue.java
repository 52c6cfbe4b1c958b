package jp.madoguchi.webid;

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
 * Re-issues a Web-ID on a valid identity check: on a slip at a store, to the registered e-mail anywhere else, by phone too
 * (DOMAIN, decisions). The old one stops in the same transaction and stays reserved for ever.
 */
@Service
@RolesAllowed(Permission.WEBID_REISSUE)
public class WebIdReissue {

    private final MemberLock memberLock;
    private final Contacts contacts;
    private final WebIdFacts facts;
    private final WebIdReissuing reissuing;
    private final Approvals approvals;
    private final Rulebook rulebook;
    private final Operations operations;
    private final DatabaseTime time;

    WebIdReissue(
            MemberLock memberLock,
            Contacts contacts,
            WebIdFacts facts,
            WebIdReissuing reissuing,
            Approvals approvals,
            Rulebook rulebook,
            Operations operations,
            DatabaseTime time) {
        this.memberLock = memberLock;
        this.contacts = contacts;
        this.facts = facts;
        this.reissuing = reissuing;
        this.approvals = approvals;
        this.rulebook = rulebook;
        this.operations = operations;
        this.time = time;
    }

    /** @throws NotAllowed with the rule and the way out */
    @Transactional
    public ReissueOutcome reissue(OperationId id, ContactNo contactNo, MemberNo memberNo, Reissue form) {
        return operations.once(
                id, "webid.WebIdReissue.reissue", ReissueOutcome.class, () -> decide(id, contactNo, memberNo, form));
    }

    private ReissueOutcome decide(OperationId id, ContactNo contactNo, MemberNo memberNo, Reissue form) {
        memberLock.take(memberNo);
        var contact = contacts.requireFront(contactNo);
        var situation = facts.situation(memberNo, CurrentStaff.get(), contact, time.now());
        var checkId = contact.validCheckId();
        return switch (rulebook.decide(operation(form.delivery()), situation)) {
            case Verdict.Forbidden(var reason) -> throw new NotAllowed(reason);
            case Verdict.NeedsSecondPerson(var reasons) ->
                new ReissueOutcome(
                        null,
                        null,
                        approvals.request(
                                id,
                                ReissueWithSecondPerson.CODE,
                                contact,
                                memberNo,
                                reasons,
                                form,
                                reissuing.factsOf(memberNo, checkId)));
            case Verdict.Allowed() -> {
                if (checkId == null) {
                    throw new NotAllowed(Reason.CHECK_EXPIRED);
                }
                yield reissuing.apply(memberNo, contactNo, CurrentStaff.get().staffNo(), checkId, form, null, id);
            }
        };
    }

    static Operation operation(Reissue.Delivery delivery) {
        return switch (delivery) {
            case SLIP -> Operation.REISSUE_WEB_ID_BY_SLIP;
            case MAIL -> Operation.REISSUE_WEB_ID_BY_MAIL;
        };
    }
}
