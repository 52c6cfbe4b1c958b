package jp.madoguchi.takeover;

import static jp.madoguchi.db.madoguchi.Routines.reportTakeover;
import static jp.madoguchi.db.madoguchi.Tables.LOCK_FOR_TAKEOVER;
import static org.jooq.impl.DSL.val;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.MemberLock;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.operation.OwnRecords;
import jp.madoguchi.operation.Settings;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Operation;
import jp.madoguchi.policy.Rulebook;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Signs of account takeover (不正利用の兆候, DOMAIN §6) for whoever may lock, or has a case of the member; the lock that comes first, on
 * every channel and without an identity check. Nothing of it is ever said to a caller.
 */
@Service
@RolesAllowed(Permission.LOCK_SET)
public class TakeoverSigns {

    static final String IN_CASE = Permission.MEMBER_READ + ":CASE";

    private final DSLContext db;
    private final MemberLock memberLock;
    private final Contacts contacts;
    private final TakeoverFacts facts;
    private final Rulebook rulebook;
    private final Operations operations;
    private final DatabaseTime time;
    private final Settings settings;
    private final AuditLog audit;

    TakeoverSigns(
            DSLContext db,
            MemberLock memberLock,
            Contacts contacts,
            TakeoverFacts facts,
            Rulebook rulebook,
            Operations operations,
            DatabaseTime time,
            Settings settings,
            AuditLog audit) {
        this.db = db;
        this.memberLock = memberLock;
        this.contacts = contacts;
        this.facts = facts;
        this.rulebook = rulebook;
        this.operations = operations;
        this.time = time;
        this.settings = settings;
        this.audit = audit;
    }

    /** How many there are, for the head of a member page whose opening is recorded. */
    @Transactional(readOnly = true)
    @RolesAllowed({Permission.LOCK_SET, IN_CASE})
    public TakeoverWeight weigh(MemberNo memberNo) {
        OwnRecords.require(db, memberNo);
        var signs = facts.signs(memberNo, time.now());
        var grave = (int) signs.stream().filter(TakeoverSign::grave).count();
        return new TakeoverWeight(grave, signs.size() - grave);
    }

    /** With their evidence; the reading is recorded. */
    @Transactional
    @RolesAllowed({Permission.LOCK_SET, IN_CASE})
    public TakeoverState read(MemberNo memberNo) {
        var now = time.now();
        var staff = CurrentStaff.get();
        var contact = staff.may(Permission.CONTACT_WRITE) ? contacts.front().orElse(null) : null;
        var situation = facts.situation(memberNo, staff, contact, now);
        var signs = facts.signs(memberNo, now);
        audit.append(AuditEntry.done(AuditAction.TAKEOVER_SIGNS_READ)
                .about(memberNo)
                .during(contact == null ? null : contact.contactNo())
                .with("signs", signs.stream().map(TakeoverSign::sign).distinct().toList()));
        return new TakeoverState(
                memberNo,
                signs,
                signs.stream()
                        .filter(sign -> sign.sign() == Sign.LOCKED)
                        .map(TakeoverSign::since)
                        .findFirst()
                        .orElse(null),
                settings.number("takeover.shown_days", now),
                rulebook.decide(Operation.LOCK_TAKEOVER, situation),
                rulebook.decide(Operation.REPORT_TAKEOVER, situation),
                rulebook.decide(Operation.CLEAR_TAKEOVER, situation),
                contact);
    }

    /**
     * Stops member page, app and ATM at once; the signs of that moment are kept as evidence. The member is not told.
     *
     * @return since when the lock is open
     * @throws NotAllowed with the rule and the way out
     */
    @Transactional
    public Instant lock(OperationId id, ContactNo contactNo, MemberNo memberNo) {
        return operations.once(id, "takeover.TakeoverSigns.lock", Instant.class, () -> {
            memberLock.take(memberNo);
            var contact = contacts.requireFront(contactNo);
            var staff = CurrentStaff.get();
            rulebook.require(Operation.LOCK_TAKEOVER, facts.situation(memberNo, staff, contact, time.now()));
            var lock = LOCK_FOR_TAKEOVER.call(contactNo.value(), staff.staffNo().value());
            var lockedAt = db.select(lock.LOCKED_AT).from(lock).fetchSingle().value1();
            audit.append(AuditEntry.done(AuditAction.TAKEOVER_LOCKED)
                    .about(memberNo)
                    .during(contactNo)
                    .by(id)
                    .because("SUSPECTED_BY_STAFF"));
            return lockedAt;
        });
    }

    /**
     * Records what was heard, once in a contact.
     *
     * @return since when it stands in this contact
     * @throws NotAllowed with the rule and the way out
     */
    @Transactional
    public Instant report(OperationId id, ContactNo contactNo, MemberNo memberNo, Heard heard) {
        return operations.once(id, "takeover.TakeoverSigns.report", Instant.class, () -> {
            memberLock.take(memberNo);
            var contact = contacts.requireFront(contactNo);
            var staff = CurrentStaff.get();
            rulebook.require(Operation.REPORT_TAKEOVER, facts.situation(memberNo, staff, contact, time.now()));
            var at = db.select(reportTakeover(
                            val(UUID.randomUUID()),
                            val(contactNo.value()),
                            val(staff.staffNo().value()),
                            val(heard.name())))
                    .fetchSingle()
                    .value1();
            audit.append(AuditEntry.done(AuditAction.TAKEOVER_REPORTED)
                    .about(memberNo)
                    .during(contactNo)
                    .by(id)
                    .because(heard.name()));
            return at;
        });
    }
}
