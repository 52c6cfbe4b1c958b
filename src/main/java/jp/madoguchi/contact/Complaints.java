package jp.madoguchi.contact;

import static jp.madoguchi.db.madoguchi.Routines.businessDayAfter;
import static jp.madoguchi.db.madoguchi.Tables.COMPLAINT;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_NAME;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.trim;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.FreeText;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.operation.OwnRecords;
import jp.madoguchi.operation.Settings;
import jp.madoguchi.policy.Operation;
import jp.madoguchi.policy.Rulebook;
import jp.madoguchi.policy.Situation;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Complaints of the own place: raised in a contact, told to its supervisors at once, answered by the end of the next
 * business day, ended by a supervisor within 14 days (settings; DOMAIN §6).
 */
@Service
@RolesAllowed(Permission.CONTACT_WRITE)
public class Complaints {

    /** Greatest length of each text in code points. */
    public static final int TEXT_LIMIT = 2000;

    private static final Field<Instant> DUE_AT =
            when(COMPLAINT.ANSWERED_AT.isNull(), COMPLAINT.ANSWER_DUE_AT).otherwise(COMPLAINT.END_DUE_AT);

    private final DSLContext db;
    private final Contacts contacts;
    private final Rulebook rulebook;
    private final Operations operations;
    private final Announcements announcements;
    private final Settings settings;
    private final DatabaseTime time;
    private final AuditLog audit;

    Complaints(
            DSLContext db,
            Contacts contacts,
            Rulebook rulebook,
            Operations operations,
            Announcements announcements,
            Settings settings,
            DatabaseTime time,
            AuditLog audit) {
        this.db = db;
        this.contacts = contacts;
        this.rulebook = rulebook;
        this.operations = operations;
        this.announcements = announcements;
        this.settings = settings;
        this.time = time;
        this.audit = audit;
    }

    /** Raises a complaint in the contact in front, of a member or of somebody unknown. */
    @Transactional
    public void raise(OperationId id, ContactNo contactNo, Complaint.About about, String demanded) {
        var clean = FreeText.clean(demanded, TEXT_LIMIT);
        operations.once(id, "contact.Complaints.raise", String.class, () -> {
            var contact = contacts.requireFront(contactNo);
            rulebook.require(Operation.RAISE_COMPLAINT, contact.situation(CurrentStaff.get(), null));
            if (clean == null) {
                throw new IncompleteComplaint();
            }
            var now = time.now();
            var ref = UUID.randomUUID();
            db.insertInto(COMPLAINT)
                    .set(COMPLAINT.REF, ref)
                    .set(COMPLAINT.CONTACT_NO, contactNo)
                    .set(COMPLAINT.MEMBER_NO, contact.memberNo())
                    .set(COMPLAINT.PLACE_NO, contact.placeNo())
                    .set(COMPLAINT.ABOUT, about.name())
                    .set(COMPLAINT.DEMANDED, clean)
                    .set(COMPLAINT.RAISED_AT, now)
                    .set(COMPLAINT.RAISED_BY, CurrentStaff.get().staffNo())
                    .set(COMPLAINT.ANSWER_DUE_AT, answerDue(now))
                    .set(COMPLAINT.END_DUE_AT, endDue(now))
                    .execute();
            audit.append(AuditEntry.done(AuditAction.COMPLAINT_RAISED)
                    .about(contact.memberNo())
                    .during(contactNo)
                    .by(id)
                    .because(about.name())
                    .with("complaint", ref));
            announcements.tell(Announcements.Kind.COMPLAINT);
            return "DONE";
        });
    }

    /** The end of the next business day: the first moment after it. */
    private Instant answerDue(Instant now) {
        var day = db.select(businessDayAfter(
                        val(Tokyo.date(now)), val(settings.number("complaint.answer_business_days", now))))
                .fetchSingle()
                .value1();
        return Tokyo.startOf(day.plusDays(1));
    }

    private Instant endDue(Instant now) {
        return Tokyo.startOf(Tokyo.date(now).plusDays(settings.number("complaint.end_days", now) + 1L));
    }

    /** Those that are not ended, what is due first at the top. The reading is recorded. */
    @Transactional
    public List<Complaint> open() {
        var now = time.now();
        var found = db.select(
                        COMPLAINT.REF,
                        COMPLAINT.CONTACT_NO,
                        COMPLAINT.MEMBER_NO,
                        trim(concat(MEMBER_NAME.FAMILY, inline(" "), MEMBER_NAME.GIVEN)),
                        COMPLAINT.ABOUT,
                        COMPLAINT.DEMANDED,
                        COMPLAINT.RAISED_AT,
                        concat(STAFF.FAMILY, inline(" "), STAFF.GIVEN),
                        COMPLAINT.ANSWER_DUE_AT,
                        COMPLAINT.END_DUE_AT,
                        COMPLAINT.ANSWER,
                        COMPLAINT.ANSWERED_AT)
                .from(COMPLAINT)
                .join(STAFF)
                .on(STAFF.STAFF_NO.eq(COMPLAINT.RAISED_BY))
                .leftJoin(MEMBER_NAME)
                .on(
                        MEMBER_NAME.MEMBER_NO.eq(COMPLAINT.MEMBER_NO),
                        MEMBER_NAME.KIND.eq("LEGAL"),
                        MEMBER_NAME.VALID_TO.isNull())
                .where(atOwnPlace(), COMPLAINT.ENDED_AT.isNull(), OwnRecords.open(COMPLAINT.MEMBER_NO))
                .orderBy(DUE_AT, COMPLAINT.ID)
                .fetch(row -> new Complaint(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        Complaint.About.valueOf(row.value5()),
                        row.value6(),
                        row.value7(),
                        row.value8(),
                        row.value9(),
                        row.value10(),
                        row.value11(),
                        row.value12(),
                        now));
        if (!found.isEmpty()) {
            audit.append(AuditEntry.done(AuditAction.COMPLAINTS_READ)
                    .with(
                            "complaints",
                            found.stream()
                                    .map(complaint -> complaint.ref().toString())
                                    .toList())
                    .showing(found, Complaint::memberNo));
        }
        return found;
    }

    /** The same without a word about the persons, for screens that look again and again. */
    @Transactional(readOnly = true)
    public List<ComplaintDue> due() {
        var moment = DatabaseTime.moment();
        return db.select(
                        COMPLAINT.REF,
                        COMPLAINT.CONTACT_NO,
                        COMPLAINT.ABOUT,
                        COMPLAINT.ANSWERED_AT.isNotNull(),
                        DUE_AT,
                        field(DUE_AT.le(moment.field(0, Instant.class))))
                .from(COMPLAINT)
                .crossJoin(moment)
                .where(atOwnPlace(), COMPLAINT.ENDED_AT.isNull(), OwnRecords.open(COMPLAINT.MEMBER_NO))
                .orderBy(DUE_AT, COMPLAINT.ID)
                .fetch(row -> new ComplaintDue(
                        row.value1(),
                        row.value2(),
                        Complaint.About.valueOf(row.value3()),
                        row.value4(),
                        row.value5(),
                        row.value6()));
    }

    /** Keeps the first answer, and whether the outside body was named; written once. */
    @Transactional
    public void answer(OperationId id, UUID ref, String answer, boolean outsideTold) {
        var clean = FreeText.clean(answer, TEXT_LIMIT);
        operations.once(id, "contact.Complaints.answer", String.class, () -> {
            rulebook.require(Operation.ANSWER_COMPLAINT, Situation.outsideContact(CurrentStaff.get()));
            var complaint = lock(ref);
            if (clean == null) {
                throw new IncompleteComplaint();
            }
            if (complaint.answeredAt() != null) {
                throw new NoSuchComplaint();
            }
            db.update(COMPLAINT)
                    .set(COMPLAINT.ANSWER, clean)
                    .set(COMPLAINT.ANSWERED_AT, time.now())
                    .set(COMPLAINT.ANSWERED_BY, CurrentStaff.get().staffNo())
                    .set(COMPLAINT.OUTSIDE_TOLD, outsideTold)
                    .where(COMPLAINT.REF.eq(ref))
                    .execute();
            tell(id, AuditAction.COMPLAINT_ANSWERED, complaint, null);
            return "DONE";
        });
    }

    /**
     * Ends a complaint of the own place; by a supervisor, final.
     *
     * @throws UnansweredComplaint before its first answer
     */
    @Transactional
    @RolesAllowed(Permission.COMPLAINT_END)
    public void end(OperationId id, UUID ref, Complaint.Outcome outcome, String note) {
        var clean = FreeText.clean(note, TEXT_LIMIT);
        operations.once(id, "contact.Complaints.end", String.class, () -> {
            rulebook.require(Operation.END_COMPLAINT, Situation.outsideContact(CurrentStaff.get()));
            var complaint = lock(ref);
            if (clean == null) {
                throw new IncompleteComplaint();
            }
            if (complaint.answeredAt() == null) {
                throw new UnansweredComplaint();
            }
            db.update(COMPLAINT)
                    .set(COMPLAINT.OUTCOME, outcome.name())
                    .set(COMPLAINT.END_NOTE, clean)
                    .set(COMPLAINT.ENDED_AT, time.now())
                    .set(COMPLAINT.ENDED_BY, CurrentStaff.get().staffNo())
                    .where(COMPLAINT.REF.eq(ref))
                    .execute();
            tell(id, AuditAction.COMPLAINT_ENDED, complaint, outcome.name());
            return "DONE";
        });
    }

    private record Locked(
            UUID ref,
            ContactNo contactNo,
            @Nullable MemberNo memberNo,
            @Nullable Instant answeredAt) {}

    private Locked lock(UUID ref) {
        return db.select(COMPLAINT.REF, COMPLAINT.CONTACT_NO, COMPLAINT.MEMBER_NO, COMPLAINT.ANSWERED_AT)
                .from(COMPLAINT)
                .where(COMPLAINT.REF.eq(ref), atOwnPlace(), COMPLAINT.ENDED_AT.isNull())
                .forNoKeyUpdate()
                .fetchOptional(row -> new Locked(row.value1(), row.value2(), row.value3(), row.value4()))
                .orElseThrow(NoSuchComplaint::new);
    }

    private void tell(OperationId id, AuditAction action, Locked complaint, @Nullable String reason) {
        audit.append(AuditEntry.done(action)
                .about(complaint.memberNo())
                .during(complaint.contactNo())
                .by(id)
                .because(reason)
                .with("complaint", complaint.ref()));
        announcements.tell(Announcements.Kind.COMPLAINT);
    }

    private static Condition atOwnPlace() {
        var workplace = CurrentStaff.get().workplace();
        return workplace == null ? falseCondition() : COMPLAINT.PLACE_NO.eq(workplace.placeNo());
    }
}
