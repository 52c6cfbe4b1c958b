package jp.madoguchi.login;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
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
 * Starts a reset of password or PIN in person or by video, on a valid identity check: a one-time link to an e-mail or mobile
 * number that is registered long enough; only where there is neither, a code on a slip, agreed to by a second person (DOMAIN
 * R6 and decisions). Staff never see, set or read the secret or the link.
 */
@Service
@RolesAllowed(Permission.CREDENTIAL_RESET)
public class Resets {

    private final MemberLock memberLock;
    private final Contacts contacts;
    private final LoginFacts login;
    private final ResetFacts facts;
    private final ResetStarting starting;
    private final Approvals approvals;
    private final Rulebook rulebook;
    private final Operations operations;

    Resets(
            MemberLock memberLock,
            Contacts contacts,
            LoginFacts login,
            ResetFacts facts,
            ResetStarting starting,
            Approvals approvals,
            Rulebook rulebook,
            Operations operations) {
        this.memberLock = memberLock;
        this.contacts = contacts;
        this.login = login;
        this.facts = facts;
        this.starting = starting;
        this.approvals = approvals;
        this.rulebook = rulebook;
        this.operations = operations;
    }

    /**
     * A later one for the same secret ends the one before it.
     *
     * @throws NotAllowed with the rule and the way out
     */
    @Transactional
    public ResetOutcome start(OperationId id, ContactNo contactNo, MemberNo memberNo, Reset form) {
        return operations.once(
                id, "login.Resets.start", ResetOutcome.class, () -> decide(id, contactNo, memberNo, form));
    }

    private ResetOutcome decide(OperationId id, ContactNo contactNo, MemberNo memberNo, Reset form) {
        memberLock.take(memberNo);
        var contact = contacts.requireFront(contactNo);
        var now = contact.asOf();
        var staff = CurrentStaff.get();
        var situation = facts.situation(login.situation(memberNo, staff, contact, now), memberNo, contact, now);
        var checkId = contact.validCheckId();
        return switch (rulebook.decide(Operation.REQUEST_RESET, situation)) {
            case Verdict.Forbidden(var reason) -> throw new NotAllowed(reason);
            case Verdict.NeedsSecondPerson(var reasons) -> {
                requireDelivery(memberNo, form, now);
                yield new ResetOutcome(
                        null,
                        approvals.request(
                                id,
                                ResetWithSecondPerson.CODE,
                                contact,
                                memberNo,
                                reasons,
                                form,
                                starting.factsOf(memberNo, checkId)));
            }
            case Verdict.Allowed() -> {
                requireDelivery(memberNo, form, now);
                if (checkId == null) {
                    throw new NotAllowed(Reason.CHECK_EXPIRED);
                }
                yield starting.apply(memberNo, contactNo, staff.staffNo(), checkId, form, null, id);
            }
        };
    }

    private void requireDelivery(MemberNo memberNo, Reset form, Instant now) {
        var links = facts.deliveries(memberNo, now);
        var fits = form.delivery() == Reset.Delivery.SLIP ? links.isEmpty() : links.contains(form.delivery());
        if (!fits) {
            throw new NotAllowed(Reason.NO_RESET_ADDRESS);
        }
    }
}
