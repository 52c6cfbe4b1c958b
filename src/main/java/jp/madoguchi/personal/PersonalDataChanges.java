package jp.madoguchi.personal;

import static jp.madoguchi.db.madoguchi.Tables.ATTENTION_FLAG;
import static jp.madoguchi.db.madoguchi.Tables.LOGIN_LOCK;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_ADDRESS;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_EMAIL;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_EMPLOYER;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_NAME;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_PHONE;
import static jp.madoguchi.db.madoguchi.Tables.PERSONAL_DATA_CHANGE;
import static jp.madoguchi.db.madoguchi.Tables.PREFECTURE;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.selectOne;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.MemberLock;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Reason;
import jp.madoguchi.policy.Rulebook;
import jp.madoguchi.policy.Situation;
import jp.madoguchi.policy.Situation.Fact;
import jp.madoguchi.policy.Verdict;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.Records;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes of registered data (届出内容の変更) by whoever has the member in front: address and workplace on every channel, phone and
 * e-mail by phone only after a call-back, a name in person only (DOMAIN R31c).
 */
@Service
@RolesAllowed({Permission.ADDRESS_CHANGE, Permission.CONTACT_DATA_CHANGE, PersonalDataChanges.ON_REQUEST})
public class PersonalDataChanges {

    static final String ON_REQUEST = Permission.CONTACT_DATA_CHANGE + ":REQUEST";

    static final String IN_CASE = Permission.MEMBER_READ + ":CASE";

    private static final int LISTED = 50;

    private final DSLContext db;
    private final MemberLock memberLock;
    private final Contacts contacts;
    private final Changing changing;
    private final Rulebook rulebook;
    private final Approvals approvals;
    private final Operations operations;
    private final DatabaseTime time;
    private final AuditLog audit;

    PersonalDataChanges(
            DSLContext db,
            MemberLock memberLock,
            Contacts contacts,
            Changing changing,
            Rulebook rulebook,
            Approvals approvals,
            Operations operations,
            DatabaseTime time,
            AuditLog audit) {
        this.db = db;
        this.memberLock = memberLock;
        this.contacts = contacts;
        this.changing = changing;
        this.rulebook = rulebook;
        this.approvals = approvals;
        this.operations = operations;
        this.time = time;
        this.audit = audit;
    }

    /** What is registered since when, what staff changed, and what may be changed now; the reading is recorded. */
    @Transactional
    @RolesAllowed({Permission.MEMBER_READ, PersonalDataChanges.IN_CASE})
    public PersonalData read(MemberNo memberNo) {
        var now = time.now();
        var contact = CurrentStaff.get().may(Permission.CONTACT_WRITE)
                ? contacts.front().orElse(null)
                : null;
        audit.append(AuditEntry.done(AuditAction.PERSONAL_DATA_READ)
                .about(memberNo)
                .during(contact == null ? null : contact.contactNo()));
        return new PersonalData(
                Arrays.stream(DataKind.values())
                        .map(kind -> line(kind, memberNo, contact, now))
                        .toList(),
                past(memberNo),
                Optional.ofNullable(contact).filter(open -> open.isWith(memberNo)));
    }

    private PersonalData.Line line(DataKind kind, MemberNo memberNo, @Nullable OpenContact contact, Instant now) {
        var row = registered(kind, memberNo);
        return new PersonalData.Line(
                kind,
                row == null ? null : row.value1(),
                row == null ? null : row.value2(),
                rulebook.decide(kind.operation(), situation(memberNo, contact, kind, now)));
    }

    private @Nullable Record2<Long, Instant> registered(DataKind kind, MemberNo memberNo) {
        return switch (kind) {
            case ADDRESS ->
                db.select(MEMBER_ADDRESS.ID, MEMBER_ADDRESS.VALID_FROM)
                        .from(MEMBER_ADDRESS)
                        .where(MEMBER_ADDRESS.MEMBER_NO.eq(memberNo), MEMBER_ADDRESS.VALID_TO.isNull())
                        .fetchOne();
            case WORKPLACE ->
                db.select(MEMBER_EMPLOYER.ID, MEMBER_EMPLOYER.VALID_FROM)
                        .from(MEMBER_EMPLOYER)
                        .where(MEMBER_EMPLOYER.MEMBER_NO.eq(memberNo), MEMBER_EMPLOYER.VALID_TO.isNull())
                        .fetchOne();
            case EMAIL ->
                db.select(MEMBER_EMAIL.ID, MEMBER_EMAIL.VALID_FROM)
                        .from(MEMBER_EMAIL)
                        .where(MEMBER_EMAIL.MEMBER_NO.eq(memberNo), MEMBER_EMAIL.VALID_TO.isNull())
                        .fetchOne();
            case NAME ->
                db.select(MEMBER_NAME.ID, MEMBER_NAME.VALID_FROM)
                        .from(MEMBER_NAME)
                        .where(
                                MEMBER_NAME.MEMBER_NO.eq(memberNo),
                                MEMBER_NAME.KIND.eq("LEGAL"),
                                MEMBER_NAME.VALID_TO.isNull())
                        .fetchOne();
            case MOBILE, HOME_PHONE ->
                db.select(MEMBER_PHONE.ID, MEMBER_PHONE.VALID_FROM)
                        .from(MEMBER_PHONE)
                        .where(
                                MEMBER_PHONE.MEMBER_NO.eq(memberNo),
                                MEMBER_PHONE.KIND.eq(kind == DataKind.MOBILE ? "MOBILE" : "HOME"),
                                MEMBER_PHONE.VALID_TO.isNull())
                        .fetchOne();
        };
    }

    private List<PersonalData.Past> past(MemberNo memberNo) {
        return db.select(
                        PERSONAL_DATA_CHANGE.KIND.convertFrom(DataKind::valueOf),
                        PERSONAL_DATA_CHANGE.AT,
                        concat(STAFF.FAMILY, inline(" "), STAFF.GIVEN),
                        PERSONAL_DATA_CHANGE.CONTACT_NO.convertFrom(ContactNo::value))
                .from(PERSONAL_DATA_CHANGE)
                .join(STAFF)
                .on(STAFF.STAFF_NO.eq(PERSONAL_DATA_CHANGE.STAFF_NO))
                .where(PERSONAL_DATA_CHANGE.MEMBER_NO.eq(memberNo))
                .orderBy(PERSONAL_DATA_CHANGE.AT.desc())
                .limit(LISTED)
                .fetch(Records.mapping(PersonalData.Past::new));
    }

    /** All of them, from north to south. */
    @Transactional(readOnly = true)
    public List<String> prefectures() {
        return db.select(PREFECTURE.PREFECTURE_)
                .from(PREFECTURE)
                .orderBy(PREFECTURE.LATITUDE.desc())
                .fetch(PREFECTURE.PREFECTURE_);
    }

    /** Prefecture and municipality of a postal code, as most addresses on file have them; empty when none has it. */
    @Transactional(readOnly = true)
    public Optional<Map<String, String>> areaOf(String postalCode) {
        return db.select(MEMBER_ADDRESS.PREFECTURE, MEMBER_ADDRESS.MUNICIPALITY)
                .from(MEMBER_ADDRESS)
                .where(MEMBER_ADDRESS.POSTAL_CODE.eq(postalCode))
                .groupBy(MEMBER_ADDRESS.PREFECTURE, MEMBER_ADDRESS.MUNICIPALITY)
                .orderBy(count().desc(), MEMBER_ADDRESS.MUNICIPALITY)
                .limit(1)
                .fetchOptional(row -> Map.of("prefecture", row.value1(), "municipality", row.value2()));
    }

    /**
     * Changes, or asks a second person to.
     *
     * @param replaces row id of what is registered, as it was shown; null = nothing is
     * @throws NotAllowed with the rule and the way out
     * @throws UnfitData with the field
     * @throws DataChangedSince when what is registered is not as it was shown
     */
    @Transactional
    public DataOutcome change(
            OperationId id,
            ContactNo contactNo,
            MemberNo memberNo,
            DataKind kind,
            Map<String, String> typed,
            @Nullable Long replaces) {
        var form = new DataForm(NewData.of(kind, typed), replaces);
        return operations.once(id, "personal.PersonalDataChanges.change", DataOutcome.class, () -> {
            memberLock.take(memberNo);
            var contact = contacts.requireFront(contactNo);
            var verdict = rulebook.decide(kind.operation(), situation(memberNo, contact, kind, time.now()));
            if (verdict instanceof Verdict.Forbidden(var reason)) {
                throw new NotAllowed(reason);
            }
            if (!changing.isAsSeen(memberNo, form)) {
                throw new DataChangedSince();
            }
            if (verdict instanceof Verdict.NeedsSecondPerson(var reasons)) {
                return new DataOutcome(
                        null,
                        approvals.request(
                                id, kind.approval(), contact, memberNo, reasons, form, String.valueOf(replaces)));
            }
            var checkId = contact.validCheckId();
            if (checkId == null) {
                throw new NotAllowed(Reason.CHECK_EXPIRED);
            }
            return new DataOutcome(
                    changing.apply(memberNo, contactNo, CurrentStaff.get().staffNo(), checkId, form, null), null);
        });
    }

    Situation situation(MemberNo memberNo, @Nullable OpenContact contact, DataKind kind, Instant now) {
        var staff = CurrentStaff.get();
        if (contact == null) {
            return Situation.outsideContact(staff);
        }
        var facts = db.select(
                        field(exists(selectOne()
                                        .from(ATTENTION_FLAG)
                                        .where(
                                                ATTENTION_FLAG.MEMBER_NO.eq(memberNo),
                                                ATTENTION_FLAG.KIND.eq("TAKEOVER_SUSPECTED"),
                                                ATTENTION_FLAG.VALID_FROM.le(now),
                                                ATTENTION_FLAG.VALID_TO.isNull().or(ATTENTION_FLAG.VALID_TO.gt(now))))
                                .or(exists(selectOne()
                                        .from(LOGIN_LOCK)
                                        .where(
                                                LOGIN_LOCK.MEMBER_NO.eq(memberNo),
                                                LOGIN_LOCK.KIND.eq("TAKEOVER"),
                                                LOGIN_LOCK.CLEARED_AT.isNull())))),
                        field(
                                contact.isWith(memberNo)
                                        ? Approvals.waits(contact.contactNo(), kind.approval(), now)
                                        : falseCondition()))
                .fetchSingle();
        return contact.situation(staff, memberNo)
                .when(facts.value1(), Fact.TAKEOVER_SUSPECTED)
                .when(facts.value2(), Fact.REQUEST_WAITING);
    }
}
