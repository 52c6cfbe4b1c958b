package jp.madoguchi.identity;

import static jp.madoguchi.db.madoguchi.Tables.IDENTITY_DOCUMENT;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_ADDRESS;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.row;

import jakarta.annotation.security.RolesAllowed;
import java.time.LocalDate;
import java.util.List;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.FreeText;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.identity.CheckResult.FailReason;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.policy.Operation;
import jp.madoguchi.policy.Rulebook;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Identity checks at the counter and, by video, at a contract machine (DOMAIN §4). */
@Service
@RolesAllowed(Permission.IDENTITY_IN_PERSON)
public class IdentityChecks {

    private static final int ADDRESS_LIMIT = 200;

    private final DSLContext db;
    private final Contacts contacts;
    private final DocumentRules rules;
    private final CheckRecords records;
    private final Rulebook rulebook;
    private final Operations operations;
    private final DatabaseTime time;

    IdentityChecks(
            DSLContext db,
            Contacts contacts,
            DocumentRules rules,
            CheckRecords records,
            Rulebook rulebook,
            Operations operations,
            DatabaseTime time) {
        this.db = db;
        this.contacts = contacts;
        this.rules = rules;
        this.records = records;
        this.rulebook = rulebook;
        this.operations = operations;
        this.time = time;
    }

    /** The documents that are accepted today, in the order of the form; also told to members on the phone. */
    @Transactional(readOnly = true)
    @RolesAllowed({Permission.IDENTITY_IN_PERSON, Permission.MEMBER_READ})
    public List<DocumentRule> acceptedDocuments() {
        return rules.on(Tokyo.date(time.now()));
    }

    /**
     * Records a check by one document, or two where the first shows no photograph. Passed, it holds 60 minutes at most
     * (setting identity_check.minutes). Failed, it counts against the tries of the contact.
     *
     * @throws DocumentRefused when a paper does not count or the form is incomplete: nothing is counted
     */
    @Transactional
    public CheckResult check(
            OperationId id,
            ContactNo contactNo,
            MemberNo memberNo,
            List<ShownDocument> documents,
            boolean suspectedForgery) {
        return operations.once(
                id,
                "identity.IdentityChecks.check",
                CheckResult.class,
                () -> record(id, contactNo, memberNo, documents, suspectedForgery, null));
    }

    /**
     * The check of a person who has moved: the documents bear the address to which the registered one is changed in the same
     * transaction (DOMAIN §4, R19). All else is as in {@link #check}.
     *
     * @param moved the new address, in the parts in which it will be registered; building may be empty
     * @throws DocumentRefused also when no document bears that address
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public CheckResult checkMoved(
            OperationId id,
            ContactNo contactNo,
            MemberNo memberNo,
            List<ShownDocument> documents,
            RegisteredAddress moved) {
        return record(id, contactNo, memberNo, documents, false, moved);
    }

    private CheckResult record(
            OperationId id,
            ContactNo contactNo,
            MemberNo memberNo,
            List<ShownDocument> documents,
            boolean forgery,
            @Nullable RegisteredAddress moved) {
        var now = time.now();
        var contact = contacts.requireFront(contactNo);
        rulebook.require(Operation.CHECK_IN_PERSON, contact.situation(CurrentStaff.get(), memberNo));
        if (!forgery) {
            rules.require(documents, Tokyo.date(now));
        }
        var onFile = onFile(memberNo);
        var fail = forgery ? FailReason.SUSPECTED_FORGERY : difference(documents, onFile);
        var address = moved == null ? onFile.address() : moved;
        if (fail == null && documents.stream().noneMatch(document -> bears(document, address))) {
            throw moved == null ? DocumentRefused.addressDiffers() : DocumentRefused.notTheDocumentsAddress();
        }
        var check = records.write(contact, memberNo, fail, now);
        documents.forEach(document -> insert(check.id(), document, onFile));
        records.tell(
                id,
                contact,
                memberNo,
                check,
                "documents",
                documents.stream().map(ShownDocument::kind).toList());
        return check.result();
    }

    private record OnFile(LocalDate birthDate, RegisteredAddress address) {}

    private OnFile onFile(MemberNo memberNo) {
        return db.select(
                        MEMBER.BIRTH_DATE,
                        row(
                                        MEMBER_ADDRESS.PREFECTURE,
                                        MEMBER_ADDRESS.MUNICIPALITY,
                                        MEMBER_ADDRESS.STREET,
                                        coalesce(MEMBER_ADDRESS.BUILDING, inline("")))
                                .mapping(RegisteredAddress::new))
                .from(MEMBER)
                .join(MEMBER_ADDRESS)
                .on(MEMBER_ADDRESS.MEMBER_NO.eq(MEMBER.MEMBER_NO), MEMBER_ADDRESS.VALID_TO.isNull())
                .where(MEMBER.MEMBER_NO.eq(memberNo))
                .fetchSingle(mapping(OnFile::new));
    }

    private static @Nullable FailReason difference(List<ShownDocument> documents, OnFile onFile) {
        for (var document : documents) {
            if (!document.nameMatches()) {
                return FailReason.NAME_DIFFERS;
            }
            if (!onFile.birthDate().equals(document.birthDate())) {
                return FailReason.BIRTH_DATE_DIFFERS;
            }
            if (Boolean.FALSE.equals(document.faceMatches())) {
                return FailReason.FACE_DIFFERS;
            }
        }
        return null;
    }

    private static boolean bears(ShownDocument document, RegisteredAddress address) {
        var typed = FreeText.clean(document.address(), ADDRESS_LIMIT);
        return typed != null && address.is(typed);
    }

    private void insert(long checkId, ShownDocument document, OnFile onFile) {
        db.insertInto(IDENTITY_DOCUMENT)
                .set(IDENTITY_DOCUMENT.CHECK_ID, checkId)
                .set(IDENTITY_DOCUMENT.KIND, document.kind().name())
                .set(IDENTITY_DOCUMENT.ISSUER, FreeText.clean(document.issuer(), DocumentRules.ISSUER_LIMIT))
                .set(IDENTITY_DOCUMENT.ISSUED_ON, document.issuedOn())
                .set(IDENTITY_DOCUMENT.EXPIRES_ON, document.expiresOn())
                .set(IDENTITY_DOCUMENT.REFERENCE_LAST4, document.referenceLast4())
                .set(IDENTITY_DOCUMENT.NAME_MATCHED, document.nameMatches())
                .set(IDENTITY_DOCUMENT.BIRTH_MATCHED, onFile.birthDate().equals(document.birthDate()))
                .set(IDENTITY_DOCUMENT.ADDRESS_MATCHED, bears(document, onFile.address()))
                .set(IDENTITY_DOCUMENT.FACE_MATCHED, document.faceMatches())
                .set(IDENTITY_DOCUMENT.CHIP_READ, document.chipRead())
                .execute();
    }
}
