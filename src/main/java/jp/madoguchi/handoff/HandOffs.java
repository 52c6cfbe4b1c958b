package jp.madoguchi.handoff;

import static jp.madoguchi.db.madoguchi.Routines.messageWithheldBy;
import static jp.madoguchi.db.madoguchi.Routines.newHandOffNo;
import static jp.madoguchi.db.madoguchi.Tables.CONTACT;
import static jp.madoguchi.db.madoguchi.Tables.HAND_OFF;
import static jp.madoguchi.db.madoguchi.Tables.LOGIN_LOCK;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_NAME;
import static jp.madoguchi.db.madoguchi.Tables.PLACE;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.trim;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.NewContact;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.FreeText;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.PlaceKind;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.message.MessageKind;
import jp.madoguchi.message.Outbox;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.MemberLock;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.operation.OwnRecords;
import jp.madoguchi.operation.Settings;
import jp.madoguchi.policy.Operation;
import jp.madoguchi.policy.Rulebook;
import jp.madoguchi.policy.Situation;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Hand-offs (来店案内): made in a contact, seen at once by the place that was named, taken up at any store or machine by
 * the number that the member says, ended once; listed as overdue after their last day.
 */
@Service
@RolesAllowed(Permission.CONTACT_WRITE)
public class HandOffs {

    /** Greatest length of the words in code points. */
    public static final int NOTE_LIMIT = Contacts.NOTE_LIMIT;

    /** No day further away than this can be agreed. */
    static final int MOST_DAYS = 60;

    private final DSLContext db;
    private final MemberLock memberLock;
    private final Contacts contacts;
    private final Rulebook rulebook;
    private final Operations operations;
    private final Outbox outbox;
    private final Announcements announcements;
    private final Settings settings;
    private final DatabaseTime time;
    private final AuditLog audit;

    HandOffs(
            DSLContext db,
            MemberLock memberLock,
            Contacts contacts,
            Rulebook rulebook,
            Operations operations,
            Outbox outbox,
            Announcements announcements,
            Settings settings,
            DatabaseTime time,
            AuditLog audit) {
        this.db = db;
        this.memberLock = memberLock;
        this.contacts = contacts;
        this.rulebook = rulebook;
        this.operations = operations;
        this.outbox = outbox;
        this.announcements = announcements;
        this.settings = settings;
        this.time = time;
        this.audit = audit;
    }

    // Made in a contact -----------------------------------------------------------------------------------------------

    /** What stands to reason for the member of the contact in front. */
    @Transactional(readOnly = true)
    Proposal propose(MemberNo memberNo) {
        var now = time.now();
        var row = db.select(
                        field(exists(selectOne()
                                .from(LOGIN_LOCK)
                                .where(
                                        LOGIN_LOCK.MEMBER_NO.eq(memberNo),
                                        LOGIN_LOCK.CLEARED_AT.isNull(),
                                        LOGIN_LOCK.KIND.in("LOGIN", "ATM_PIN")))),
                        field(messageWithheldBy(val(memberNo.value()), val(now, SQLDataType.INSTANT))
                                .isNotNull()))
                .fetchSingle();
        var open = due(HAND_OFF.MEMBER_NO.eq(memberNo));
        return new Proposal(row.value1() ? HandOff.Purpose.CLEAR_LOCK : null, open, row.value2());
    }

    /**
     * Makes a hand-off in the contact in front; takes no identity check, for it says nothing about the member.
     *
     * @return the number that the member says at the counter
     * @throws IncompleteHandOff without a place that is in service, or with a day that is over or more than 60 days away
     * @throws AlreadyHandedOff when one of the same kind is open
     */
    @Transactional
    public HandOffNo make(OperationId id, ContactNo contactNo, MemberNo memberNo, NewHandOff form) {
        var note = FreeText.clean(form.note(), NOTE_LIMIT);
        var made = operations.once(id, "handoff.HandOffs.make", String.class, () -> {
            memberLock.take(memberNo);
            var contact = contacts.requireFront(contactNo);
            var staff = CurrentStaff.get();
            rulebook.require(Operation.HAND_OFF, contact.situation(staff, memberNo));
            var now = contact.asOf();
            var today = Tokyo.date(now);
            var place = requirePlace(form, today);
            if (db.fetchExists(
                    HAND_OFF,
                    HAND_OFF.MEMBER_NO.eq(memberNo),
                    HAND_OFF.PURPOSE.eq(form.purpose().name()),
                    HAND_OFF.ENDED_AT.isNull())) {
                throw new AlreadyHandedOff();
            }
            var no = db.select(newHandOffNo()).fetchSingle().value1();
            var message = form.message()
                    ? outbox.tell(
                            memberNo,
                            MessageKind.VISIT_GUIDE,
                            Map.of(
                                    "hand_off_no", no,
                                    "place_name", place.name(),
                                    "place_address", place.address()),
                            now)
                    : null;
            var expected = form.expectedOn();
            db.insertInto(HAND_OFF)
                    .set(HAND_OFF.HAND_OFF_NO, no)
                    .set(HAND_OFF.MEMBER_NO, memberNo)
                    .set(HAND_OFF.CONTACT_NO, contactNo)
                    .set(HAND_OFF.PURPOSE, form.purpose().name())
                    .set(HAND_OFF.PLACE_NO, form.placeNo())
                    .set(HAND_OFF.MADE_PLACE_NO, contact.placeNo())
                    .set(HAND_OFF.EXPECTED_ON, expected)
                    .set(HAND_OFF.NOTE, note)
                    .set(HAND_OFF.MESSAGE_REF, message)
                    .set(HAND_OFF.MADE_AT, now)
                    .set(HAND_OFF.MADE_BY, staff.staffNo())
                    .set(
                            HAND_OFF.DUE_ON,
                            expected == null ? today.plusDays(settings.number("hand_off.days", now)) : expected)
                    .execute();
            audit.append(AuditEntry.done(AuditAction.HAND_OFF_MADE)
                    .about(memberNo)
                    .during(contactNo)
                    .by(id)
                    .because(form.purpose().name())
                    .with("hand_off", no)
                    .with("place", place.name())
                    .with("message", message));
            announcements.tell(Announcements.Kind.HAND_OFF);
            return no;
        });
        return new HandOffNo(made);
    }

    private record Place(String name, String address) {}

    private Place requirePlace(NewHandOff form, LocalDate today) {
        var expected = form.expectedOn();
        if (expected != null && (expected.isBefore(today) || expected.isAfter(today.plusDays(MOST_DAYS)))) {
            throw new IncompleteHandOff();
        }
        return db.select(PLACE.NAME, concat(PLACE.PREFECTURE, PLACE.MUNICIPALITY, PLACE.STREET))
                .from(PLACE)
                .where(
                        PLACE.PLACE_NO.eq(form.placeNo()),
                        PLACE.KIND.in(PlaceKind.STORE.name(), PlaceKind.MACHINE.name()),
                        PLACE.OPENED_ON.le(today),
                        PLACE.CLOSED_ON.isNull().or(PLACE.CLOSED_ON.gt(today)))
                .fetchOptional(row -> new Place(row.value1(), row.value2()))
                .orElseThrow(IncompleteHandOff::new);
    }

    // Taken up by its number ------------------------------------------------------------------------------------------

    /**
     * Takes a hand-off up, whatever place it named: in the contact in front, which becomes the member's if it has none, or
     * in a new one at the counter.
     *
     * @throws NoSuchHandOff when none is open under that number, or when it is being served by somebody else
     */
    @Transactional
    public MemberNo take(OperationId id, HandOffNo no) {
        var member = operations.once(id, "handoff.HandOffs.take", String.class, () -> {
            var open = open(no, HAND_OFF.ENDED_AT.isNull()).orElseThrow(NoSuchHandOff::new);
            memberLock.take(open.memberNo());
            var contact = front(open.memberNo());
            rulebook.require(Operation.TAKE_HAND_OFF, contact.situation(CurrentStaff.get(), open.memberNo()));
            var taken = db.update(HAND_OFF)
                    .set(HAND_OFF.TAKEN_CONTACT_NO, contact.contactNo())
                    .set(HAND_OFF.TAKEN_AT, contact.asOf())
                    .set(HAND_OFF.TAKEN_BY, CurrentStaff.get().staffNo())
                    .where(
                            HAND_OFF.HAND_OFF_NO.eq(no.value()),
                            HAND_OFF.ENDED_AT.isNull(),
                            HAND_OFF.TAKEN_CONTACT_NO
                                    .eq(contact.contactNo())
                                    .or(isTaken().not()))
                    .execute();
            if (taken == 0) {
                throw new NoSuchHandOff();
            }
            audit.append(AuditEntry.done(AuditAction.HAND_OFF_TAKEN)
                    .about(open.memberNo())
                    .during(contact.contactNo())
                    .by(id)
                    .with("hand_off", no.value()));
            announcements.tell(Announcements.Kind.HAND_OFF);
            return open.memberNo().value();
        });
        return new MemberNo(member);
    }

    private OpenContact front(MemberNo memberNo) {
        var front = contacts.front();
        if (front.isEmpty()) {
            return contacts.requireFront(
                    contacts.open(OperationId.make(), new NewContact(Channel.STORE, null, null, null, memberNo)));
        }
        contacts.setMember(OperationId.make(), front.get().contactNo(), memberNo);
        return contacts.requireFront(front.get().contactNo());
    }

    /** What the person who asks took up in their contact and has not ended; nothing in the contacts of others. The reading is recorded. */
    @Transactional
    public Optional<HandOff> takenIn(ContactNo contactNo) {
        var found = read(HAND_OFF.TAKEN_CONTACT_NO
                .eq(contactNo)
                .and(HAND_OFF.TAKEN_BY.eq(CurrentStaff.get().staffNo()))
                .and(HAND_OFF.ENDED_AT.isNull()));
        record(found);
        return found.stream().findFirst();
    }

    /** The number of what was taken up in a contact and has not ended; says nothing about the person. */
    @Transactional(readOnly = true)
    Optional<HandOffNo> numberTakenIn(ContactNo contactNo) {
        return db.select(HAND_OFF.HAND_OFF_NO)
                .from(HAND_OFF)
                .where(HAND_OFF.TAKEN_CONTACT_NO.eq(contactNo), HAND_OFF.ENDED_AT.isNull())
                .orderBy(HAND_OFF.TAKEN_AT.desc())
                .limit(1)
                .fetchOptional(row -> new HandOffNo(row.value1()));
    }

    /** What was taken up in a contact and has not ended; says nothing about the person. */
    @Transactional(readOnly = true)
    public Optional<HandOff.Purpose> purposeTakenIn(ContactNo contactNo) {
        return db.select(HAND_OFF.PURPOSE)
                .from(HAND_OFF)
                .where(HAND_OFF.TAKEN_CONTACT_NO.eq(contactNo), HAND_OFF.ENDED_AT.isNull())
                .orderBy(HAND_OFF.TAKEN_AT.desc())
                .limit(1)
                .fetchOptional(row -> HandOff.Purpose.valueOf(row.value1()));
    }

    // Its end ---------------------------------------------------------------------------------------------------------

    /**
     * Ends a hand-off: done or not done in the contact in front that took it up, not come or withdrawn by the place that
     * was named or that made it.
     *
     * @param note why it was not done; needed for NOT_DONE only
     * @throws NotInVisit when done or not done is said elsewhere
     * @throws NoSuchHandOff when it has ended, or belongs to other places
     */
    @Transactional
    public void end(OperationId id, HandOffNo no, HandOff.Outcome outcome, @Nullable String note) {
        var clean = FreeText.clean(note, NOTE_LIMIT);
        operations.once(id, "handoff.HandOffs.end", String.class, () -> {
            var staff = CurrentStaff.get();
            var open = open(no, HAND_OFF.ENDED_AT.isNull()).orElseThrow(NoSuchHandOff::new);
            memberLock.take(open.memberNo());
            @Nullable ContactNo during = null;
            if (outcome.isOfVisit()) {
                var contact = contacts.front()
                        .filter(front -> front.contactNo().equals(open.takenContactNo()))
                        .orElseThrow(NotInVisit::new);
                during = contact.contactNo();
                rulebook.require(Operation.END_HAND_OFF, contact.situation(staff, open.memberNo()));
            } else {
                rulebook.require(Operation.END_HAND_OFF, Situation.outsideContact(staff));
            }
            if (outcome == HandOff.Outcome.NOT_DONE && clean == null) {
                throw new IncompleteHandOff();
            }
            var ended = db.update(HAND_OFF)
                    .set(HAND_OFF.OUTCOME, outcome.name())
                    .set(HAND_OFF.ENDED_AT, time.now())
                    .set(HAND_OFF.ENDED_BY, staff.staffNo())
                    .set(HAND_OFF.END_NOTE, clean)
                    .where(
                            HAND_OFF.HAND_OFF_NO.eq(no.value()),
                            HAND_OFF.ENDED_AT.isNull(),
                            outcome.isOfVisit()
                                    ? trueCondition()
                                    : ours().and(isTaken().not()))
                    .execute();
            if (ended == 0) {
                throw new NoSuchHandOff();
            }
            audit.append(AuditEntry.done(AuditAction.HAND_OFF_ENDED)
                    .about(open.memberNo())
                    .during(during)
                    .by(id)
                    .because(outcome.name())
                    .with("hand_off", no.value()));
            announcements.tell(Announcements.Kind.HAND_OFF);
            return "DONE";
        });
    }

    private record Open(MemberNo memberNo, @Nullable ContactNo takenContactNo) {}

    private Optional<Open> open(HandOffNo no, Condition state) {
        return db.select(HAND_OFF.MEMBER_NO, HAND_OFF.TAKEN_CONTACT_NO)
                .from(HAND_OFF)
                .where(HAND_OFF.HAND_OFF_NO.eq(no.value()), state)
                .fetchOptional(row -> new Open(row.value1(), row.value2()));
    }

    // Lists -----------------------------------------------------------------------------------------------------------

    /** Who is to come to the own place, and what the own place made and is overdue; what is due first at the top. */
    @Transactional(readOnly = true)
    public List<HandOffDue> due() {
        return due(ours());
    }

    private List<HandOffDue> due(Condition which) {
        var moment = DatabaseTime.moment();
        var today = moment.field(0, Instant.class).cast(SQLDataType.LOCALDATE);
        var named = PLACE.as("named");
        return db.select(
                        HAND_OFF.HAND_OFF_NO,
                        HAND_OFF.PURPOSE,
                        named.NAME,
                        HAND_OFF.EXPECTED_ON,
                        HAND_OFF.DUE_ON,
                        field(HAND_OFF.DUE_ON.lt(today)),
                        field(isTaken()))
                .from(HAND_OFF)
                .crossJoin(moment)
                .join(named)
                .on(named.PLACE_NO.eq(HAND_OFF.PLACE_NO))
                .where(HAND_OFF.ENDED_AT.isNull(), OwnRecords.open(HAND_OFF.MEMBER_NO), which)
                .orderBy(HAND_OFF.DUE_ON, HAND_OFF.HAND_OFF_NO)
                .fetch(row -> new HandOffDue(
                        new HandOffNo(row.value1()),
                        HandOff.Purpose.valueOf(row.value2()),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7()));
    }

    /** The same with the persons. The reading is recorded. */
    @Transactional
    public List<HandOff> list() {
        var found = read(ours());
        record(found);
        return found;
    }

    private List<HandOff> read(Condition which) {
        var today = Tokyo.date(time.now());
        var named = PLACE.as("named");
        var making = PLACE.as("making");
        var server = STAFF.as("server");
        return db.select(
                        HAND_OFF.HAND_OFF_NO,
                        HAND_OFF.MEMBER_NO,
                        trim(concat(MEMBER_NAME.FAMILY, inline(" "), MEMBER_NAME.GIVEN)),
                        HAND_OFF.CONTACT_NO,
                        HAND_OFF.PURPOSE,
                        named.NAME,
                        HAND_OFF.EXPECTED_ON,
                        HAND_OFF.NOTE,
                        HAND_OFF.MADE_AT,
                        concat(STAFF.FAMILY, inline(" "), STAFF.GIVEN),
                        making.NAME,
                        HAND_OFF.MESSAGE_REF,
                        HAND_OFF.DUE_ON,
                        when(isTaken(), concat(server.FAMILY, inline(" "), server.GIVEN)))
                .from(HAND_OFF)
                .join(named)
                .on(named.PLACE_NO.eq(HAND_OFF.PLACE_NO))
                .join(making)
                .on(making.PLACE_NO.eq(HAND_OFF.MADE_PLACE_NO))
                .join(STAFF)
                .on(STAFF.STAFF_NO.eq(HAND_OFF.MADE_BY))
                .leftJoin(server)
                .on(server.STAFF_NO.eq(HAND_OFF.TAKEN_BY))
                .join(MEMBER_NAME)
                .on(
                        MEMBER_NAME.MEMBER_NO.eq(HAND_OFF.MEMBER_NO),
                        MEMBER_NAME.KIND.eq("LEGAL"),
                        MEMBER_NAME.VALID_TO.isNull())
                .where(HAND_OFF.ENDED_AT.isNull(), OwnRecords.open(HAND_OFF.MEMBER_NO), which)
                .orderBy(HAND_OFF.DUE_ON, HAND_OFF.HAND_OFF_NO)
                .fetch(row -> new HandOff(
                        new HandOffNo(row.value1()),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        HandOff.Purpose.valueOf(row.value5()),
                        row.value6(),
                        row.value7(),
                        row.value8(),
                        row.value9(),
                        row.value10(),
                        row.value11(),
                        row.value12() != null,
                        row.value13(),
                        row.value13().isBefore(today),
                        row.value14()));
    }

    private void record(List<HandOff> found) {
        if (!found.isEmpty()) {
            audit.append(AuditEntry.done(AuditAction.HAND_OFFS_READ)
                    .with(
                            "hand_offs",
                            found.stream().map(each -> each.no().value()).toList())
                    .showing(found, HandOff::memberNo));
        }
    }

    /** Served in a contact that is still open. */
    private static Condition isTaken() {
        return exists(selectOne()
                .from(CONTACT)
                .where(CONTACT.CONTACT_NO.eq(HAND_OFF.TAKEN_CONTACT_NO), CONTACT.CLOSED_AT.isNull()));
    }

    /** Named the own place, or was made there; whoever serves machines sees those of all of them. */
    private static Condition ours() {
        var staff = CurrentStaff.get();
        var workplace = staff.workplace();
        if (workplace == null) {
            return falseCondition();
        }
        var ours = HAND_OFF.PLACE_NO.eq(workplace.placeNo()).or(HAND_OFF.MADE_PLACE_NO.eq(workplace.placeNo()));
        return staff.roles().contains(Role.OPERATOR)
                ? ours.or(exists(selectOne()
                        .from(PLACE)
                        .where(PLACE.PLACE_NO.eq(HAND_OFF.PLACE_NO), PLACE.KIND.eq(PlaceKind.MACHINE.name()))))
                : ours;
    }
}
