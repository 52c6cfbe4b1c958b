package jp.madoguchi.limit;

import static jp.madoguchi.db.madoguchi.Tables.CONTRACT;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.Optional;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.FreeText;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.limit.LimitRefused.Why;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.MemberLock;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Operation;
import jp.madoguchi.policy.Rulebook;
import jp.madoguchi.policy.Situation;
import jp.madoguchi.policy.Situation.Fact;
import jp.madoguchi.policy.Verdict;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lowers a limit, or stops borrowing at once (limit 0; login and repayment go on, DOMAIN R29). Reviewers, supervisors and
 * managers do it alone; at a counter or on the phone a stop is asked for, without an identity check: stopping is safe.
 */
@Service
@RolesAllowed({Permission.BORROWING_STOP, LimitCuts.ON_REQUEST})
public class LimitCuts {

    static final String ON_REQUEST = Permission.BORROWING_STOP + ":REQUEST";

    private static final int NOTE_LIMIT = 200;
    private static final long STEP = 10_000;

    private final DSLContext db;
    private final MemberLock memberLock;
    private final Contacts contacts;
    private final Cutting cutting;
    private final Rulebook rulebook;
    private final Approvals approvals;
    private final Operations operations;
    private final DatabaseTime time;

    LimitCuts(
            DSLContext db,
            MemberLock memberLock,
            Contacts contacts,
            Cutting cutting,
            Rulebook rulebook,
            Approvals approvals,
            Operations operations,
            DatabaseTime time) {
        this.db = db;
        this.memberLock = memberLock;
        this.contacts = contacts;
        this.cutting = cutting;
        this.rulebook = rulebook;
        this.approvals = approvals;
        this.operations = operations;
        this.time = time;
    }

    /**
     * What the person may do about the limit of a member here and now.
     *
     * @param contractVersion of the contract in force; null = none
     * @param contact the person's contact in front, if it is with the member
     */
    public record Choices(
            Verdict stopping, Verdict lowering, @Nullable Integer contractVersion, Optional<OpenContact> contact) {}

    @Transactional(readOnly = true)
    public Choices choices(MemberNo memberNo) {
        var now = time.now();
        var contact = contact();
        var situation = situation(memberNo, contact, now);
        return new Choices(
                rulebook.decide(Operation.STOP_BORROWING, situation),
                rulebook.decide(Operation.LOWER_LIMIT, situation),
                db.select(CONTRACT.VERSION)
                        .from(CONTRACT)
                        .where(CONTRACT.MEMBER_NO.eq(memberNo), CONTRACT.STATE.eq("ACTIVE"))
                        .fetchOne(CONTRACT.VERSION),
                Optional.ofNullable(contact).filter(open -> open.isWith(memberNo)));
    }

    /**
     * Cuts, or asks a second person to.
     *
     * @throws NotAllowed with the rule and the way out
     * @throws LimitRefused NOT_LOWER when the limit is not below the present one or not in steps of 10,000 yen, FACTS_CHANGED
     *     when the contract is not as it was seen
     */
    @Transactional
    public CutOutcome cut(OperationId id, MemberNo memberNo, CutForm typed) {
        var form = new CutForm(
                typed.limit(), typed.reason(), FreeText.clean(typed.note(), NOTE_LIMIT), typed.contractVersion());
        return operations.once(id, "limit.LimitCuts.cut", CutOutcome.class, () -> {
            memberLock.take(memberNo);
            var now = time.now();
            var contact = contact();
            var operation = form.limit().isZero() ? Operation.STOP_BORROWING : Operation.LOWER_LIMIT;
            var verdict = rulebook.decide(operation, situation(memberNo, contact, now));
            if (verdict instanceof Verdict.Forbidden(var reason)) {
                throw new NotAllowed(reason);
            }
            requireLower(memberNo, form);
            return switch (verdict) {
                case Verdict.NeedsSecondPerson(var reasons)
                when contact != null ->
                    new CutOutcome(
                            null,
                            approvals.request(
                                    id,
                                    StopWithSecondPerson.CODE,
                                    contact,
                                    memberNo,
                                    reasons,
                                    form,
                                    String.valueOf(form.contractVersion())));
                case Verdict.NeedsSecondPerson(var reasons) -> throw new NotAllowed(reasons.getFirst());
                default ->
                    new CutOutcome(
                            cutting.cut(memberNo, form, CurrentStaff.get().staffNo(), null), null);
            };
        });
    }

    private void requireLower(MemberNo memberNo, CutForm form) {
        var contract = db.select(CONTRACT.VERSION, CONTRACT.CREDIT_LIMIT)
                .from(CONTRACT)
                .where(CONTRACT.MEMBER_NO.eq(memberNo), CONTRACT.STATE.eq("ACTIVE"))
                .fetchOptional()
                .orElseThrow(() -> new LimitRefused(Why.NO_CONTRACT));
        if (contract.value1() != form.contractVersion()) {
            throw new LimitRefused(Why.FACTS_CHANGED);
        }
        if (form.limit().compareTo(contract.value2()) >= 0 || form.limit().amount() % STEP != 0) {
            throw new LimitRefused(Why.NOT_LOWER);
        }
    }

    private @Nullable OpenContact contact() {
        return CurrentStaff.get().may(Permission.CONTACT_WRITE)
                ? contacts.front().orElse(null)
                : null;
    }

    private Situation situation(MemberNo memberNo, @Nullable OpenContact contact, Instant now) {
        var staff = CurrentStaff.get();
        var situation = contact == null ? Situation.outsideContact(staff) : contact.situation(staff, memberNo);
        var row = db.select(
                        CONTRACT.CREDIT_LIMIT,
                        field(
                                contact == null
                                        ? falseCondition()
                                        : Approvals.waits(contact.contactNo(), StopWithSecondPerson.CODE, now)))
                .from(CONTRACT)
                .where(CONTRACT.MEMBER_NO.eq(memberNo), CONTRACT.STATE.eq("ACTIVE"))
                .fetchOptional();
        return situation
                .when(row.isEmpty(), Fact.CONTRACT_ENDED)
                .when(row.filter(found -> found.value1().isZero()).isPresent(), Fact.BORROWING_STOPPED)
                .when(row.filter(found -> found.value2()).isPresent(), Fact.REQUEST_WAITING);
    }
}
