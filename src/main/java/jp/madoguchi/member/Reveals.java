package jp.madoguchi.member;

import static jp.madoguchi.db.madoguchi.Tables.BANK_ACCOUNT;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_ADDRESS;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_EMAIL;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_EMPLOYER;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_PHONE;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.util.List;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.Settings;
import jp.madoguchi.policy.Operation;
import jp.madoguchi.policy.Rulebook;
import jp.madoguchi.policy.Situation;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens one masked field of the member in front after a passed check, for a coded reason; recorded before it is shown. */
@Service
@RolesAllowed(Permission.MEMBER_REVEAL)
public class Reveals {

    /**
     * What was opened.
     *
     * @param lines one each, none when nothing is on file any more
     * @param shown how long it may stay on the screen (setting reveal.seconds)
     */
    public record Revealed(List<String> lines, Duration shown) {

        public Revealed {
            lines = List.copyOf(lines);
        }

        @Override
        public String toString() {
            return lines.size() + " lines";
        }
    }

    private final DSLContext db;
    private final Contacts contacts;
    private final Rulebook rulebook;
    private final DatabaseTime time;
    private final Settings settings;
    private final AuditLog audit;

    Reveals(DSLContext db, Contacts contacts, Rulebook rulebook, DatabaseTime time, Settings settings, AuditLog audit) {
        this.db = db;
        this.contacts = contacts;
        this.rulebook = rulebook;
        this.time = time;
        this.settings = settings;
        this.audit = audit;
    }

    /** @throws jp.madoguchi.policy.NotAllowed without a contact with this member and a check that holds */
    @Transactional
    public Revealed reveal(MemberNo memberNo, RevealedField field, RevealReason reason) {
        var staff = CurrentStaff.get();
        var contact = contacts.front();
        rulebook.require(
                Operation.REVEAL_FIELD,
                contact.map(front -> front.situation(staff, memberNo))
                        .orElseGet(() -> Situation.outsideContact(staff)));
        audit.append(AuditEntry.done(AuditAction.FIELD_REVEALED)
                .about(memberNo)
                .during(contact.orElseThrow().contactNo())
                .because(reason.name())
                .with("field", field));
        return new Revealed(
                db.fetch(statement(memberNo, field)).getValues(0, String.class),
                Duration.ofSeconds(settings.number("reveal.seconds", time.now())));
    }

    private static Select<Record1<String>> statement(MemberNo memberNo, RevealedField field) {
        return switch (field) {
            case ADDRESS ->
                select(concat(
                                inline("〒"),
                                MEMBER_ADDRESS.POSTAL_CODE,
                                inline(" "),
                                MEMBER_ADDRESS.PREFECTURE,
                                MEMBER_ADDRESS.MUNICIPALITY,
                                MEMBER_ADDRESS.STREET,
                                inline(" "),
                                coalesce(MEMBER_ADDRESS.BUILDING, inline(""))))
                        .from(MEMBER_ADDRESS)
                        .where(MEMBER_ADDRESS.MEMBER_NO.eq(memberNo), MEMBER_ADDRESS.VALID_TO.isNull());
            case PHONE ->
                select(MEMBER_PHONE.DIGITS)
                        .from(MEMBER_PHONE)
                        .where(MEMBER_PHONE.MEMBER_NO.eq(memberNo), MEMBER_PHONE.VALID_TO.isNull())
                        .orderBy(MEMBER_PHONE.KIND.eq("MOBILE").desc(), MEMBER_PHONE.ID);
            case EMAIL ->
                select(MEMBER_EMAIL.ADDRESS)
                        .from(MEMBER_EMAIL)
                        .where(MEMBER_EMAIL.MEMBER_NO.eq(memberNo), MEMBER_EMAIL.VALID_TO.isNull());
            case EMPLOYER ->
                select(concat(MEMBER_EMPLOYER.NAME, inline(" "), coalesce(MEMBER_EMPLOYER.PHONE, inline(""))))
                        .from(MEMBER_EMPLOYER)
                        .where(MEMBER_EMPLOYER.MEMBER_NO.eq(memberNo), MEMBER_EMPLOYER.VALID_TO.isNull());
            case BANK_ACCOUNT ->
                select(concat(BANK_ACCOUNT.BANK, inline(" ****"), BANK_ACCOUNT.LAST3))
                        .from(BANK_ACCOUNT)
                        .where(BANK_ACCOUNT.MEMBER_NO.eq(memberNo), BANK_ACCOUNT.VALID_TO.isNull());
        };
    }
}
