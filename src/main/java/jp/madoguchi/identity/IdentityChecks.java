package jp.madoguchi.identity;

import static jp.madoguchi.db.madoguchi.Tables.DOCUMENT_RULE;
import static jp.madoguchi.db.madoguchi.Tables.IDENTITY_CHECK;
import static jp.madoguchi.db.madoguchi.Tables.IDENTITY_DOCUMENT;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_ADDRESS;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.coalesce;

import jakarta.annotation.security.RolesAllowed;
import java.time.LocalDate;
import java.time.Period;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.core.Channel;
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
import jp.madoguchi.operation.Settings;
import jp.madoguchi.policy.Operation;
import jp.madoguchi.policy.Rulebook;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Identity checks at the counter and, by video, at a contract machine (DOMAIN §4). */
@Service
@RolesAllowed(Permission.IDENTITY_IN_PERSON)
public class IdentityChecks {

    private static final int ISSUER_LIMIT = 60;
    private static final int ADDRESS_LIMIT = 200;

    /** No document that counts was issued before or is valid for longer; beyond it somebody mistyped. */
    private static final LocalDate EARLIEST_ISSUE = LocalDate.of(1950, 1, 1);

    private static final Period LONGEST_VALID = Period.ofYears(50);
    private static final Pattern REFERENCE = Pattern.compile("[0-9A-Z]{4}");

    private final DSLContext db;
    private final Contacts contacts;
    private final Rulebook rulebook;
    private final Operations operations;
    private final DatabaseTime time;
    private final Settings settings;
    private final AuditLog audit;

    IdentityChecks(
            DSLContext db,
            Contacts contacts,
            Rulebook rulebook,
            Operations operations,
            DatabaseTime time,
            Settings settings,
            AuditLog audit) {
        this.db = db;
        this.contacts = contacts;
        this.rulebook = rulebook;
        this.operations = operations;
        this.time = time;
        this.settings = settings;
        this.audit = audit;
    }

    /** The documents that are accepted today, in the order of the form; also told to members on the phone. */
    @Transactional(readOnly = true)
    @RolesAllowed({Permission.IDENTITY_IN_PERSON, Permission.MEMBER_READ})
    public List<DocumentRule> acceptedDocuments() {
        var today = Tokyo.date(time.now());
        return db
                .select(
                        DOCUMENT_RULE.KIND.convertFrom(DocumentKind::valueOf),
                        DOCUMENT_RULE.PHOTO,
                        DOCUMENT_RULE.HAS_EXPIRY,
                        DOCUMENT_RULE.NEEDS_SECOND,
                        DOCUMENT_RULE.ISSUED_AFTER,
                        DOCUMENT_RULE.ISSUED_BEFORE,
                        DOCUMENT_RULE.MAX_AGE_MONTHS.coerce(Integer.class),
                        DOCUMENT_RULE.CHIP_REQUIRED)
                .from(DOCUMENT_RULE)
                .where(
                        DOCUMENT_RULE.ACCEPTED.isTrue(),
                        DOCUMENT_RULE.EFFECTIVE_FROM.le(today),
                        DOCUMENT_RULE.EFFECTIVE_TO.isNull().or(DOCUMENT_RULE.EFFECTIVE_TO.gt(today)))
                .fetch(mapping(DocumentRule::new))
                .stream()
                .sorted(Comparator.comparing(DocumentRule::kind))
                .toList();
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
                () -> record(id, contactNo, memberNo, documents, suspectedForgery));
    }

    private CheckResult record(
            OperationId id, ContactNo contactNo, MemberNo memberNo, List<ShownDocument> documents, boolean forgery) {
        var now = time.now();
        var contact = contacts.requireFront(contactNo);
        rulebook.require(Operation.CHECK_IN_PERSON, contact.situation(CurrentStaff.get(), memberNo));
        if (!forgery) {
            refusePapers(documents, Tokyo.date(now));
        }
        var onFile = onFile(memberNo);
        var fail = forgery ? FailReason.SUSPECTED_FORGERY : difference(documents, onFile);
        if (fail == null && documents.stream().noneMatch(document -> addressMatches(document, onFile))) {
            throw DocumentRefused.addressDiffers();
        }
        var validUntil = fail == null ? now.plus(settings.minutes("identity_check.minutes", now)) : null;
        var checkId = db.insertInto(IDENTITY_CHECK)
                .set(IDENTITY_CHECK.REF, UUID.randomUUID())
                .set(IDENTITY_CHECK.CONTACT_NO, contactNo)
                .set(IDENTITY_CHECK.MEMBER_NO, memberNo)
                .set(IDENTITY_CHECK.METHOD, contact.channel() == Channel.MACHINE ? "VIDEO" : "IN_PERSON")
                .set(IDENTITY_CHECK.RESULT, fail == null ? "PASSED" : "FAILED")
                .set(IDENTITY_CHECK.FAIL_REASON, fail == null ? null : fail.name())
                .set(IDENTITY_CHECK.STAFF_NO, CurrentStaff.get().staffNo())
                .set(IDENTITY_CHECK.PLACE_NO, contact.placeNo())
                .set(IDENTITY_CHECK.AT, now)
                .set(IDENTITY_CHECK.VALID_UNTIL, validUntil)
                .returningResult(IDENTITY_CHECK.ID)
                .fetchSingle()
                .value1();
        documents.forEach(document -> insert(checkId, document, onFile));
        audit.append(AuditEntry.done(AuditAction.IDENTITY_CHECKED)
                .about(memberNo)
                .during(contactNo)
                .by(id)
                .because(fail == null ? null : fail.name())
                .with("result", fail == null ? "PASSED" : "FAILED")
                .with("documents", documents.stream().map(ShownDocument::kind).toList()));
        var failed = contact.failedChecks() + (fail == null ? 0 : 1);
        return new CheckResult(
                fail == null,
                fail,
                validUntil,
                Math.max(0, settings.number("identity_check.failures_allowed", now) - failed));
    }

    private void refusePapers(List<ShownDocument> documents, LocalDate today) {
        if (documents.isEmpty()) {
            throw DocumentRefused.incomplete();
        }
        var accepted = acceptedDocuments();
        for (var document : documents) {
            var rule = accepted.stream()
                    .filter(r -> r.kind() == document.kind())
                    .findFirst()
                    .orElseThrow(DocumentRefused::notAccepted);
            refusePaper(document, rule, today);
        }
        var alone = accepted.stream()
                .filter(rule -> rule.kind() == documents.getFirst().kind())
                .anyMatch(rule -> !rule.needsSecond());
        var kinds = documents.stream().map(ShownDocument::kind).distinct().count();
        if (!alone && kinds < 2) {
            throw DocumentRefused.secondNeeded();
        }
    }

    private static void refusePaper(ShownDocument document, DocumentRule rule, LocalDate today) {
        if (FreeText.clean(document.issuer(), ISSUER_LIMIT) == null || document.birthDate() == null) {
            throw DocumentRefused.incomplete();
        }
        if (rule.photo() && document.faceMatches() == null) {
            throw DocumentRefused.incomplete();
        }
        if (document.referenceLast4() != null) {
            if (!document.kind().mayNoteReference()) {
                throw DocumentRefused.referenceOfMyNumber();
            }
            if (!REFERENCE.matcher(document.referenceLast4()).matches()) {
                throw DocumentRefused.badReference();
            }
        }
        if (rule.chipRequired() && !document.chipRead()) {
            throw DocumentRefused.chipNotRead();
        }
        var expires = document.expiresOn();
        if (rule.hasExpiry() && expires == null) {
            throw DocumentRefused.incomplete();
        }
        if (expires != null && expires.isBefore(today)) {
            throw DocumentRefused.expired();
        }
        if (expires != null && expires.isAfter(today.plus(LONGEST_VALID))) {
            throw DocumentRefused.expiryDate();
        }
        refuseIssueDate(document.issuedOn(), rule, today);
    }

    private static void refuseIssueDate(@Nullable LocalDate issued, DocumentRule rule, LocalDate today) {
        var matters = rule.issuedAfter() != null || rule.issuedBefore() != null || rule.maxAgeMonths() != null;
        if (issued == null) {
            if (matters) {
                throw DocumentRefused.incomplete();
            }
            return;
        }
        if (issued.isAfter(today)
                || issued.isBefore(EARLIEST_ISSUE)
                || rule.issuedAfter() != null && issued.isBefore(rule.issuedAfter())
                || rule.issuedBefore() != null && !issued.isBefore(rule.issuedBefore())) {
            throw DocumentRefused.issueDate();
        }
        if (rule.maxAgeMonths() != null
                && issued.plusMonths(rule.maxAgeMonths()).isBefore(today)) {
            throw DocumentRefused.tooOld(rule.maxAgeMonths());
        }
    }

    private record OnFile(LocalDate birthDate, String municipality, String prefecture, String street, String building) {

        boolean isAddress(String typed) {
            var key = AddressKey.of(typed);
            var local = municipality + street;
            return List.of(local, prefecture + local, local + building, prefecture + local + building).stream()
                    .map(AddressKey::of)
                    .anyMatch(key::equals);
        }
    }

    private OnFile onFile(MemberNo memberNo) {
        return db.select(
                        MEMBER.BIRTH_DATE,
                        MEMBER_ADDRESS.MUNICIPALITY,
                        MEMBER_ADDRESS.PREFECTURE,
                        MEMBER_ADDRESS.STREET,
                        coalesce(MEMBER_ADDRESS.BUILDING, ""))
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

    private static boolean addressMatches(ShownDocument document, OnFile onFile) {
        var typed = FreeText.clean(document.address(), ADDRESS_LIMIT);
        return typed != null && onFile.isAddress(typed);
    }

    private void insert(long checkId, ShownDocument document, OnFile onFile) {
        db.insertInto(IDENTITY_DOCUMENT)
                .set(IDENTITY_DOCUMENT.CHECK_ID, checkId)
                .set(IDENTITY_DOCUMENT.KIND, document.kind().name())
                .set(IDENTITY_DOCUMENT.ISSUER, FreeText.clean(document.issuer(), ISSUER_LIMIT))
                .set(IDENTITY_DOCUMENT.ISSUED_ON, document.issuedOn())
                .set(IDENTITY_DOCUMENT.EXPIRES_ON, document.expiresOn())
                .set(IDENTITY_DOCUMENT.REFERENCE_LAST4, document.referenceLast4())
                .set(IDENTITY_DOCUMENT.NAME_MATCHED, document.nameMatches())
                .set(IDENTITY_DOCUMENT.BIRTH_MATCHED, onFile.birthDate().equals(document.birthDate()))
                .set(IDENTITY_DOCUMENT.ADDRESS_MATCHED, addressMatches(document, onFile))
                .set(IDENTITY_DOCUMENT.FACE_MATCHED, document.faceMatches())
                .set(IDENTITY_DOCUMENT.CHIP_READ, document.chipRead())
                .execute();
    }
}
