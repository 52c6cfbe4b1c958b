package jp.madoguchi.contact;

import static jp.madoguchi.db.madoguchi.Tables.CARD;
import static jp.madoguchi.db.madoguchi.Tables.CARD_LOSS;
import static jp.madoguchi.db.madoguchi.Tables.CONTRACT_CANCELLATION;
import static jp.madoguchi.db.madoguchi.Tables.CREDENTIAL_RESET;
import static jp.madoguchi.db.madoguchi.Tables.LATE_CHARGE_WAIVER;
import static jp.madoguchi.db.madoguchi.Tables.PAID_OFF_CERTIFICATE;
import static jp.madoguchi.db.madoguchi.Tables.REACTIVATION;
import static jp.madoguchi.db.madoguchi.Tables.WEB_ID;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import jp.madoguchi.contact.ContactDeed.Kind;
import jp.madoguchi.core.ContactNo;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.TableField;
import org.springframework.stereotype.Component;

/** Finds what was carried out in a contact by the rows that the features left of it. */
@Component
class ContactDeeds {

    private final DSLContext db;

    ContactDeeds(DSLContext db) {
        this.db = db;
    }

    /** Where there were several, the last one. */
    Optional<ContactDeed> last(ContactNo contactNo) {
        var deeds = Stream.of(
                        deed(Kind.CARD_STOPPED, CARD_LOSS.REPORTED_AT, CARD_LOSS.CONTACT_NO, contactNo),
                        deed(Kind.CARD_ORDERED, CARD.ISSUED_AT, CARD.CONTACT_NO, contactNo),
                        deed(Kind.REACTIVATED, REACTIVATION.AT, REACTIVATION.CONTACT_NO, contactNo),
                        deed(
                                Kind.CONTRACT_CANCELLED,
                                CONTRACT_CANCELLATION.AT,
                                CONTRACT_CANCELLATION.CONTACT_NO,
                                contactNo),
                        deed(
                                Kind.PAID_OFF_CERTIFIED,
                                PAID_OFF_CERTIFICATE.MADE_AT,
                                PAID_OFF_CERTIFICATE.CONTACT_NO,
                                contactNo),
                        deed(
                                Kind.LATE_CHARGE_WAIVED,
                                LATE_CHARGE_WAIVER.WAIVED_AT,
                                LATE_CHARGE_WAIVER.CONTACT_NO,
                                contactNo),
                        deed(Kind.WEB_ID_REISSUED, WEB_ID.ISSUED_AT, WEB_ID.CONTACT_NO, contactNo),
                        deed(Kind.RESET_STARTED, CREDENTIAL_RESET.REQUESTED_AT, CREDENTIAL_RESET.CONTACT_NO, contactNo))
                .reduce(Select::unionAll)
                .orElseThrow();
        return db.fetch(deeds).map(mapping(ContactDeed::new)).stream().max(Comparator.comparing(ContactDeed::at));
    }

    private static Select<Record2<Kind, Instant>> deed(
            Kind kind, TableField<?, Instant> at, TableField<?, ContactNo> contact, ContactNo contactNo) {
        return select(inline(kind.name()).convertFrom(Kind::valueOf), at)
                .from(at.getTable())
                .where(contact.eq(contactNo));
    }
}
