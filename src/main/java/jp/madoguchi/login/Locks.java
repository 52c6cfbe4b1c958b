package jp.madoguchi.login;

import static jp.madoguchi.db.madoguchi.Tables.LOGIN_LOCK;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;

import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
import jp.madoguchi.policy.Situation;
import jp.madoguchi.policy.Verdict;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Clears login locks: in person, on a valid identity check, with a coded reason; never by phone (DOMAIN R22). */
@Service
@RolesAllowed(Permission.LOCK_CLEAR)
public class Locks {

    /** A lock cleared within this time by somebody else is told as theirs. */
    private static final Duration JUST_NOW = Duration.ofMinutes(30);

    private final DSLContext db;
    private final MemberLock memberLock;
    private final Contacts contacts;
    private final LoginFacts facts;
    private final ResetFacts resets;
    private final LockClearing clearing;
    private final Rulebook rulebook;
    private final Approvals approvals;
    private final Operations operations;

    Locks(
            DSLContext db,
            MemberLock memberLock,
            Contacts contacts,
            LoginFacts facts,
            ResetFacts resets,
            LockClearing clearing,
            Rulebook rulebook,
            Approvals approvals,
            Operations operations) {
        this.db = db;
        this.memberLock = memberLock;
        this.contacts = contacts;
        this.facts = facts;
        this.resets = resets;
        this.clearing = clearing;
        this.rulebook = rulebook;
        this.approvals = approvals;
        this.operations = operations;
    }

    /**
     * Clears every open login and ATM PIN lock of the member at once, so that member page, app and ATM open together;
     * where the rulebook wants a second person, asks for one instead. The reset, if one is wanted, rests on the same check.
     *
     * @throws AlreadyCleared when somebody else was faster
     * @throws NotAllowed with the rule and the way out
     */
    @Transactional
    public ClearingOutcome clear(OperationId id, ContactNo contactNo, MemberNo memberNo, Clearing form) {
        return operations.once(
                id, "login.Locks.clear", ClearingOutcome.class, () -> decide(id, contactNo, memberNo, form));
    }

    private ClearingOutcome decide(OperationId id, ContactNo contactNo, MemberNo memberNo, Clearing form) {
        memberLock.take(memberNo);
        var contact = contacts.requireFront(contactNo);
        var now = contact.asOf();
        var situation = facts.situation(memberNo, CurrentStaff.get(), contact, now);
        var verdict = rulebook.decide(Operation.CLEAR_LOCK, situation);
        if (form.reset() != null) {
            verdict = verdict.and(
                    rulebook.decide(Operation.REQUEST_RESET, resets.situation(situation, memberNo, contact, now)));
        }
        return switch (verdict) {
            case Verdict.Forbidden(var reason) -> throw refusal(new NotAllowed(reason), memberNo, situation, now);
            case Verdict.NeedsSecondPerson(var reasons) ->
                new ClearingOutcome(
                        null,
                        approvals.request(
                                id,
                                ClearLockWithSecondPerson.CODE,
                                contact,
                                memberNo,
                                reasons,
                                form,
                                clearing.factsOf(memberNo, contact.validCheckId())),
                        false);
            case Verdict.Allowed() -> {
                clearing.apply(
                        memberNo,
                        contactNo,
                        CurrentStaff.get().staffNo(),
                        contact.placeNo(),
                        form,
                        contact.validCheckId(),
                        null,
                        id,
                        now);
                yield new ClearingOutcome(now, null, form.reset() != null);
            }
        };
    }

    /** Not locked any more may mean that somebody else was faster: then it says who and when. */
    private RuntimeException refusal(NotAllowed refused, MemberNo memberNo, Situation situation, Instant now) {
        if (refused.rule() != Reason.NOT_LOCKED) {
            return refused;
        }
        Optional<AlreadyCleared> faster = db.select(
                        concat(STAFF.FAMILY, inline(" "), STAFF.GIVEN), LOGIN_LOCK.CLEARED_AT)
                .from(LOGIN_LOCK)
                .join(STAFF)
                .on(STAFF.STAFF_NO.eq(LOGIN_LOCK.CLEARED_BY))
                .where(
                        LOGIN_LOCK.MEMBER_NO.eq(memberNo),
                        LOGIN_LOCK.CLEARED_AT.gt(now.minus(JUST_NOW)),
                        LOGIN_LOCK.CLEARED_BY.ne(situation.staff().staffNo()))
                .orderBy(LOGIN_LOCK.CLEARED_AT.desc())
                .limit(1)
                .fetchOptional(mapping(AlreadyCleared::new));
        return faster.<RuntimeException>map(cleared -> cleared).orElse(refused);
    }
}
