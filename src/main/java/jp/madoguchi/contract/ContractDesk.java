package jp.madoguchi.contract;

import static jp.madoguchi.db.madoguchi.Routines.dormantSince;
import static jp.madoguchi.db.madoguchi.Tables.CONTRACT;
import static jp.madoguchi.db.madoguchi.Tables.PAID_OFF_CERTIFICATE;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.val;

import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.policy.Operation;
import jp.madoguchi.policy.Rulebook;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the contract of a member; its figures only after a passed check (DOMAIN R31d). Each reading is recorded. */
@Service
@RolesAllowed(Permission.MEMBER_READ)
public class ContractDesk {

    private final DSLContext db;
    private final Contacts contacts;
    private final ContractFacts facts;
    private final Reckonings reckonings;
    private final AccountFacts accounts;
    private final Rulebook rulebook;
    private final DatabaseTime time;
    private final AuditLog audit;

    ContractDesk(
            DSLContext db,
            Contacts contacts,
            ContractFacts facts,
            Reckonings reckonings,
            AccountFacts accounts,
            Rulebook rulebook,
            DatabaseTime time,
            AuditLog audit) {
        this.db = db;
        this.contacts = contacts;
        this.facts = facts;
        this.reckonings = reckonings;
        this.accounts = accounts;
        this.rulebook = rulebook;
        this.time = time;
        this.audit = audit;
    }

    @Transactional
    public ContractState read(MemberNo memberNo) {
        var now = time.now();
        var staff = CurrentStaff.get();
        var contact = staff.may(Permission.CONTACT_WRITE) ? contacts.front().orElse(null) : null;
        var checked = contact != null && contact.isWith(memberNo) && contact.isChecked();
        audit.append(AuditEntry.done(AuditAction.CONTRACT_READ)
                .about(memberNo)
                .during(contact == null ? null : contact.contactNo())
                .with("shown", checked ? "AFTER_CHECK" : "MASKED"));
        var reactivation = facts.situation(memberNo, staff, contact, ReactivateWithSecondPerson.CODE, now);
        var cancellation = facts.situation(memberNo, staff, contact, CancelWithSecondPerson.CODE, now);
        var contract = db.select(CONTRACT.STATE, CONTRACT.STARTED_ON, CONTRACT.ENDED_ON, CONTRACT.END_REASON)
                .from(CONTRACT)
                .where(CONTRACT.MEMBER_NO.eq(memberNo))
                .orderBy(CONTRACT.STARTED_ON.desc(), CONTRACT.ID.desc())
                .limit(1)
                .fetchOptional();
        return new ContractState(
                memberNo,
                contract.map(row -> row.value1()).orElse(null),
                contract.map(row -> row.value2()).orElse(null),
                contract.map(row -> row.value3()).orElse(null),
                contract.map(row -> row.value4()).orElse(null),
                db.select(dormantSince(val(memberNo.value()), val(now, SQLDataType.INSTANT)))
                        .fetchSingle()
                        .value1(),
                checked ? reckonings.of(memberNo, Tokyo.date(now)).orElse(null) : null,
                checked ? accounts.of(memberNo, now).orElse(null) : null,
                certificates(memberNo),
                rulebook.decide(Operation.REACTIVATE, reactivation),
                rulebook.decide(Operation.CANCEL_CONTRACT, cancellation),
                rulebook.decide(Operation.CERTIFY_PAID_OFF, cancellation),
                contact);
    }

    private List<Certificate> certificates(MemberNo memberNo) {
        return db.select(
                        PAID_OFF_CERTIFICATE.CERTIFICATE_NO,
                        PAID_OFF_CERTIFICATE.MADE_AT,
                        PAID_OFF_CERTIFICATE.CONTACT_NO)
                .from(PAID_OFF_CERTIFICATE)
                .where(PAID_OFF_CERTIFICATE.MEMBER_NO.eq(memberNo))
                .orderBy(PAID_OFF_CERTIFICATE.MADE_AT.desc())
                .fetch(mapping(Certificate::new));
    }
}
