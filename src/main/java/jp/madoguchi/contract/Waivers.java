package jp.madoguchi.contract;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.Optional;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.MemberLock;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.operation.OwnRecords;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Operation;
import jp.madoguchi.policy.Rulebook;
import jp.madoguchi.policy.Situation;
import jp.madoguchi.policy.Situation.Fact;
import jp.madoguchi.policy.Verdict;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks to waive the late charge (遅延損害金の免除) of a member whom an outage of ours kept from paying in time. A second person
 * always decides (DOMAIN §6).
 */
@Service
@RolesAllowed(Permission.LATE_CHARGE_WAIVE)
public class Waivers {

    private final DSLContext db;
    private final MemberLock memberLock;
    private final Contacts contacts;
    private final ContractFacts contract;
    private final WaiverFacts facts;
    private final Approvals approvals;
    private final Rulebook rulebook;
    private final Operations operations;
    private final DatabaseTime time;

    Waivers(
            DSLContext db,
            MemberLock memberLock,
            Contacts contacts,
            ContractFacts contract,
            WaiverFacts facts,
            Approvals approvals,
            Rulebook rulebook,
            Operations operations,
            DatabaseTime time) {
        this.db = db;
        this.memberLock = memberLock;
        this.contacts = contacts;
        this.contract = contract;
        this.facts = facts;
        this.approvals = approvals;
        this.rulebook = rulebook;
        this.operations = operations;
        this.time = time;
    }

    /** What can be waived for a member who has proved to be the member; belongs to the reading of what is due today. */
    @Transactional(readOnly = true)
    public Optional<WaiverOffer> offer(MemberNo memberNo) {
        var now = time.now();
        var contact = contacts.front()
                .filter(front -> front.isWith(memberNo) && front.isChecked())
                .orElse(null);
        if (contact == null) {
            return Optional.empty();
        }
        OwnRecords.require(db, memberNo);
        return facts.late(memberNo, now)
                .flatMap(today -> facts.waiving(today, now))
                .map(waiving -> new WaiverOffer(
                        waiving.amount(),
                        waiving.outage(),
                        rulebook.decide(Operation.WAIVE_LATE_CHARGE, situation(memberNo, contact, now)),
                        contact));
    }

    /** @throws NotAllowed with the rule and the way out */
    @Transactional
    public CareOutcome request(OperationId id, ContactNo contactNo, MemberNo memberNo) {
        return operations.once(id, "contract.Waivers.request", CareOutcome.class, () -> ask(id, contactNo, memberNo));
    }

    private CareOutcome ask(OperationId id, ContactNo contactNo, MemberNo memberNo) {
        memberLock.take(memberNo);
        var contact = contacts.requireFront(contactNo);
        var now = time.now();
        var late = facts.late(memberNo, now);
        var waiving = late.flatMap(today -> facts.waiving(today, now));
        var situation = situation(memberNo, contact, now)
                .when(late.isEmpty(), Fact.NO_LATE_CHARGE)
                .when(waiving.isEmpty(), Fact.NO_OUTAGE_OF_OURS);
        return switch (rulebook.decide(Operation.WAIVE_LATE_CHARGE, situation)) {
            case Verdict.Forbidden(var reason) -> throw new NotAllowed(reason);
            case Verdict.NeedsSecondPerson(var reasons) ->
                new CareOutcome(
                        null,
                        approvals.request(
                                id,
                                WaiveWithSecondPerson.CODE,
                                contact,
                                memberNo,
                                reasons,
                                waiving.orElseThrow(),
                                facts.text(memberNo, waiving.orElseThrow(), contact.validCheckId())));
            case Verdict.Allowed() -> throw new IllegalStateException("the rulebook always wants a second person");
        };
    }

    private Situation situation(MemberNo memberNo, OpenContact contact, Instant now) {
        return contract.situation(memberNo, CurrentStaff.get(), contact, WaiveWithSecondPerson.CODE, now);
    }
}
