package jp.madoguchi.limit;

import static jp.madoguchi.db.madoguchi.Routines.takeInLimitRequest;
import static jp.madoguchi.db.madoguchi.Routines.withdrawLimitRequest;
import static org.jooq.impl.DSL.val;

import jakarta.annotation.security.RolesAllowed;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.FreeText;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.limit.LimitRefused.Why;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Operation;
import jp.madoguchi.policy.Reason;
import jp.madoguchi.policy.Rulebook;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Requests for a higher limit that members make at a counter, a machine or on the phone, after a passed check. */
@Service
@RolesAllowed(Permission.LIMIT_REQUEST)
public class LimitRequests {

    private static final int EMPLOYER_LIMIT = 100;

    private final DSLContext db;
    private final Contacts contacts;
    private final Rulebook rulebook;
    private final Operations operations;
    private final Announcements announcements;
    private final AuditLog audit;

    LimitRequests(
            DSLContext db,
            Contacts contacts,
            Rulebook rulebook,
            Operations operations,
            Announcements announcements,
            AuditLog audit) {
        this.db = db;
        this.contacts = contacts;
        this.rulebook = rulebook;
        this.operations = operations;
        this.announcements = announcements;
        this.audit = audit;
    }

    /**
     * Takes a request in.
     *
     * @return its name
     * @throws NotAllowed with the rule and the way out
     * @throws LimitRefused INCOMPLETE, NO_CONTRACT, OUT_OF_BOUNDS (no raise, or above the product) or ANOTHER_OPEN
     */
    @Transactional
    public UUID takeIn(OperationId id, ContactNo contactNo, MemberNo memberNo, NewLimitRequest form) {
        var employer = FreeText.clean(form.employer(), EMPLOYER_LIMIT);
        return operations.once(id, "limit.LimitRequests.takeIn", UUID.class, () -> {
            var ref = UUID.randomUUID();
            var contact = require(contactNo, memberNo);
            var outcome = db.select(takeInLimitRequest(
                            val(ref),
                            val(contactNo.value()),
                            val(checkOf(contact)),
                            val(CurrentStaff.get().staffNo().value()),
                            val(form.limit().amount()),
                            val(form.purpose().name()),
                            val(form.annualIncome().amount()),
                            val(employer),
                            val(form.othersBalance().amount()),
                            val(form.othersLenders())))
                    .fetchSingle()
                    .value1();
            switch (outcome) {
                case "RECEIVED" -> {}
                case "NO_CONTRACT" -> throw new LimitRefused(Why.NO_CONTRACT);
                case "OUT_OF_BOUNDS" -> throw new LimitRefused(Why.OUT_OF_BOUNDS);
                case "ANOTHER_OPEN" -> throw new LimitRefused(Why.ANOTHER_OPEN);
                default -> throw new LimitRefused(Why.INCOMPLETE);
            }
            audit.append(AuditEntry.done(AuditAction.LIMIT_REQUESTED)
                    .about(memberNo)
                    .during(contactNo)
                    .by(id)
                    .with("request", ref)
                    .with("limit", form.limit().amount()));
            announcements.tell(Announcements.Kind.LIMIT);
            return ref;
        });
    }

    /**
     * The member takes a request back, with the offer that was made on it.
     *
     * @throws NotAllowed with the rule and the way out
     * @throws LimitRefused NOT_OPEN when it ended before
     */
    @Transactional
    public void withdraw(OperationId id, ContactNo contactNo, MemberNo memberNo, UUID request) {
        operations.once(id, "limit.LimitRequests.withdraw", String.class, () -> {
            var contact = require(contactNo, memberNo);
            var outcome = db.select(withdrawLimitRequest(
                            val(request),
                            val(contactNo.value()),
                            val(checkOf(contact)),
                            val(CurrentStaff.get().staffNo().value())))
                    .fetchSingle()
                    .value1();
            if (!outcome.equals("WITHDRAWN")) {
                throw new LimitRefused(Why.NOT_OPEN);
            }
            audit.append(AuditEntry.done(AuditAction.LIMIT_REQUEST_WITHDRAWN)
                    .about(memberNo)
                    .during(contactNo)
                    .by(id)
                    .with("request", request));
            announcements.tell(Announcements.Kind.LIMIT);
            return outcome;
        });
    }

    private OpenContact require(ContactNo contactNo, MemberNo memberNo) {
        var contact = contacts.requireFront(contactNo);
        rulebook.require(Operation.REQUEST_LIMIT, contact.situation(CurrentStaff.get(), memberNo));
        return contact;
    }

    static Long checkOf(OpenContact contact) {
        var check = contact.validCheckId();
        if (check == null) {
            throw new NotAllowed(Reason.CHECK_EXPIRED);
        }
        return check;
    }
}
