package jp.madoguchi.personal;

import static jp.madoguchi.db.madoguchi.Routines.takeoverSuspected;
import static jp.madoguchi.db.madoguchi.Tables.CHANGE_REPORT;
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
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.left;
import static org.jooq.impl.DSL.position;
import static org.jooq.impl.DSL.substring;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
import jp.madoguchi.core.PostalCodes;
import jp.madoguchi.identity.DocumentKind;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.MemberLock;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Reason;
import jp.madoguchi.policy.Rulebook;
import jp.madoguchi.policy.Situation;
import jp.madoguchi.policy.Situation.Fact;
import jp.madoguchi.policy.Verdict;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Records;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
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
    private final ChangeReports reports;
    private final Announcements announcements;
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
            ChangeReports reports,
            Announcements announcements,
            Rulebook rulebook,
            Approvals approvals,
            Operations operations,
            DatabaseTime time,
            AuditLog audit) {
        this.db = db;
        this.memberLock = memberLock;
        this.contacts = contacts;
        this.changing = changing;
        this.reports = reports;
        this.announcements = announcements;
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
        var own = Optional.ofNullable(contact).filter(open -> open.isWith(memberNo));
        return new PersonalData(
                Arrays.stream(DataKind.values())
                        .map(kind -> line(kind, memberNo, contact, now))
                        .toList(),
                past(memberNo),
                reports.of(memberNo, own),
                own);
    }

    private PersonalData.Line line(DataKind kind, MemberNo memberNo, @Nullable OpenContact contact, Instant now) {
        return new PersonalData.Line(
                kind,
                periods(kind, memberNo),
                rulebook.decide(kind.operation(), situation(memberNo, contact, kind, now)));
    }

    private List<PersonalData.Period> periods(DataKind kind, MemberNo memberNo) {
        return switch (kind) {
            case ADDRESS ->
                periods(
                        MEMBER_ADDRESS,
                        MEMBER_ADDRESS.ID,
                        MEMBER_ADDRESS.VALID_FROM,
                        MEMBER_ADDRESS.VALID_TO,
                        concat(MEMBER_ADDRESS.PREFECTURE, MEMBER_ADDRESS.MUNICIPALITY),
                        MEMBER_ADDRESS.MEMBER_NO.eq(memberNo));
            case WORKPLACE ->
                periods(
                        MEMBER_EMPLOYER,
                        MEMBER_EMPLOYER.ID,
                        MEMBER_EMPLOYER.VALID_FROM,
                        MEMBER_EMPLOYER.VALID_TO,
                        inline(""),
                        MEMBER_EMPLOYER.MEMBER_NO.eq(memberNo));
            case EMAIL ->
                periods(
                        MEMBER_EMAIL,
                        MEMBER_EMAIL.ID,
                        MEMBER_EMAIL.VALID_FROM,
                        MEMBER_EMAIL.VALID_TO,
                        concat(
                                left(MEMBER_EMAIL.ADDRESS, inline(1)),
                                inline("***"),
                                substring(MEMBER_EMAIL.ADDRESS, position(MEMBER_EMAIL.ADDRESS, inline("@")))),
                        MEMBER_EMAIL.MEMBER_NO.eq(memberNo));
            case NAME ->
                periods(
                        MEMBER_NAME,
                        MEMBER_NAME.ID,
                        MEMBER_NAME.VALID_FROM,
                        MEMBER_NAME.VALID_TO,
                        concat(MEMBER_NAME.FAMILY, inline(" "), MEMBER_NAME.GIVEN),
                        MEMBER_NAME.MEMBER_NO.eq(memberNo).and(MEMBER_NAME.KIND.eq("LEGAL")));
            case MOBILE, HOME_PHONE ->
                periods(
                        MEMBER_PHONE,
                        MEMBER_PHONE.ID,
                        MEMBER_PHONE.VALID_FROM,
                        MEMBER_PHONE.VALID_TO,
                        concat(inline("***"), MEMBER_PHONE.LAST4),
                        MEMBER_PHONE
                                .MEMBER_NO
                                .eq(memberNo)
                                .and(MEMBER_PHONE.KIND.eq(kind == DataKind.MOBILE ? "MOBILE" : "HOME")));
        };
    }

    private List<PersonalData.Period> periods(
            Table<?> table,
            Field<Long> id,
            Field<Instant> from,
            Field<Instant> until,
            Field<String> hint,
            Condition whose) {
        return db.select(id, from, until, hint)
                .from(table)
                .where(whose)
                .orderBy(from.desc(), id.desc())
                .limit(LISTED)
                .fetch(Records.mapping(PersonalData.Period::new));
    }

    private List<PersonalData.Past> past(MemberNo memberNo) {
        return db.select(
                        PERSONAL_DATA_CHANGE.KIND.convertFrom(DataKind::valueOf),
                        PERSONAL_DATA_CHANGE.AT,
                        when(STAFF.STAFF_NO.isNotNull(), concat(STAFF.FAMILY, inline(" "), STAFF.GIVEN)),
                        PERSONAL_DATA_CHANGE.CONTACT_NO.cast(SQLDataType.CLOB),
                        field(PERSONAL_DATA_CHANGE.REPORT_REF.isNotNull()),
                        PERSONAL_DATA_CHANGE.DOCUMENT)
                .from(PERSONAL_DATA_CHANGE)
                .leftJoin(STAFF)
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

    /**
     * Prefecture, municipality and town of a postal code by the list of the post; where it does not have it, prefecture and
     * municipality as most addresses on file have them.
     */
    @Transactional(readOnly = true)
    public Optional<Map<String, String>> areaOf(String postalCode) {
        return PostalCodes.find(postalCode)
                .map(area -> Map.of(
                        "prefecture", area.prefecture(), "municipality", area.municipality(), "street", area.town()))
                .or(() -> areaOnFile(postalCode));
    }

    private Optional<Map<String, String>> areaOnFile(String postalCode) {
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
        var form = new DataForm(NewData.of(kind, typed), replaces, null);
        return operations.once(
                id,
                "personal.PersonalDataChanges.change",
                DataOutcome.class,
                () -> apply(id, contactNo, memberNo, form));
    }

    /**
     * Carries out what the member reported, or asks a second person to.
     *
     * @param replaces row id of what is registered, as it was shown; null = nothing is
     * @param document the document that shows a new address, at a counter or machine; null = none
     * @throws NotAllowed with the rule and the way out
     * @throws ReportSeenTo when somebody was quicker
     * @throws DataChangedSince when what is registered is not as it was shown
     */
    @Transactional
    public DataOutcome carryOut(
            OperationId id,
            ContactNo contactNo,
            MemberNo memberNo,
            UUID report,
            @Nullable Long replaces,
            @Nullable DocumentKind document) {
        return operations.once(id, "personal.PersonalDataChanges.carryOut", DataOutcome.class, () -> {
            memberLock.take(memberNo);
            var row = db.select(CHANGE_REPORT.KIND.convertFrom(DataKind::valueOf), CHANGE_REPORT.VALUE)
                    .from(CHANGE_REPORT)
                    .where(
                            CHANGE_REPORT.REF.eq(report),
                            CHANGE_REPORT.MEMBER_NO.eq(memberNo),
                            CHANGE_REPORT.OUTCOME.isNull())
                    .fetchOptional()
                    .orElseThrow(ReportSeenTo::new);
            var values = new HashMap<>(ReportRows.values(row.value2().data()));
            if (document != null && row.value1() == DataKind.ADDRESS) {
                values.put("document", document.name());
            }
            return apply(id, contactNo, memberNo, new DataForm(new NewData(row.value1(), values), replaces, report));
        });
    }

    private DataOutcome apply(OperationId id, ContactNo contactNo, MemberNo memberNo, DataForm form) {
        var kind = form.data().kind();
        memberLock.take(memberNo);
        var contact = contacts.requireFront(contactNo);
        var verdict = rulebook.decide(kind.operation(), situation(memberNo, contact, kind, time.now()));
        if (verdict instanceof Verdict.Forbidden(var reason)) {
            throw new NotAllowed(reason);
        }
        if (!changing.isAsSeen(memberNo, form)) {
            throw new DataChangedSince();
        }
        if (kind == DataKind.ADDRESS
                && contact.channel().inPerson()
                && !form.data().fields().containsKey("document")) {
            throw new UnfitData("document");
        }
        if (verdict instanceof Verdict.NeedsSecondPerson(var reasons)) {
            return new DataOutcome(
                    null,
                    approvals.request(
                            id, kind.approval(), contact, memberNo, reasons, form, String.valueOf(form.replaces())));
        }
        var checkId = contact.validCheckId();
        if (checkId == null) {
            throw new NotAllowed(Reason.CHECK_EXPIRED);
        }
        announcements.tell(Announcements.Kind.CHANGE_REPORT);
        return new DataOutcome(
                changing.apply(memberNo, contactNo, CurrentStaff.get().staffNo(), checkId, form, null), null);
    }

    Situation situation(MemberNo memberNo, @Nullable OpenContact contact, DataKind kind, Instant now) {
        var staff = CurrentStaff.get();
        if (contact == null) {
            return Situation.outsideContact(staff);
        }
        var facts = db.select(
                        takeoverSuspected(val(memberNo.value()), val(now, SQLDataType.INSTANT)),
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
