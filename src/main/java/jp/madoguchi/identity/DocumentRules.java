package jp.madoguchi.identity;

import static jp.madoguchi.db.madoguchi.Tables.DOCUMENT_RULE;
import static org.jooq.Records.mapping;

import java.time.LocalDate;
import java.time.Period;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import jp.madoguchi.core.FreeText;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which documents count on a day, and on what conditions: the dated rows of document_rule (DOMAIN §4). */
@Component
class DocumentRules {

    static final int ISSUER_LIMIT = 60;

    /** No document that counts was issued before or is valid for longer; beyond it somebody mistyped. */
    private static final LocalDate EARLIEST_ISSUE = LocalDate.of(1950, 1, 1);

    private static final Period LONGEST_VALID = Period.ofYears(50);
    private static final Pattern REFERENCE = Pattern.compile("[0-9A-Z]{4}");

    private final DSLContext db;

    DocumentRules(DSLContext db) {
        this.db = db;
    }

    /** In the order of the form. */
    List<DocumentRule> on(LocalDate day) {
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
                        DOCUMENT_RULE.EFFECTIVE_FROM.le(day),
                        DOCUMENT_RULE.EFFECTIVE_TO.isNull().or(DOCUMENT_RULE.EFFECTIVE_TO.gt(day)))
                .fetch(mapping(DocumentRule::new))
                .stream()
                .sorted(Comparator.comparing(DocumentRule::kind))
                .toList();
    }

    /**
     * @param documents what is shown at one check
     * @throws DocumentRefused when one does not count on that day, or they do not suffice together
     */
    void require(List<ShownDocument> documents, LocalDate today) {
        if (documents.isEmpty()) {
            throw DocumentRefused.incomplete();
        }
        var accepted = on(today);
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
}
