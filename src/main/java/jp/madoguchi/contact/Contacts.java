package jp.madoguchi.contact;

import static jp.madoguchi.db.madoguchi.Routines.calledBack;
import static jp.madoguchi.db.madoguchi.Routines.settingInt;
import static jp.madoguchi.db.madoguchi.Routines.validIdentityCheck;
import static jp.madoguchi.db.madoguchi.Tables.CONTACT;
import static jp.madoguchi.db.madoguchi.Tables.CONTACT_NOTE;
import static jp.madoguchi.db.madoguchi.Tables.IDENTITY_CHECK;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_NAME;
import static jp.madoguchi.db.madoguchi.Tables.PLACE;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static org.jooq.impl.DSL.arrayAgg;
import static org.jooq.impl.DSL.arrayGet;
import static org.jooq.impl.DSL.boolOr;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.FreeText;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.PlaceNo;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.db.madoguchi.tables.Place;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.operation.Settings;
import jp.madoguchi.policy.CheckState;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Operation;
import jp.madoguchi.policy.Reason;
import jp.madoguchi.policy.Rulebook;
import jp.madoguchi.policy.Situation;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectJoinStep;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Contacts of the person who is signed in. One is in front, several may be parked; those of others are absent. */
@Service
@RolesAllowed(Permission.CONTACT_WRITE)
public class Contacts {

    /** Greatest length of a note in code points. */
    public static final int NOTE_LIMIT = 2000;

    private static final Pattern CALLER_NUMBER = Pattern.compile("[0-9]{4,15}");
    private static final Pattern JAPANESE_NUMBER = Pattern.compile("0[0-9]{9,10}");
    private static final Place MACHINE = PLACE.as("machine");

    private final DSLContext db;
    private final CallRules calls;
    private final Promises promises;
    private final CallBackRule callBacks;
    private final Rulebook rulebook;
    private final Operations operations;
    private final DatabaseTime time;
    private final Settings settings;
    private final AuditLog audit;

    Contacts(
            DSLContext db,
            CallRules calls,
            Promises promises,
            CallBackRule callBacks,
            Rulebook rulebook,
            Operations operations,
            DatabaseTime time,
            Settings settings,
            AuditLog audit) {
        this.db = db;
        this.calls = calls;
        this.promises = promises;
        this.callBacks = callBacks;
        this.rulebook = rulebook;
        this.operations = operations;
        this.time = time;
        this.settings = settings;
        this.audit = audit;
    }

    /** The person's contact in front, if one is open. */
    @Transactional(readOnly = true)
    public Optional<OpenContact> front() {
        return find(CONTACT.PARKED_AT.isNull());
    }

    /**
     * The number of the contact that somebody has in front at a workplace, as a column of another statement; null when there
     * is none.
     */
    public static Field<ContactNo> inFront(Field<StaffNo> staff, Field<PlaceNo> place) {
        return field(select(CONTACT.CONTACT_NO).from(CONTACT).where(openOf(staff, place), CONTACT.PARKED_AT.isNull()));
    }

    /** The person's parked contacts, the longest waiting first. */
    @Transactional(readOnly = true)
    public List<OpenContact> parked() {
        return openContacts()
                .where(mine().and(CONTACT.PARKED_AT.isNotNull()))
                .orderBy(CONTACT.PARKED_AT, CONTACT.CONTACT_NO)
                .fetch(Contacts::toOpenContact);
    }

    /** All open contacts of the person: the one in front first, then the parked ones, the longest waiting first. */
    @Transactional(readOnly = true)
    public List<OpenContact> own() {
        return openContacts()
                .where(mine())
                .orderBy(CONTACT.PARKED_AT.asc().nullsFirst(), CONTACT.CONTACT_NO)
                .fetch(Contacts::toOpenContact);
    }

    /** One of the person's open contacts, in front or parked. */
    @Transactional(readOnly = true)
    public Optional<OpenContact> find(ContactNo contactNo) {
        return find(CONTACT.CONTACT_NO.eq(contactNo));
    }

    /** How long a contact may be parked before its identity checks are void. */
    @Transactional(readOnly = true)
    public Duration checksOutlastParking() {
        return settings.minutes("identity_check.parked_minutes", time.now());
    }

    /** Opens a contact and puts it in front. */
    @Transactional
    public ContactNo open(OperationId id, NewContact form) {
        return new ContactNo(operations.once(id, "contact.Contacts.open", String.class, () -> insert(id, form)));
    }

    private String insert(OperationId id, NewContact form) {
        var staff = CurrentStaff.get();
        waitForOwnOtherClicks();
        var situation = new Situation(staff, form.channel(), false, false, CheckState.NONE, Set.of(), null);
        if (find(CONTACT.PARKED_AT.isNull()).isPresent()) {
            situation = situation.with(Situation.Fact.CONTACT_IN_FRONT);
        }
        var workplace = staff.workplace();
        if (workplace != null && !workplace.kind().channels(staff.roles()).contains(form.channel())) {
            situation = situation.with(Situation.Fact.CHANNEL_NOT_SERVED);
        }
        rulebook.require(Operation.OPEN_CONTACT, situation);
        refuseIncomplete(form);
        var recording = recording(form.recordingNo(), form.channel());
        var call = form.call();
        var number = call == null ? form.callerNumber() : requireCall(form, call, situation);
        var contactNo = db.insertInto(CONTACT)
                .set(CONTACT.CHANNEL, form.channel().name())
                .set(CONTACT.PLACE_NO, staff.requireWorkplace().placeNo())
                .set(CONTACT.MACHINE_NO, form.machineNo())
                .set(CONTACT.BOOTH, form.booth() == null ? null : form.booth().shortValue())
                .set(CONTACT.STAFF_NO, staff.staffNo())
                .set(CONTACT.CALLER_NUMBER, number)
                .set(CONTACT.CALL_PURPOSE, call == null ? null : call.purpose().name())
                .set(CONTACT.CALL_LINE, call == null ? null : call.line().name())
                .set(
                        CONTACT.CALL_REASON,
                        call == null || call.reason() == null
                                ? null
                                : call.reason().name())
                .set(CONTACT.MEMBER_NO, form.memberNo())
                .set(CONTACT.ANSWERS_CONTACT_NO, call == null ? null : calls.answered(form.memberNo(), call.purpose()))
                .set(CONTACT.RECORDING_NO, recording)
                .returningResult(CONTACT.CONTACT_NO)
                .fetchSingle()
                .value1();
        audit.append(AuditEntry.done(AuditAction.CONTACT_OPENED)
                .during(contactNo)
                .about(form.memberNo())
                .by(id)
                .with("channel", form.channel())
                .with(
                        "machine_no",
                        form.machineNo() == null ? null : form.machineNo().value())
                .with("booth", form.booth())
                .with("call_purpose", call == null ? null : call.purpose())
                .with("call_line", call == null ? null : call.line())
                .with("call_reason", call == null ? null : call.reason()));
        return contactNo.value();
    }

    /** The number to call, on which nothing forbids to reach the member now for this purpose. */
    private String requireCall(NewContact form, Call call, Situation situation) {
        var memberNo = form.memberNo();
        if (memberNo == null) {
            throw IncompleteContact.call();
        }
        var number = call.line() == Call.Line.TYPED
                ? form.callerNumber()
                : calls.numbers(memberNo).get(call.line());
        if (number == null || !JAPANESE_NUMBER.matcher(number).matches()) {
            throw IncompleteContact.call();
        }
        var obstacles = calls.obstacles(memberNo, number, call.purpose(), time.now());
        rulebook.require(
                Operation.CALL_OUT,
                situation.with(CallRules.facts(obstacles, call.reason() != null).toArray(Situation.Fact[]::new)));
        return number;
    }

    /** Two tabs of one person take turns, so that the second sees which contact the first put in front. */
    private void waitForOwnOtherClicks() {
        db.selectOne()
                .from(STAFF)
                .where(STAFF.STAFF_NO.eq(CurrentStaff.get().staffNo()))
                .forNoKeyUpdate()
                .fetch();
    }

    private void refuseIncomplete(NewContact form) {
        if (form.channel() == Channel.MACHINE) {
            var booths = form.machineNo() == null
                    ? null
                    : db.select(PLACE.BOOTHS)
                            .from(PLACE)
                            .where(
                                    PLACE.PLACE_NO.eq(form.machineNo()),
                                    PLACE.KIND.eq("MACHINE"),
                                    PLACE.CLOSED_ON.isNull())
                            .fetchOne(PLACE.BOOTHS);
            if (booths == null || form.booth() == null || form.booth() < 1 || form.booth() > booths) {
                throw IncompleteContact.machine();
            }
        } else if (form.machineNo() != null || form.booth() != null) {
            throw IncompleteContact.machine();
        }
        if ((form.channel() == Channel.PHONE_OUT) != (form.call() != null)) {
            throw IncompleteContact.call();
        }
        if (form.callerNumber() != null
                && !CALLER_NUMBER.matcher(form.callerNumber()).matches()) {
            throw IncompleteContact.callerNumber();
        }
        if (form.memberNo() != null) {
            refuseUnknown(form.memberNo());
        }
    }

    private void refuseUnknown(MemberNo memberNo) {
        if (!db.fetchExists(MEMBER, MEMBER.MEMBER_NO.eq(memberNo))) {
            throw IncompleteContact.noSuchMember();
        }
    }

    /** Says who is served; once per contact. */
    @Transactional
    public void setMember(OperationId id, ContactNo contactNo, MemberNo memberNo) {
        operations.once(id, "contact.Contacts.setMember", String.class, () -> {
            var contact = requireFront(contactNo);
            if (contact.memberNo() != null && !contact.isWith(memberNo)) {
                throw new OtherMemberInContact();
            }
            if (contact.memberNo() == null) {
                refuseUnknown(memberNo);
                db.update(CONTACT)
                        .set(CONTACT.MEMBER_NO, memberNo)
                        .set(CONTACT.VERSION, CONTACT.VERSION.plus(1))
                        .where(CONTACT.CONTACT_NO.eq(contactNo))
                        .execute();
                audit.append(AuditEntry.done(AuditAction.CONTACT_MEMBER_SET)
                        .during(contactNo)
                        .about(memberNo)
                        .by(id));
            }
            return "DONE";
        });
    }

    @Transactional
    public void park(OperationId id, ContactNo contactNo) {
        operations.once(id, "contact.Contacts.park", String.class, () -> {
            var contact = requireFront(contactNo);
            db.update(CONTACT)
                    .set(CONTACT.PARKED_AT, time.now())
                    .set(CONTACT.VERSION, CONTACT.VERSION.plus(1))
                    .where(CONTACT.CONTACT_NO.eq(contactNo))
                    .execute();
            audit.append(AuditEntry.done(AuditAction.CONTACT_PARKED)
                    .during(contactNo)
                    .about(contact.memberNo())
                    .by(id));
            return "DONE";
        });
    }

    /** Puts a parked contact in front again. Parked for 10 minutes or longer (a setting), its identity checks are void. */
    @Transactional
    public void resume(OperationId id, ContactNo contactNo) {
        operations.once(id, "contact.Contacts.resume", String.class, () -> {
            waitForOwnOtherClicks();
            var now = time.now();
            var contact = lock(contactNo, CONTACT.PARKED_AT.isNotNull());
            if (find(CONTACT.PARKED_AT.isNull()).isPresent()) {
                throw new NotAllowed(Reason.ANOTHER_CONTACT_IN_FRONT);
            }
            var parkedAt = contact.parkedAt();
            var tooLong = parkedAt != null
                    && Duration.between(parkedAt, now).compareTo(settings.minutes("identity_check.parked_minutes", now))
                            >= 0;
            var update = db.update(CONTACT)
                    .set(CONTACT.PARKED_AT, (Instant) null)
                    .set(CONTACT.VERSION, CONTACT.VERSION.plus(1));
            if (tooLong) {
                update = update.set(CONTACT.CHECKS_FROM, now);
            }
            update.where(CONTACT.CONTACT_NO.eq(contactNo)).execute();
            audit.append(AuditEntry.done(AuditAction.CONTACT_RESUMED)
                    .during(contactNo)
                    .about(contact.memberNo())
                    .by(id)
                    .with("checks_void", tooLong));
            return "DONE";
        });
    }

    /** Adds a note to a contact that is open, in front or parked; at most {@link #NOTE_LIMIT} code points. */
    @Transactional
    public void note(OperationId id, ContactNo contactNo, String text) {
        var clean = FreeText.clean(text, NOTE_LIMIT);
        if (clean == null) {
            return;
        }
        operations.once(id, "contact.Contacts.note", String.class, () -> {
            var contact = lock(contactNo, trueCondition());
            db.insertInto(CONTACT_NOTE)
                    .set(CONTACT_NOTE.CONTACT_NO, contactNo)
                    .set(CONTACT_NOTE.STAFF_NO, CurrentStaff.get().staffNo())
                    .set(CONTACT_NOTE.TEXT, clean)
                    .execute();
            audit.append(AuditEntry.done(AuditAction.NOTE_ADDED)
                    .during(contactNo)
                    .about(contact.memberNo())
                    .by(id)
                    .with("length", clean.length()));
            return "DONE";
        });
    }

    private static @Nullable String recording(@Nullable String typed, Channel channel) {
        var number = RecordingNumber.of(typed);
        if (number != null && !channel.byPhone()) {
            throw IncompleteContact.recordingNumber();
        }
        return number;
    }

    /** Closes the contact in front, or a parked one, with what it was about and what came of it; final. */
    @Transactional
    public void close(OperationId id, ContactNo contactNo, Closing form) {
        var note = FreeText.clean(form.note(), NOTE_LIMIT);
        operations.once(id, "contact.Contacts.close", String.class, () -> {
            var contact = lock(contactNo, trueCondition());
            var now = time.now();
            promises.keep(contactNo, contact.memberNo(), form, now);
            callBacks.require(contact.memberNo(), form, now);
            var recording = recording(form.recordingNo(), contact.channel());
            db.update(CONTACT)
                    .set(CONTACT.RECORDING_NO, recording == null ? contact.recordingNo() : recording)
                    .set(CONTACT.CALL_BACK_AT, form.callBackAt())
                    .set(CONTACT.CLOSED_AT, now)
                    .set(CONTACT.PARKED_AT, (Instant) null)
                    .set(CONTACT.CATEGORY, form.category().name())
                    .set(CONTACT.CAUSE, form.cause().name())
                    .set(CONTACT.OUTCOME, form.outcome().name())
                    .set(CONTACT.CLOSING_NOTE, note)
                    .set(CONTACT.VERSION, CONTACT.VERSION.plus(1))
                    .where(CONTACT.CONTACT_NO.eq(contactNo))
                    .execute();
            audit.append(AuditEntry.done(AuditAction.CONTACT_CLOSED)
                    .during(contactNo)
                    .about(contact.memberNo())
                    .by(id)
                    .because(form.outcome().name())
                    .with("category", form.category())
                    .with("cause", form.cause())
                    .with(
                            "promised_on",
                            form.promise() == null ? null : form.promise().on().toString())
                    .with(
                            "call_back_at",
                            form.callBackAt() == null ? null : form.callBackAt().toString()));
            return "DONE";
        });
    }

    /**
     * The contact in front, locked until the transaction ends; for use cases that act within it.
     *
     * @throws ContactIsOver when it is not the person's contact in front at this workplace
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public OpenContact requireFront(ContactNo contactNo) {
        return lock(contactNo, CONTACT.PARKED_AT.isNull());
    }

    private OpenContact lock(ContactNo contactNo, Condition state) {
        var locked = db.select(CONTACT.CONTACT_NO)
                .from(CONTACT)
                .where(CONTACT.CONTACT_NO.eq(contactNo), mine(), state)
                .forNoKeyUpdate()
                .fetchOptional();
        return locked.flatMap(row -> find(CONTACT.CONTACT_NO.eq(contactNo))).orElseThrow(ContactIsOver::new);
    }

    private Optional<OpenContact> find(Condition which) {
        return openContacts().where(mine().and(which)).fetchOptional(Contacts::toOpenContact);
    }

    /** A contact belongs to the person and to the place where they are signed in today. */
    private static Condition mine() {
        StaffMember staff = CurrentStaff.get();
        var workplace = staff.workplace();
        return workplace == null
                ? falseCondition()
                : openOf(val(staff.staffNo(), CONTACT.STAFF_NO), val(workplace.placeNo(), CONTACT.PLACE_NO));
    }

    private static Condition openOf(Field<StaffNo> staff, Field<PlaceNo> place) {
        return CONTACT.STAFF_NO.eq(staff).and(CONTACT.PLACE_NO.eq(place)).and(CONTACT.CLOSED_AT.isNull());
    }

    private static final String VALID = "valid_check_id";

    private static final Field<Integer> FAILED =
            count().filterWhere(IDENTITY_CHECK.RESULT.eq("FAILED")).as("failed");
    private static final Field<Boolean> ANY_PASSED =
            coalesce(boolOr(IDENTITY_CHECK.RESULT.eq("PASSED")), inline(false)).as("any_passed");
    private static final Field<String> LATEST = latest(IDENTITY_CHECK.RESULT).as("latest");
    /** Of the latest check, which is the one that holds if any does. */
    private static final Field<Instant> VALID_UNTIL =
            latest(IDENTITY_CHECK.VALID_UNTIL).as("valid_until");

    private static final Table<?> CHECKS = lateral(select(FAILED, ANY_PASSED, LATEST, VALID_UNTIL)
                    .from(IDENTITY_CHECK)
                    .where(IDENTITY_CHECK.CONTACT_NO.eq(CONTACT.CONTACT_NO)))
            .as("checks");

    private static <T> Field<T> latest(Field<T> field) {
        return arrayGet(arrayAgg(field).orderBy(IDENTITY_CHECK.AT.desc(), IDENTITY_CHECK.ID.desc()), 1);
    }

    private SelectJoinStep<? extends Record> openContacts() {
        var moment = DatabaseTime.moment();
        var now = moment.field(0, Instant.class);
        return db.select(
                        CONTACT.CONTACT_NO,
                        CONTACT.CHANNEL,
                        CONTACT.PLACE_NO,
                        PLACE.NAME,
                        MACHINE.NAME,
                        CONTACT.BOOTH,
                        CONTACT.MEMBER_NO,
                        MEMBER_NAME.FAMILY,
                        MEMBER_NAME.GIVEN,
                        CONTACT.CALLER_NUMBER,
                        CONTACT.RECORDING_NO,
                        CONTACT.OPENED_AT,
                        CONTACT.PARKED_AT,
                        validIdentityCheck(CONTACT.CONTACT_NO.cast(SQLDataType.CLOB), now)
                                .as(VALID),
                        CHECKS.field(VALID_UNTIL),
                        when(
                                        CONTACT.CHANNEL.eq(Channel.PHONE_OUT.name()),
                                        calledBack(CONTACT.CONTACT_NO.cast(SQLDataType.CLOB), now))
                                .otherwise(inline(false))
                                .as("called_back"),
                        CHECKS.field(FAILED),
                        CHECKS.field(ANY_PASSED),
                        CHECKS.field(LATEST),
                        // Asked for only where there are failures to be counted against it.
                        when(CHECKS.field(FAILED).gt(0), settingInt(val("identity_check.failures_allowed"), now))
                                .otherwise(inline(1))
                                .as("failures_allowed"),
                        now.as("as_of"))
                .from(CONTACT)
                .crossJoin(moment)
                .crossJoin(CHECKS)
                .join(PLACE)
                .on(PLACE.PLACE_NO.eq(CONTACT.PLACE_NO))
                .leftJoin(MACHINE)
                .on(MACHINE.PLACE_NO.eq(CONTACT.MACHINE_NO))
                .leftJoin(MEMBER_NAME)
                .on(
                        MEMBER_NAME.MEMBER_NO.eq(CONTACT.MEMBER_NO),
                        MEMBER_NAME.KIND.eq("LEGAL"),
                        MEMBER_NAME.VALID_TO.isNull());
    }

    private static OpenContact toOpenContact(Record row) {
        var failed = row.get(FAILED);
        var valid = row.get(VALID, Long.class);
        return new OpenContact(
                row.get(CONTACT.CONTACT_NO),
                Channel.valueOf(row.get(CONTACT.CHANNEL)),
                row.get(CONTACT.PLACE_NO),
                row.get(PLACE.NAME),
                row.get(MACHINE.NAME),
                row.get(CONTACT.BOOTH) == null ? null : row.get(CONTACT.BOOTH).intValue(),
                row.get(CONTACT.MEMBER_NO),
                fullName(row.get(MEMBER_NAME.FAMILY), row.get(MEMBER_NAME.GIVEN)),
                Channel.PHONE_OUT.name().equals(row.get(CONTACT.CHANNEL)) ? row.get(CONTACT.CALLER_NUMBER) : null,
                row.get(CONTACT.RECORDING_NO),
                row.get(CONTACT.OPENED_AT),
                row.get(CONTACT.PARKED_AT),
                valid,
                valid == null ? null : row.get(VALID_UNTIL),
                row.get("called_back", Boolean.class),
                failed,
                checkState(
                        valid,
                        failed,
                        row.get("failures_allowed", Integer.class),
                        row.get(ANY_PASSED),
                        row.get(LATEST)),
                row.get("as_of", Instant.class));
    }

    private static CheckState checkState(
            @Nullable Long valid, int failed, int allowed, boolean anyPassed, @Nullable String latest) {
        if (valid != null) {
            return CheckState.PASSED;
        }
        if (failed >= allowed) {
            return CheckState.NO_TRIES_LEFT;
        }
        if ("FAILED".equals(latest)) {
            return CheckState.FAILED;
        }
        return anyPassed ? CheckState.EXPIRED : CheckState.NONE;
    }

    private static @Nullable String fullName(@Nullable String family, @Nullable String given) {
        return family == null ? null : (family + " " + (given == null ? "" : given)).strip();
    }
}
