package jp.madoguchi.approval;

import static jp.madoguchi.db.madoguchi.Routines.businessDayAfter;
import static jp.madoguchi.db.madoguchi.Routines.settingInt;
import static jp.madoguchi.db.madoguchi.Tables.APPROVAL;
import static jp.madoguchi.db.madoguchi.Tables.IDENTITY_CHECK;
import static jp.madoguchi.db.madoguchi.Tables.IDENTITY_DOCUMENT;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_NAME;
import static jp.madoguchi.db.madoguchi.Tables.PLACE;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectDistinct;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.FreeText;
import jp.madoguchi.core.Json;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.PlaceNo;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.db.madoguchi.tables.Staff;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.FreshFactor;
import jp.madoguchi.operation.MemberLock;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.operation.OwnRecords;
import jp.madoguchi.operation.Settings;
import jp.madoguchi.policy.Reason;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Record14;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Requests for a second person. They reach the supervisors who are signed in without reloading: the own place first. */
@Service
@RolesAllowed(Permission.APPROVAL_DECIDE)
public class Approvals {

    private static final int NOTE_LIMIT = 500;
    private static final Staff CHECKER = STAFF.as("checker");

    private final DSLContext db;
    private final MemberLock memberLock;
    private final Map<String, ApprovedOperation> approved;
    private final SecondPersons seconds;
    private final Operations operations;
    private final Announcements announcements;
    private final DatabaseTime time;
    private final Settings settings;
    private final AuditLog audit;
    private final FreshFactor fresh;

    Approvals(
            DSLContext db,
            MemberLock memberLock,
            List<ApprovedOperation> approved,
            SecondPersons seconds,
            Operations operations,
            Announcements announcements,
            DatabaseTime time,
            Settings settings,
            AuditLog audit,
            FreshFactor fresh) {
        this.db = db;
        this.memberLock = memberLock;
        this.approved = approved.stream().collect(Collectors.toMap(ApprovedOperation::code, Function.identity()));
        this.seconds = seconds;
        this.operations = operations;
        this.announcements = announcements;
        this.time = time;
        this.settings = settings;
        this.audit = audit;
        this.fresh = fresh;
    }

    /**
     * Writes a request, within the transaction of the use case that found that a second person is needed. It waits 15
     * minutes at most (setting approval.minutes).
     *
     * @param payload exactly what will be applied
     * @param facts what it rests on, as text that is compared when it is applied
     * @return the name of the request, or of the one that already waits for the same in this contact
     */
    @Transactional(propagation = Propagation.MANDATORY)
    @RolesAllowed(Permission.CONTACT_WRITE)
    public UUID request(
            OperationId id,
            String code,
            OpenContact contact,
            MemberNo memberNo,
            List<Reason> reasons,
            Object payload,
            String facts) {
        var now = time.now();
        expire(APPROVAL.CONTACT_NO.eq(contact.contactNo()), now);
        var expires = contact.channel() == Channel.LETTER
                ? afterBusinessDays(now)
                : now.plus(settings.minutes("approval.minutes", now));
        return write(id, code, contact.contactNo(), contact.placeNo(), memberNo, reasons, payload, facts, now, expires)
                .orElseGet(() -> db.select(APPROVAL.REF)
                        .from(APPROVAL)
                        .where(
                                APPROVAL.CONTACT_NO.eq(contact.contactNo()),
                                APPROVAL.OPERATION.eq(code),
                                APPROVAL.DECISION.isNull())
                        .fetchSingle()
                        .value1());
    }

    /**
     * The same for a case that is worked off without the member: it waits to the end of the second business day (setting
     * approval.business_days).
     *
     * @param placeNo where its maker works
     */
    @Transactional(propagation = Propagation.MANDATORY)
    @RolesAllowed(Permission.CONTACT_WRITE)
    public UUID requestForCase(
            OperationId id,
            String code,
            PlaceNo placeNo,
            MemberNo memberNo,
            List<Reason> reasons,
            Object payload,
            String facts) {
        var now = time.now();
        return write(id, code, null, placeNo, memberNo, reasons, payload, facts, now, afterBusinessDays(now))
                .orElseThrow();
    }

    private Optional<UUID> write(
            OperationId id,
            String code,
            @Nullable ContactNo contactNo,
            PlaceNo placeNo,
            MemberNo memberNo,
            List<Reason> reasons,
            Object payload,
            String facts,
            Instant now,
            Instant expires) {
        if (reasons.contains(Reason.DAILY_LIMIT_REACHED)) {
            fresh.require();
        }
        var ref = UUID.randomUUID();
        var made = db.insertInto(APPROVAL)
                .set(APPROVAL.REF, ref)
                .set(APPROVAL.OPERATION, code)
                .set(APPROVAL.MEMBER_NO, memberNo)
                .set(APPROVAL.CONTACT_NO, contactNo)
                .set(APPROVAL.PLACE_NO, placeNo)
                .set(APPROVAL.REASON, reasons.getFirst().name())
                .set(APPROVAL.PAYLOAD, Json.write(payload))
                .set(APPROVAL.FACTS, facts)
                .set(APPROVAL.MAKER, CurrentStaff.get().staffNo())
                .set(APPROVAL.MADE_AT, now)
                .set(APPROVAL.EXPIRES_AT, expires)
                .onConflictDoNothing()
                .execute();
        if (made == 0) {
            return Optional.empty();
        }
        audit.append(AuditEntry.done(AuditAction.APPROVAL_REQUESTED)
                .about(memberNo)
                .during(contactNo)
                .by(id)
                .because(reasons.getFirst().name())
                .with("operation", code)
                .with("request", ref)
                .with("reasons", reasons));
        announcements.tell(Announcements.Kind.APPROVAL);
        return Optional.of(ref);
    }

    /** The end of the second business day (setting). */
    private Instant afterBusinessDays(Instant now) {
        var day = db.select(businessDayAfter(val(Tokyo.date(now)), val(settings.number("approval.business_days", now))))
                .fetchSingle()
                .value1();
        return Tokyo.startOf(day.plusDays(1));
    }

    /** Names of those who are signed in and may decide a request of the kind that this person makes. */
    @Transactional(readOnly = true)
    @RolesAllowed(Permission.CONTACT_WRITE)
    public List<String> whoMayDecide(String code) {
        var operation = approved.get(code);
        return operation == null
                ? List.of()
                : seconds.secondPersons(operation.right(), CurrentStaff.get().staffNo()).stream()
                        .map(SecondPersons.Colleague::name)
                        .sorted()
                        .toList();
    }

    /**
     * What waits for this person: requests of others that they may decide, the oldest first. A request goes to the place
     * where it was made; to everybody when nobody there is signed in, or when nothing came of it for three minutes (setting
     * approval.widen_minutes).
     */
    @Transactional(readOnly = true)
    public List<ApprovalLine> waiting() {
        var staff = CurrentStaff.get();
        var mine = approved.values().stream()
                .filter(operation -> staff.mayAsSecond(operation.right()))
                .collect(Collectors.groupingBy(
                        ApprovedOperation::right, Collectors.mapping(ApprovedOperation::code, Collectors.toList())));
        var moment = DatabaseTime.moment();
        var at = moment.field(0, Instant.class);
        var any = db.select(
                        at,
                        settingInt(val("approval.widen_minutes"), at),
                        field(exists(selectOne()
                                .from(APPROVAL)
                                .where(
                                        APPROVAL.DECISION.isNull(),
                                        APPROVAL.OPERATION.in(mine.values().stream()
                                                .flatMap(List::stream)
                                                .toList()),
                                        APPROVAL.MAKER.ne(staff.staffNo()),
                                        APPROVAL.EXPIRES_AT.gt(at)))))
                .from(moment)
                .fetchSingle();
        if (!any.value3()) {
            return List.of();
        }
        var now = any.value1();
        var late = now.minus(Duration.ofMinutes(any.value2()));
        var onDuty = seconds.secondPersons(mine.keySet(), staff.staffNo());
        var forMe = mine.entrySet().stream()
                .map(right -> APPROVAL.OPERATION
                        .in(right.getValue())
                        .and(coalesce(APPROVAL.SEEN_AT, APPROVAL.MADE_AT)
                                .le(late)
                                .or(APPROVAL.PLACE_NO.notIn(
                                        servedElsewhere(onDuty.getOrDefault(right.getKey(), List.of()), staff)))))
                .reduce(DSL.falseCondition(), Condition::or);
        return lines(APPROVAL.DECISION
                        .isNull()
                        .and(forMe)
                        .and(APPROVAL.MAKER.ne(staff.staffNo()))
                        .and(APPROVAL.EXPIRES_AT.gt(now))
                        .and(OwnRecords.open(APPROVAL.MEMBER_NO)))
                .orderBy(APPROVAL.MADE_AT, APPROVAL.REF)
                .fetch(mapping(ApprovalLine::new));
    }

    /** The other places at which somebody who may decide is signed in. */
    private static Set<PlaceNo> servedElsewhere(List<SecondPersons.Colleague> onDuty, StaffMember staff) {
        var own = staff.workplace();
        return onDuty.stream()
                .map(SecondPersons.Colleague::placeNo)
                .filter(place -> place != null && (own == null || !place.equals(own.placeNo())))
                .collect(Collectors.toSet());
    }

    /** The latest request of the contact for one operation, for its maker who waits. */
    @Transactional(readOnly = true)
    @RolesAllowed(Permission.CONTACT_WRITE)
    public Optional<ApprovalLine> latestOf(ContactNo contactNo, String code) {
        return lines(APPROVAL.CONTACT_NO
                        .eq(contactNo)
                        .and(APPROVAL.OPERATION.eq(code))
                        .and(APPROVAL.MAKER.eq(CurrentStaff.get().staffNo())))
                .orderBy(APPROVAL.MADE_AT.desc(), APPROVAL.REF)
                .limit(1)
                .fetchOptional(mapping(ApprovalLine::new));
    }

    /** Whether a request of the kind waits in the contact. */
    public static Condition waits(ContactNo contactNo, String code, Instant now) {
        return exists(selectOne()
                .from(APPROVAL)
                .where(
                        APPROVAL.CONTACT_NO.eq(contactNo),
                        APPROVAL.OPERATION.eq(code),
                        APPROVAL.DECISION.isNull(),
                        APPROVAL.EXPIRES_AT.gt(now)));
    }

    /** Codes of the operations of which a request waits in a contact, as part of another statement; none without a contact. */
    public static Select<Record1<String>> waiting(@Nullable ContactNo contactNo, Instant now) {
        return selectDistinct(APPROVAL.OPERATION)
                .from(APPROVAL)
                .where(
                        contactNo == null ? falseCondition() : APPROVAL.CONTACT_NO.eq(contactNo),
                        APPROVAL.DECISION.isNull(),
                        APPROVAL.EXPIRES_AT.gt(now));
    }

    /** A request with before and after; the reading is recorded. */
    @Transactional
    public ApprovalCase read(UUID ref) {
        var waiting = load(ref, APPROVAL.MAKER.ne(CurrentStaff.get().staffNo()));
        var operation = operation(ref);
        var seen = db.update(APPROVAL)
                .set(APPROVAL.SEEN_AT, time.now())
                .where(APPROVAL.REF.eq(ref), APPROVAL.DECISION.isNull(), APPROVAL.SEEN_AT.isNull())
                .execute();
        if (seen > 0) {
            announcements.tell(Announcements.Kind.APPROVAL);
        }
        var line = lines(APPROVAL.REF.eq(ref)).fetchSingle(mapping(ApprovalLine::new));
        var name = db.select(concat(MEMBER_NAME.FAMILY, inline(" "), MEMBER_NAME.GIVEN))
                .from(MEMBER_NAME)
                .where(
                        MEMBER_NAME.MEMBER_NO.eq(waiting.memberNo()),
                        MEMBER_NAME.KIND.eq("LEGAL"),
                        MEMBER_NAME.VALID_TO.isNull())
                .fetchSingle()
                .value1();
        var failed = field(selectCount()
                .from(IDENTITY_CHECK.as("f"))
                .where(
                        IDENTITY_CHECK.as("f").CONTACT_NO.eq(waiting.contact()),
                        IDENTITY_CHECK.as("f").RESULT.eq("FAILED")));
        var check = db.select(
                        IDENTITY_CHECK.METHOD,
                        IDENTITY_CHECK.AT,
                        multiset(select(IDENTITY_DOCUMENT.KIND)
                                        .from(IDENTITY_DOCUMENT)
                                        .where(IDENTITY_DOCUMENT.CHECK_ID.eq(IDENTITY_CHECK.ID))
                                        .orderBy(IDENTITY_DOCUMENT.ID))
                                .convertFrom(kinds -> kinds.map(kind -> kind.value1())),
                        failed)
                .from(IDENTITY_CHECK)
                .where(IDENTITY_CHECK.CONTACT_NO.eq(waiting.contact()), IDENTITY_CHECK.RESULT.eq("PASSED"))
                .orderBy(IDENTITY_CHECK.AT.desc())
                .limit(1)
                .fetchOptional(mapping(ApprovalCase.CheckFacts::new));
        audit.append(AuditEntry.done(AuditAction.APPROVAL_READ)
                .about(waiting.memberNo())
                .during(waiting.contact())
                .with("request", ref));
        return new ApprovalCase(
                line,
                waiting.memberNo(),
                name,
                List.of(line.reason()),
                operation.describe(waiting),
                check.orElse(null));
    }

    /**
     * Decides, once, before the time is over, as somebody other than the maker.
     *
     * @throws NoLongerWaiting when it is decided or expired
     * @throws jp.madoguchi.core.FactorNeeded for a limit, unless the second factor was given a moment ago
     * @throws FactsChanged when what it rests on changed meanwhile
     */
    @Transactional
    public String decide(OperationId id, UUID ref, Decision decision) {
        var note = FreeText.clean(decision.note(), NOTE_LIMIT);
        return operations.once(id, "approval.Approvals.decide", String.class, () -> {
            var staff = CurrentStaff.get();
            var operation = operation(ref);
            if (!staff.mayAsSecond(operation.right())) {
                throw new NoLongerWaiting();
            }
            if (operation.wantsFreshFactor()) {
                fresh.require();
            }
            // Lock order: the member first, then the request.
            var waiting = load(ref, DSL.noCondition());
            if (waiting.maker().equals(staff.staffNo())) {
                throw new OwnRequest();
            }
            memberLock.take(waiting.memberNo());
            var now = time.now();
            var locked = db.select(APPROVAL.REF)
                    .from(APPROVAL)
                    .where(APPROVAL.REF.eq(ref), APPROVAL.DECISION.isNull(), APPROVAL.EXPIRES_AT.gt(now))
                    .forUpdate()
                    .fetchOptional();
            if (locked.isEmpty()) {
                throw new NoLongerWaiting();
            }
            var reason =
                    decision instanceof Decision.Refuse refuse ? refuse.reason().name() : null;
            db.update(APPROVAL)
                    .set(APPROVAL.DECISION, reason == null ? "APPROVED" : "REFUSED")
                    .set(APPROVAL.CHECKER, staff.staffNo())
                    .set(APPROVAL.DECIDED_AT, now)
                    .set(APPROVAL.REFUSAL_REASON, reason)
                    .set(APPROVAL.NOTE, note)
                    .where(APPROVAL.REF.eq(ref))
                    .execute();
            if (reason == null) {
                operation.apply(waiting, now);
            }
            audit.append(AuditEntry.done(AuditAction.APPROVAL_DECIDED)
                    .about(waiting.memberNo())
                    .during(waiting.contact())
                    .by(id)
                    .because(reason)
                    .with("request", ref)
                    .with("decision", reason == null ? "APPROVED" : "REFUSED")
                    .with("maker", waiting.maker().value()));
            announcements.tell(Announcements.Kind.APPROVAL);
            return reason == null ? "APPROVED" : "REFUSED";
        });
    }

    /** The maker takes the request back. */
    @Transactional
    @RolesAllowed(Permission.CONTACT_WRITE)
    public void withdraw(OperationId id, UUID ref) {
        operations.once(id, "approval.Approvals.withdraw", String.class, () -> {
            var waiting = load(ref, APPROVAL.MAKER.eq(CurrentStaff.get().staffNo()));
            var done = db.update(APPROVAL)
                    .set(APPROVAL.DECISION, "WITHDRAWN")
                    .set(APPROVAL.DECIDED_AT, time.now())
                    .where(APPROVAL.REF.eq(ref), APPROVAL.DECISION.isNull())
                    .execute();
            if (done == 0) {
                throw new NoLongerWaiting();
            }
            audit.append(AuditEntry.done(AuditAction.APPROVAL_WITHDRAWN)
                    .about(waiting.memberNo())
                    .during(waiting.contact())
                    .by(id)
                    .with("request", ref));
            announcements.tell(Announcements.Kind.APPROVAL);
            return "DONE";
        });
    }

    /** A request whose time is over gives way to a new one. */
    private void expire(Condition which, Instant now) {
        db.update(APPROVAL)
                .set(APPROVAL.DECISION, "EXPIRED")
                .set(APPROVAL.DECIDED_AT, now)
                .where(which, APPROVAL.DECISION.isNull(), APPROVAL.EXPIRES_AT.le(now))
                .execute();
    }

    private ApprovedOperation operation(UUID ref) {
        return db.select(APPROVAL.OPERATION)
                .from(APPROVAL)
                .where(APPROVAL.REF.eq(ref))
                .fetchOptional(APPROVAL.OPERATION)
                .map(approved::get)
                .orElseThrow(NoLongerWaiting::new);
    }

    private ApprovedOperation.Waiting load(UUID ref, Condition who) {
        return db.select(
                        APPROVAL.REF,
                        APPROVAL.PAYLOAD,
                        APPROVAL.FACTS,
                        APPROVAL.MAKER,
                        APPROVAL.PLACE_NO,
                        APPROVAL.MEMBER_NO,
                        APPROVAL.CONTACT_NO)
                .from(APPROVAL)
                .where(APPROVAL.REF.eq(ref), who)
                .fetchOptional(mapping(ApprovedOperation.Waiting::new))
                .orElseThrow(NoLongerWaiting::new);
    }

    private SelectConditionStep<
                    Record14<
                            UUID,
                            String,
                            String,
                            String,
                            String,
                            ContactNo,
                            Instant,
                            Instant,
                            Instant,
                            String,
                            String,
                            Instant,
                            String,
                            String>>
            lines(Condition which) {
        return db.select(
                        APPROVAL.REF,
                        APPROVAL.OPERATION,
                        APPROVAL.REASON,
                        PLACE.NAME,
                        concat(STAFF.FAMILY, inline(" "), STAFF.GIVEN),
                        APPROVAL.CONTACT_NO,
                        APPROVAL.MADE_AT,
                        APPROVAL.EXPIRES_AT,
                        APPROVAL.SEEN_AT,
                        APPROVAL.DECISION,
                        DSL.when(CHECKER.STAFF_NO.isNotNull(), concat(CHECKER.FAMILY, inline(" "), CHECKER.GIVEN)),
                        APPROVAL.DECIDED_AT,
                        APPROVAL.REFUSAL_REASON,
                        APPROVAL.NOTE)
                .from(APPROVAL)
                .join(PLACE)
                .on(PLACE.PLACE_NO.eq(APPROVAL.PLACE_NO))
                .join(STAFF)
                .on(STAFF.STAFF_NO.eq(APPROVAL.MAKER))
                .leftJoin(CHECKER)
                .on(CHECKER.STAFF_NO.eq(APPROVAL.CHECKER))
                .where(which);
    }
}
