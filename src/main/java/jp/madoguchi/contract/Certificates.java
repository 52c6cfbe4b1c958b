package jp.madoguchi.contract;

import static jp.madoguchi.db.madoguchi.Tables.CONTRACT;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_NAME;
import static jp.madoguchi.db.madoguchi.Tables.PAID_OFF_CERTIFICATE;
import static jp.madoguchi.db.madoguchi.Tables.PLACE;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;

import jakarta.annotation.security.RolesAllowed;
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
import jp.madoguchi.operation.Settings;
import jp.madoguchi.policy.CheckState;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Operation;
import jp.madoguchi.policy.Reason;
import jp.madoguchi.policy.Rulebook;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Paid-off certificates (完済証明書): each with its number, made after a passed check when nothing is owed, to the yen. */
@Service
@RolesAllowed(Permission.CONTACT_WRITE)
public class Certificates {

    private final DSLContext db;
    private final MemberLock memberLock;
    private final Contacts contacts;
    private final ContractFacts facts;
    private final Rulebook rulebook;
    private final Operations operations;
    private final DatabaseTime time;
    private final Settings settings;
    private final AuditLog audit;

    Certificates(
            DSLContext db,
            MemberLock memberLock,
            Contacts contacts,
            ContractFacts facts,
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

    /** @throws NotAllowed with the rule and the way out */
    @Transactional
    public Certificate make(OperationId id, ContactNo contactNo, MemberNo memberNo) {
        return operations.once(
                id, "contract.Certificates.make", Certificate.class, () -> number(id, contactNo, memberNo));
    }

    private Certificate number(OperationId id, ContactNo contactNo, MemberNo memberNo) {
        memberLock.take(memberNo);
        var contact = contacts.requireFront(contactNo);
        var now = time.now();
        var staff = CurrentStaff.get();
        rulebook.require(
                Operation.CERTIFY_PAID_OFF,
                facts.situation(memberNo, staff, contact, CancelWithSecondPerson.CODE, now));
        var checkId = contact.validCheckId();
        if (checkId == null) {
            throw new NotAllowed(Reason.CHECK_EXPIRED);
        }
        var contract = db.select(CONTRACT.ID)
                .from(CONTRACT)
                .where(CONTRACT.MEMBER_NO.eq(memberNo))
                .orderBy(CONTRACT.STARTED_ON.desc(), CONTRACT.ID.desc())
                .limit(1)
                .fetchSingle(CONTRACT.ID);
        var made = db.insertInto(PAID_OFF_CERTIFICATE)
                .set(PAID_OFF_CERTIFICATE.CONTRACT_ID, contract)
                .set(PAID_OFF_CERTIFICATE.MEMBER_NO, memberNo)
                .set(PAID_OFF_CERTIFICATE.MADE_AT, now)
                .set(PAID_OFF_CERTIFICATE.CONTACT_NO, contactNo)
                .set(PAID_OFF_CERTIFICATE.CHECK_ID, checkId)
                .set(PAID_OFF_CERTIFICATE.STAFF_NO, staff.staffNo())
                .set(PAID_OFF_CERTIFICATE.PLACE_NO, contact.placeNo())
                .returningResult(PAID_OFF_CERTIFICATE.CERTIFICATE_NO)
                .fetchSingle()
                .value1();
        audit.append(AuditEntry.done(AuditAction.CERTIFICATE_MADE)
                .about(memberNo)
                .during(contactNo)
                .by(id)
                .with("certificate", made)
                .with("check_id", checkId));
        return new Certificate(made, now, contactNo);
    }

    /**
     * The sheet, as PDF, while the contact is in front and its check holds.
     *
     * @throws NoSuchCertificate when it was not made in this contact
     */
    @Transactional
    public byte[] print(ContactNo contactNo, String certificateNo) {
        var contact = contacts.requireFront(contactNo);
        if (contact.check() != CheckState.PASSED) {
            throw new NotAllowed(Reason.CHECK_EXPIRED);
        }
        var sheet = db.select(
                        PAID_OFF_CERTIFICATE.CERTIFICATE_NO,
                        concat(MEMBER_NAME.FAMILY, inline(" "), MEMBER_NAME.GIVEN),
                        concat(MEMBER_NAME.FAMILY_KANA, inline(" "), MEMBER_NAME.GIVEN_KANA),
                        PAID_OFF_CERTIFICATE.MEMBER_NO,
                        CONTRACT.STARTED_ON,
                        CONTRACT.ENDED_ON,
                        PAID_OFF_CERTIFICATE.MADE_AT,
                        PLACE.NAME)
                .from(PAID_OFF_CERTIFICATE)
                .join(CONTRACT)
                .on(CONTRACT.ID.eq(PAID_OFF_CERTIFICATE.CONTRACT_ID))
                .join(PLACE)
                .on(PLACE.PLACE_NO.eq(PAID_OFF_CERTIFICATE.PLACE_NO))
                .join(MEMBER_NAME)
                .on(
                        MEMBER_NAME.MEMBER_NO.eq(PAID_OFF_CERTIFICATE.MEMBER_NO),
                        MEMBER_NAME.KIND.eq("LEGAL"),
                        MEMBER_NAME.VALID_TO.isNull())
                .where(
                        PAID_OFF_CERTIFICATE.CERTIFICATE_NO.eq(certificateNo),
                        PAID_OFF_CERTIFICATE.CONTACT_NO.eq(contactNo))
                .fetchOptional(mapping(CertificateSheet::new))
                .orElseThrow(NoSuchCertificate::new);
        audit.append(AuditEntry.done(AuditAction.CERTIFICATE_PRINTED)
                .about(sheet.memberNo())
                .during(contactNo)
                .with("certificate", certificateNo));
        return sheet.pdf(settings.words("company.name", sheet.madeAt()));
    }
}
