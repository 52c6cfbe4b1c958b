package jp.madoguchi.contact;

import static jp.madoguchi.db.madoguchi.Tables.AUDIT_ENTRY;
import static jp.madoguchi.db.madoguchi.Tables.CONTACT;
import static jp.madoguchi.db.madoguchi.Tables.CONTACT_NOTE;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_NAME;
import static jp.madoguchi.db.madoguchi.Tables.PAYMENT_PROMISE;
import static jp.madoguchi.db.madoguchi.Tables.PLACE;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.right;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.trim;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.when;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Closing.Category;
import jp.madoguchi.contact.Closing.Cause;
import jp.madoguchi.contact.Closing.Outcome;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.db.madoguchi.tables.Place;
import jp.madoguchi.operation.DatabaseTime;
import org.jooq.Condition;
import org.jooq.Converter;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Contacts of the reader's own place, open or closed, each reading recorded; those of other places are absent. */
@Service
@RolesAllowed(Permission.CONTACT_WRITE)
public class ContactRecords {

    private static final int ACTS = 200;
    private static final int CLOSED = 10;
    private static final Place MACHINE = PLACE.as("machine");
    private static final Field<String> STAFF_NAME = concat(STAFF.FAMILY, inline(" "), STAFF.GIVEN);
    private static final Field<@Nullable String> MEMBER_FULL_NAME =
            trim(concat(MEMBER_NAME.FAMILY, inline(" "), MEMBER_NAME.GIVEN));

    private final DSLContext db;
    private final AuditLog audit;

    ContactRecords(DSLContext db, AuditLog audit) {
        this.db = db;
        this.audit = audit;
    }

    /** Empty when there is none, or none at this place: which of them is not told. */
    @Transactional
    public Optional<ContactRecord> read(ContactNo contactNo) {
        var found = db.select(
                        CONTACT.CHANNEL.convertFrom(Channel::valueOf),
                        PLACE.NAME,
                        MACHINE.NAME,
                        CONTACT.BOOTH.coerce(Integer.class),
                        STAFF_NAME,
                        CONTACT.STAFF_NO,
                        CONTACT.MEMBER_NO,
                        MEMBER_FULL_NAME,
                        right(CONTACT.CALLER_NUMBER, 4),
                        CONTACT.OPENED_AT,
                        CONTACT.PARKED_AT,
                        CONTACT.CLOSED_AT,
                        CONTACT.CATEGORY.convert(code(Category.class)),
                        CONTACT.CAUSE.convert(code(Cause.class)),
                        CONTACT.OUTCOME.convert(code(Outcome.class)),
                        CONTACT.CLOSING_NOTE,
                        CONTACT.CALL_PURPOSE.convert(code(Call.Purpose.class)),
                        CONTACT.CALL_REASON.convert(code(Call.GoOn.class)),
                        promise(trueCondition()),
                        CONTACT.RECORDING_NO,
                        CONTACT.CALL_BACK_AT)
                .from(CONTACT)
                .join(PLACE)
                .on(PLACE.PLACE_NO.eq(CONTACT.PLACE_NO))
                .leftJoin(MACHINE)
                .on(MACHINE.PLACE_NO.eq(CONTACT.MACHINE_NO))
                .join(STAFF)
                .on(STAFF.STAFF_NO.eq(CONTACT.STAFF_NO))
                .leftJoin(MEMBER_NAME)
                .on(todaysName())
                .where(CONTACT.CONTACT_NO.eq(contactNo), atOwnPlace())
                .fetchOptional(row -> new ContactRecord(
                        contactNo,
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value7(),
                        row.value8(),
                        row.value9(),
                        row.value20(),
                        row.value10(),
                        row.value11(),
                        row.value12(),
                        row.value13(),
                        row.value14(),
                        row.value15(),
                        row.value16(),
                        row.value19(),
                        row.value21(),
                        row.value17(),
                        row.value18(),
                        row.value12() == null
                                && row.value6().equals(CurrentStaff.get().staffNo()),
                        notes(contactNo),
                        acts(contactNo, row.value10())));
        found.ifPresent(contact -> audit.append(AuditEntry.done(AuditAction.CONTACT_READ)
                .about(contact.memberNo())
                .during(contactNo)));
        return found;
    }

    /** A code that is not there before the closing. */
    private static <E extends Enum<E>> Converter<String, E> code(Class<E> type) {
        return Converter.ofNullable(String.class, type, name -> Enum.valueOf(type, name), Enum::name);
    }

    /** What was promised in the contact of the row, where the condition holds. */
    static Field<Promise> promise(Condition shown) {
        return multiset(select(PAYMENT_PROMISE.PROMISED_ON, PAYMENT_PROMISE.AMOUNT)
                        .from(PAYMENT_PROMISE)
                        .where(PAYMENT_PROMISE.CONTACT_NO.eq(CONTACT.CONTACT_NO), shown))
                .convertFrom(
                        rows -> rows.isEmpty() ? null : mapping(Promise::new).map(rows.getFirst()));
    }

    private List<ContactLine.Note> notes(ContactNo contactNo) {
        return db.select(CONTACT_NOTE.AT, STAFF_NAME, CONTACT_NOTE.TEXT, CONTACT_NOTE.ADDENDUM)
                .from(CONTACT_NOTE)
                .join(STAFF)
                .on(STAFF.STAFF_NO.eq(CONTACT_NOTE.STAFF_NO))
                .where(CONTACT_NOTE.CONTACT_NO.eq(contactNo))
                .orderBy(CONTACT_NOTE.AT, CONTACT_NOTE.ID)
                .fetch(mapping(ContactLine.Note::new));
    }

    /** Whoever reads the contact later does nothing in it: readings of the record itself are left out. */
    private List<ContactRecord.Act> acts(ContactNo contactNo, Instant openedAt) {
        return db.select(
                        AUDIT_ENTRY.AT,
                        AUDIT_ENTRY.ACTION,
                        AUDIT_ENTRY.OUTCOME.eq(AuditEntry.Outcome.REFUSED.name()),
                        when(STAFF.STAFF_NO.isNotNull(), STAFF_NAME),
                        AUDIT_ENTRY.REASON)
                .from(AUDIT_ENTRY)
                .leftJoin(STAFF)
                .on(STAFF.STAFF_NO.cast(SQLDataType.CLOB).eq(AUDIT_ENTRY.STAFF_NO))
                .where(
                        AUDIT_ENTRY.CONTACT_NO.eq(contactNo.value()),
                        AUDIT_ENTRY.AT.ge(openedAt),
                        AUDIT_ENTRY.ACTION.ne(AuditAction.CONTACT_READ.name()))
                .orderBy(AUDIT_ENTRY.AT.desc(), AUDIT_ENTRY.ID.desc())
                .limit(ACTS)
                .fetch(mapping(ContactRecord.Act::new))
                .reversed();
    }

    /**
     * What the person has closed today at this place.
     *
     * @param latest the last ten, newest first
     */
    public record Closed(int count, List<ClosedContact> latest) {}

    @Transactional
    public Closed closedToday() {
        var moment = DatabaseTime.moment();
        var midnight =
                moment.field(0, Instant.class).cast(SQLDataType.LOCALDATE).cast(SQLDataType.INSTANT);
        var all = count().over();
        var found = db.select(
                        CONTACT.CONTACT_NO,
                        CONTACT.CHANNEL.convertFrom(Channel::valueOf),
                        CONTACT.MEMBER_NO,
                        MEMBER_FULL_NAME,
                        CONTACT.CLOSED_AT,
                        CONTACT.OUTCOME.convertFrom(Outcome::valueOf),
                        all)
                .from(CONTACT)
                .crossJoin(moment)
                .leftJoin(MEMBER_NAME)
                .on(todaysName())
                .where(CONTACT.STAFF_NO.eq(CurrentStaff.get().staffNo()), CONTACT.CLOSED_AT.ge(midnight), atOwnPlace())
                .orderBy(CONTACT.CLOSED_AT.desc(), CONTACT.CONTACT_NO.desc())
                .limit(CLOSED)
                .fetch();
        var latest = found.map(row ->
                new ClosedContact(row.value1(), row.value2(), row.value3(), row.value4(), row.value5(), row.value6()));
        if (!latest.isEmpty()) {
            audit.append(AuditEntry.done(AuditAction.CONTACT_READ)
                    .with(
                            "contacts",
                            latest.stream()
                                    .map(line -> line.contactNo().value())
                                    .toList())
                    .showing(latest, ClosedContact::memberNo));
        }
        return new Closed(found.isEmpty() ? 0 : found.getFirst().value7(), latest);
    }

    private static Condition todaysName() {
        return MEMBER_NAME
                .MEMBER_NO
                .eq(CONTACT.MEMBER_NO)
                .and(MEMBER_NAME.KIND.eq("LEGAL"))
                .and(MEMBER_NAME.VALID_TO.isNull());
    }

    private static Condition atOwnPlace() {
        StaffMember staff = CurrentStaff.get();
        var workplace = staff.workplace();
        return workplace == null ? falseCondition() : CONTACT.PLACE_NO.eq(workplace.placeNo());
    }
}
