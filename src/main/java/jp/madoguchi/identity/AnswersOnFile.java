package jp.madoguchi.identity;

import static jp.madoguchi.db.madoguchi.Tables.AUDIT_ENTRY;
import static jp.madoguchi.db.madoguchi.Tables.BANK_ACCOUNT;
import static jp.madoguchi.db.madoguchi.Tables.CONTACT;
import static jp.madoguchi.db.madoguchi.Tables.CONTRACT;
import static jp.madoguchi.db.madoguchi.Tables.DELINQUENCY;
import static jp.madoguchi.db.madoguchi.Tables.LEDGER_ENTRY;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_ADDRESS;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_EMAIL;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_EMPLOYER;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_PHONE;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.DateText;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.operation.Settings;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Reads what a caller can be asked about a member, and what of it the agent has seen already (DOMAIN R31d). */
@Component
class AnswersOnFile {

    /** A member is looked for shortly before or during the contact. */
    private static final Duration SEARCH_BEFORE = Duration.ofMinutes(30);

    private final DSLContext db;
    private final Settings settings;

    AnswersOnFile(DSLContext db, Settings settings) {
        this.db = db;
        this.settings = settings;
    }

    /** @param contact the phone contact in front, with the member */
    KnownAnswers of(MemberNo memberNo, OpenContact contact, Instant now) {
        var rights = new EnumMap<PhoneQuestion, Predicate<String>>(PhoneQuestion.class);
        var phones = phones(memberNo);
        var emails = db.select(MEMBER_EMAIL.ADDRESS)
                .from(MEMBER_EMAIL)
                .where(MEMBER_EMAIL.MEMBER_NO.eq(memberNo), MEMBER_EMAIL.VALID_TO.isNull())
                .fetch(MEMBER_EMAIL.ADDRESS);
        addContactData(rights, memberNo, phones, emails);
        addDealings(rights, memberNo, contact, now);
        return new KnownAnswers(rights, seen(memberNo, contact, phones, emails));
    }

    private List<String> phones(MemberNo memberNo) {
        return db.select(MEMBER_PHONE.DIGITS)
                .from(MEMBER_PHONE)
                .where(MEMBER_PHONE.MEMBER_NO.eq(memberNo), MEMBER_PHONE.VALID_TO.isNull())
                .fetch(MEMBER_PHONE.DIGITS);
    }

    private void addContactData(
            Map<PhoneQuestion, Predicate<String>> rights, MemberNo memberNo, List<String> phones, List<String> emails) {
        db.select(
                        MEMBER_ADDRESS.PREFECTURE,
                        MEMBER_ADDRESS.MUNICIPALITY,
                        MEMBER_ADDRESS.STREET,
                        coalesce(MEMBER_ADDRESS.BUILDING, inline("")))
                .from(MEMBER_ADDRESS)
                .where(MEMBER_ADDRESS.MEMBER_NO.eq(memberNo), MEMBER_ADDRESS.VALID_TO.isNull())
                .fetchOptional(mapping(RegisteredAddress::new))
                .ifPresent(address -> rights.put(PhoneQuestion.ADDRESS, address::isSpoken));
        if (!phones.isEmpty()) {
            rights.put(PhoneQuestion.PHONE, said -> phones.contains(SpokenWords.phone(said)));
        }
        emails.forEach(email ->
                rights.put(PhoneQuestion.EMAIL, said -> SpokenWords.email(said).equals(SpokenWords.email(email))));
        db.select(MEMBER_EMPLOYER.NAME)
                .from(MEMBER_EMPLOYER)
                .where(MEMBER_EMPLOYER.MEMBER_NO.eq(memberNo), MEMBER_EMPLOYER.VALID_TO.isNull())
                .fetchOptional(MEMBER_EMPLOYER.NAME)
                .map(SpokenWords::employer)
                .ifPresent(key -> rights.put(
                        PhoneQuestion.EMPLOYER,
                        said -> SpokenWords.employer(said).equals(key)));
    }

    private void addDealings(
            Map<PhoneQuestion, Predicate<String>> rights, MemberNo memberNo, OpenContact contact, Instant now) {
        var days = settings.numbers(now, "phone_check.repayment_days", "phone_check.contact_days");
        db.select(LEDGER_ENTRY.VALUED_ON, LEDGER_ENTRY.AMOUNT)
                .from(LEDGER_ENTRY)
                .where(LEDGER_ENTRY.MEMBER_NO.eq(memberNo), LEDGER_ENTRY.KIND.eq("REPAYMENT"))
                .orderBy(LEDGER_ENTRY.AT.desc(), LEDGER_ENTRY.ID.desc())
                .limit(1)
                .forEach(last -> {
                    rights.put(PhoneQuestion.REPAYMENT_DAY, said -> isNear(said, last.value1(), days.getFirst()));
                    rights.put(
                            PhoneQuestion.REPAYMENT_AMOUNT,
                            said -> SpokenWords.yen(said) == last.value2().amount());
                });
        db.select(BANK_ACCOUNT.BANK)
                .from(BANK_ACCOUNT)
                .where(BANK_ACCOUNT.MEMBER_NO.eq(memberNo), BANK_ACCOUNT.VALID_TO.isNull())
                .fetchOptional(BANK_ACCOUNT.BANK)
                .map(SpokenWords::bank)
                .ifPresent(key -> rights.put(
                        PhoneQuestion.DEBIT_BANK, said -> SpokenWords.bank(said).equals(key)));
        db.select(CONTRACT.DUE_DAY)
                .from(CONTRACT)
                .where(CONTRACT.MEMBER_NO.eq(memberNo), CONTRACT.STATE.eq("ACTIVE"))
                .fetchOptional(CONTRACT.DUE_DAY)
                .map(String::valueOf)
                .ifPresent(day -> rights.put(PhoneQuestion.DUE_DAY, day::equals));
        db.select(CONTACT.OPENED_AT)
                .from(CONTACT)
                .where(CONTACT.MEMBER_NO.eq(memberNo), CONTACT.CONTACT_NO.ne(contact.contactNo()))
                .orderBy(CONTACT.OPENED_AT.desc(), CONTACT.CONTACT_NO.desc())
                .limit(1)
                .fetchOptional(CONTACT.OPENED_AT)
                .map(Tokyo::date)
                .ifPresent(day -> rights.put(PhoneQuestion.LAST_CONTACT, said -> isNear(said, day, days.getLast())));
    }

    private static boolean isNear(String said, LocalDate day, int days) {
        return DateText.parse(said) instanceof DateText.Read(var date)
                && Math.abs(ChronoUnit.DAYS.between(day, date)) <= days;
    }

    /** The late chip names a due date, the history the last contacts, the search box what was typed, the phone its caller. */
    private Set<PhoneQuestion> seen(MemberNo memberNo, OpenContact contact, List<String> phones, List<String> emails) {
        var seen = EnumSet.noneOf(PhoneQuestion.class);
        if (db.fetchExists(DELINQUENCY, DELINQUENCY.MEMBER_NO.eq(memberNo), DELINQUENCY.SETTLED_ON.isNull())) {
            seen.add(PhoneQuestion.DUE_DAY);
        }
        var staff = CurrentStaff.get().staffNo().value();
        var since = contact.openedAt().minus(SEARCH_BEFORE);
        if (db.fetchExists(
                AUDIT_ENTRY,
                AUDIT_ENTRY.STAFF_NO.eq(staff),
                AUDIT_ENTRY.AT.ge(since),
                AUDIT_ENTRY.MEMBER_NO.eq(memberNo.value()),
                AUDIT_ENTRY.ACTION.in(AuditAction.CONTACT_READ.name(), AuditAction.HISTORY_READ.name()))) {
            seen.add(PhoneQuestion.LAST_CONTACT);
        }
        var line = db.select(CONTACT.CALLER_NUMBER)
                .from(CONTACT)
                .where(CONTACT.CONTACT_NO.eq(contact.contactNo()))
                .fetchOne(CONTACT.CALLER_NUMBER);
        var typed = db.select(AUDIT_ENTRY.DETAILS)
                .from(AUDIT_ENTRY)
                .where(
                        AUDIT_ENTRY.STAFF_NO.eq(staff),
                        AUDIT_ENTRY.AT.ge(since),
                        AUDIT_ENTRY.ACTION.eq(AuditAction.MEMBERS_SEARCHED.name()))
                .fetch(AUDIT_ENTRY.DETAILS);
        if (phones.stream()
                .anyMatch(phone -> phone.equals(line)
                        || typed.stream().anyMatch(text -> SpokenWords.key(text).contains(phone)))) {
            seen.add(PhoneQuestion.PHONE);
        }
        if (emails.stream()
                .map(SpokenWords::email)
                .anyMatch(email -> typed.stream().map(SpokenWords::email).anyMatch(text -> text.contains(email)))) {
            seen.add(PhoneQuestion.EMAIL);
        }
        return seen;
    }
}
