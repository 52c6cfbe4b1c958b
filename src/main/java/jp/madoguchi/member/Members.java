package jp.madoguchi.member;

import static jp.madoguchi.db.madoguchi.Routines.dormantSince;
import static jp.madoguchi.db.madoguchi.Tables.ATTENTION_FLAG;
import static jp.madoguchi.db.madoguchi.Tables.BANK_ACCOUNT;
import static jp.madoguchi.db.madoguchi.Tables.BORROWING_STOP;
import static jp.madoguchi.db.madoguchi.Tables.CARD;
import static jp.madoguchi.db.madoguchi.Tables.CONTACT_RESTRICTION;
import static jp.madoguchi.db.madoguchi.Tables.CONTRACT;
import static jp.madoguchi.db.madoguchi.Tables.DELINQUENCY;
import static jp.madoguchi.db.madoguchi.Tables.LAST_LOGIN;
import static jp.madoguchi.db.madoguchi.Tables.LOGIN_LOCK;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_ADDRESS;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_EMAIL;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_EMPLOYER;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_NAME;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_PHONE;
import static jp.madoguchi.db.madoguchi.Tables.PRODUCT_VERSION;
import static jp.madoguchi.db.madoguchi.Tables.WEB_ID;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.left;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.position;
import static org.jooq.impl.DSL.right;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.substring;
import static org.jooq.impl.DSL.trim;
import static org.jooq.impl.DSL.val;

import jakarta.annotation.security.RolesAllowed;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Caution;
import jp.madoguchi.contact.CautionKind;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.contract.Reckonings;
import jp.madoguchi.contract.Terms;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OwnRecord;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Yen;
import jp.madoguchi.db.madoguchi.tables.MemberName;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.OwnRecords;
import jp.madoguchi.policy.Operation;
import jp.madoguchi.policy.Rulebook;
import jp.madoguchi.policy.Situation;
import jp.madoguchi.review.Cases;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens members for staff: masked until the member in front is checked, recorded before anything is shown. */
@Service
@RolesAllowed(Permission.MEMBER_READ)
public class Members {

    /** Who reads members within a case only: let in to be told so by the rulebook. */
    static final String WITHIN_A_CASE = Permission.MEMBER_READ + ":CASE";

    private static final String IN_CASE = "INCOME_CASE";

    private final DSLContext db;
    private final Contacts contacts;
    private final Cases cases;
    private final Rulebook rulebook;
    private final DatabaseTime time;
    private final AuditLog audit;

    Members(DSLContext db, Contacts contacts, Cases cases, Rulebook rulebook, DatabaseTime time, AuditLog audit) {
        this.db = db;
        this.contacts = contacts;
        this.cases = cases;
        this.rulebook = rulebook;
        this.time = time;
        this.audit = audit;
    }

    /**
     * @param purpose why, where neither a contact nor a case is in front; not used within one
     * @throws NoSuchMember when nobody has the number
     * @throws OwnRecord for the person's own record, their household and colleagues
     */
    @Transactional
    @RolesAllowed({Permission.MEMBER_READ, WITHIN_A_CASE})
    public MemberHeader open(MemberNo memberNo, @Nullable SearchPurpose purpose) {
        var staff = CurrentStaff.get();
        var inCase = cases.isInFront(memberNo);
        rulebook.require(Operation.OPEN_MEMBER, Situation.outsideContact(staff).when(inCase, Situation.Fact.IN_CASE));
        var contact = contacts.front().orElse(null);
        var reason = contact != null
                ? null
                : inCase ? IN_CASE : SearchPurpose.require(purpose).name();
        var header = header(memberNo, staff, contact, contact == null ? time.now() : contact.asOf());
        audit.append(AuditEntry.done(AuditAction.MEMBER_OPENED)
                .about(memberNo)
                .during(contact == null ? null : contact.contactNo())
                .because(reason)
                .with("shown", header.checked() ? "AFTER_CHECK" : "MASKED"));
        return header;
    }

    private MemberHeader header(MemberNo memberNo, StaffMember staff, @Nullable OpenContact contact, Instant now) {
        var checked = contact != null && contact.isChecked() && contact.isWith(memberNo);
        var birthDate = shown(checked, MEMBER.BIRTH_DATE);
        var contract = contract(checked);
        var dormantSince = dormantSince(val(memberNo.value()), val(now, SQLDataType.INSTANT))
                .as("dormant_since");
        var restrictions = restrictions(now);
        var flags = flags(now, staff.may(Permission.RESTRICTED_READ));
        var barred = OwnRecords.isBarred(memberNo).as("barred");
        return db.select(
                        NAME,
                        KANA,
                        OTHER_NAMES,
                        MEMBER_ADDRESS.PREFECTURE,
                        MEMBER_ADDRESS.MUNICIPALITY,
                        PHONE,
                        EMAIL,
                        EMPLOYER,
                        BANK,
                        CARD_LAST4,
                        WEB_ID_FIRST2,
                        birthDate,
                        contract,
                        STOPS,
                        LATE_SINCE,
                        LOCKS,
                        dormantSince,
                        LAST_LOGIN_AT,
                        restrictions,
                        flags,
                        barred)
                .from(MEMBER)
                .join(MEMBER_NAME)
                .on(
                        MEMBER_NAME.MEMBER_NO.eq(MEMBER.MEMBER_NO),
                        MEMBER_NAME.KIND.eq("LEGAL"),
                        MEMBER_NAME.VALID_TO.isNull())
                .leftJoin(MEMBER_ADDRESS)
                .on(MEMBER_ADDRESS.MEMBER_NO.eq(MEMBER.MEMBER_NO), MEMBER_ADDRESS.VALID_TO.isNull())
                .where(MEMBER.MEMBER_NO.eq(memberNo))
                .fetchOptional(row -> {
                    if (row.get(barred)) {
                        throw new OwnRecord(memberNo);
                    }
                    var latest = row.get(contract).stream().findFirst().orElse(null);
                    var states = new MemberHeader.States(
                            latest != null && latest.limitZero(),
                            List.of(row.get(STOPS)),
                            row.get(LATE_SINCE),
                            List.of(row.get(LOCKS)),
                            row.get(dormantSince),
                            row.get(LAST_LOGIN_AT));
                    return new MemberHeader(
                            memberNo,
                            now,
                            checked,
                            row.get(NAME),
                            row.get(KANA),
                            otherName(row, "ALIAS", true),
                            otherName(row, "LEGAL", false),
                            row.get(MEMBER_ADDRESS.PREFECTURE),
                            row.get(MEMBER_ADDRESS.MUNICIPALITY),
                            row.get(PHONE),
                            row.get(EMAIL),
                            row.get(EMPLOYER),
                            row.get(BANK),
                            row.get(CARD_LAST4),
                            row.get(WEB_ID_FIRST2),
                            row.get(birthDate),
                            latest == null ? null : toContract(latest, states),
                            states,
                            row.get(restrictions),
                            row.get(flags),
                            contact);
                })
                .orElseThrow(NoSuchMember::new);
    }

    private static final MemberName OTHER_NAME = MEMBER_NAME.as("other_name");

    private static final Field<String> NAME =
            fullName(MEMBER_NAME.FAMILY, MEMBER_NAME.GIVEN).as("full_name");
    private static final Field<String> KANA =
            fullName(MEMBER_NAME.FAMILY_KANA, MEMBER_NAME.GIVEN_KANA).as("full_kana");
    private static final Field<List<OtherName>> OTHER_NAMES = multiset(select(
                            OTHER_NAME.KIND,
                            field(OTHER_NAME.VALID_TO.isNull()),
                            fullName(OTHER_NAME.FAMILY, OTHER_NAME.GIVEN))
                    .from(OTHER_NAME)
                    .where(OTHER_NAME.MEMBER_NO.eq(MEMBER.MEMBER_NO))
                    .orderBy(OTHER_NAME.VALID_FROM.desc(), OTHER_NAME.ID.desc()))
            .convertFrom(rows -> rows.map(mapping(OtherName::new)))
            .as("other_names");
    private static final Field<String> PHONE = field(select(MEMBER_PHONE.LAST4)
                    .from(MEMBER_PHONE)
                    .where(MEMBER_PHONE.MEMBER_NO.eq(MEMBER.MEMBER_NO), MEMBER_PHONE.VALID_TO.isNull())
                    .orderBy(MEMBER_PHONE.KIND.eq("MOBILE").desc(), MEMBER_PHONE.ID)
                    .limit(1))
            .as("phone_last4");
    private static final Field<String> EMAIL = current(
                    MEMBER_EMAIL,
                    concat(
                            left(MEMBER_EMAIL.ADDRESS, inline(1)),
                            inline("***"),
                            substring(MEMBER_EMAIL.ADDRESS, position(MEMBER_EMAIL.ADDRESS, inline("@")))),
                    MEMBER_EMAIL.MEMBER_NO,
                    MEMBER_EMAIL.VALID_TO)
            .as("email_hint");
    private static final Field<Boolean> EMPLOYER = field(exists(selectOne()
                    .from(MEMBER_EMPLOYER)
                    .where(MEMBER_EMPLOYER.MEMBER_NO.eq(MEMBER.MEMBER_NO), MEMBER_EMPLOYER.VALID_TO.isNull())))
            .as("employer");
    private static final Field<Boolean> BANK = field(exists(selectOne()
                    .from(BANK_ACCOUNT)
                    .where(BANK_ACCOUNT.MEMBER_NO.eq(MEMBER.MEMBER_NO), BANK_ACCOUNT.VALID_TO.isNull())))
            .as("bank");
    private static final Field<String> CARD_LAST4 = current(
                    CARD, right(CARD.CARD_NO.coerce(SQLDataType.CLOB), inline(4)), CARD.MEMBER_NO, CARD.ENDED_AT)
            .as("card_last4");
    private static final Field<String> WEB_ID_FIRST2 = current(
                    WEB_ID, left(WEB_ID.WEB_ID_, inline(2)), WEB_ID.MEMBER_NO, WEB_ID.ENDED_AT)
            .as("web_id_first2");
    private static final Field<String[]> STOPS = array(select(BORROWING_STOP.REASON)
                    .from(BORROWING_STOP)
                    .where(BORROWING_STOP.MEMBER_NO.eq(MEMBER.MEMBER_NO), BORROWING_STOP.LIFTED_AT.isNull())
                    .orderBy(BORROWING_STOP.STOPPED_AT, BORROWING_STOP.ID))
            .as("stops");
    private static final Field<LocalDate> LATE_SINCE = field(select(DELINQUENCY.DUE_ON)
                    .from(DELINQUENCY)
                    .where(DELINQUENCY.MEMBER_NO.eq(MEMBER.MEMBER_NO), DELINQUENCY.SETTLED_ON.isNull()))
            .as("late_since");
    private static final Field<String[]> LOCKS = array(select(LOGIN_LOCK.KIND)
                    .from(LOGIN_LOCK)
                    .where(LOGIN_LOCK.MEMBER_NO.eq(MEMBER.MEMBER_NO), LOGIN_LOCK.CLEARED_AT.isNull())
                    .orderBy(LOGIN_LOCK.LOCKED_AT, LOGIN_LOCK.ID))
            .as("locks");
    private static final Field<Instant> LAST_LOGIN_AT = field(
                    select(LAST_LOGIN.AT).from(LAST_LOGIN).where(LAST_LOGIN.MEMBER_NO.eq(MEMBER.MEMBER_NO)))
            .as("last_login_at");

    private static Field<String> fullName(Field<String> family, Field<String> given) {
        return trim(concat(family, inline(" "), given));
    }

    private record OtherName(String kind, boolean current, String name) {}

    /** The newest of its kind, current or former. */
    private static @Nullable String otherName(Record row, String kind, boolean current) {
        return row.get(OTHER_NAMES).stream()
                .filter(name -> name.kind().equals(kind) && name.current() == current)
                .map(OtherName::name)
                .findFirst()
                .orElse(null);
    }

    /** Of a table with at most one open row for each member. */
    private static Field<String> current(
            Table<?> table, Field<String> value, TableField<?, MemberNo> member, TableField<?, Instant> ended) {
        return field(select(value).from(table).where(member.eq(MEMBER.MEMBER_NO), ended.isNull()));
    }

    private record ContractRow(
            String state,
            LocalDate startedOn,
            @Nullable LocalDate endedOn,
            @Nullable String endReason,
            boolean limitZero,
            @Nullable Yen limit,
            @Nullable Yen balance,
            @Nullable Yen lastBorrowingBalance,
            @Nullable BigDecimal apr,
            @Nullable Short dueDay,
            Terms terms) {}

    /** The latest contract; its figures stay in the database until the member is checked. */
    private static Field<List<ContractRow>> contract(boolean checked) {
        return multiset(select(
                                CONTRACT.STATE,
                                CONTRACT.STARTED_ON,
                                CONTRACT.ENDED_ON,
                                CONTRACT.END_REASON,
                                field(CONTRACT.STATE.eq("ACTIVE").and(CONTRACT.CREDIT_LIMIT.eq(Yen.ZERO))),
                                shown(checked, CONTRACT.CREDIT_LIMIT),
                                shown(checked, CONTRACT.BALANCE),
                                shown(checked, CONTRACT.LAST_BORROWING_BALANCE),
                                shown(checked, CONTRACT.APR),
                                shown(checked, CONTRACT.DUE_DAY),
                                Reckonings.terms())
                        .from(CONTRACT)
                        .join(PRODUCT_VERSION)
                        .on(PRODUCT_VERSION.PRODUCT_VERSION_.eq(CONTRACT.PRODUCT_VERSION))
                        .where(CONTRACT.MEMBER_NO.eq(MEMBER.MEMBER_NO))
                        .orderBy(CONTRACT.STARTED_ON.desc(), CONTRACT.ID.desc())
                        .limit(1))
                .convertFrom(rows -> rows.map(mapping(ContractRow::new)))
                .as("contract");
    }

    private static <T> Field<T> shown(boolean checked, Field<T> field) {
        return checked ? field : castNull(field).as(field.getName());
    }

    private static Field<List<Caution>> restrictions(Instant now) {
        return multiset(select(
                                CONTACT_RESTRICTION.KIND.convertFrom(CautionKind::valueOf),
                                CONTACT_RESTRICTION.DETAIL,
                                right(CONTACT_RESTRICTION.DIGITS, inline(4)),
                                CONTACT_RESTRICTION.HOURS_FROM,
                                CONTACT_RESTRICTION.HOURS_TO,
                                CONTACT_RESTRICTION.NOTICED_ON,
                                CONTACT_RESTRICTION.SOURCE.convertFrom(Caution.Source::valueOf),
                                CONTACT_RESTRICTION.VALID_FROM)
                        .from(CONTACT_RESTRICTION)
                        .where(
                                CONTACT_RESTRICTION.MEMBER_NO.eq(MEMBER.MEMBER_NO),
                                holds(CONTACT_RESTRICTION.VALID_FROM, CONTACT_RESTRICTION.VALID_TO, now))
                        .orderBy(CONTACT_RESTRICTION.VALID_FROM, CONTACT_RESTRICTION.ID))
                .convertFrom(rows -> rows.map(mapping(Caution::new)))
                .as("restrictions");
    }

    private static Field<List<Caution>> flags(Instant now, boolean restrictedToo) {
        return multiset(select(
                                ATTENTION_FLAG.KIND.convertFrom(CautionKind::valueOf),
                                ATTENTION_FLAG.DETAIL,
                                castNull(String.class),
                                castNull(LocalTime.class),
                                castNull(LocalTime.class),
                                castNull(LocalDate.class),
                                ATTENTION_FLAG.SOURCE.convertFrom(Caution.Source::valueOf),
                                ATTENTION_FLAG.VALID_FROM)
                        .from(ATTENTION_FLAG)
                        .where(
                                ATTENTION_FLAG.MEMBER_NO.eq(MEMBER.MEMBER_NO),
                                holds(ATTENTION_FLAG.VALID_FROM, ATTENTION_FLAG.VALID_TO, now),
                                restrictedToo ? noCondition() : ATTENTION_FLAG.RESTRICTED.isFalse())
                        .orderBy(ATTENTION_FLAG.VALID_FROM, ATTENTION_FLAG.ID))
                .convertFrom(rows -> rows.map(mapping(Caution::new)))
                .as("flags");
    }

    private static Condition holds(Field<Instant> from, Field<Instant> to, Instant now) {
        return from.le(now).and(to.isNull().or(to.gt(now)));
    }

    private static MemberHeader.Contract toContract(ContractRow row, MemberHeader.States states) {
        return new MemberHeader.Contract(
                row.state(), row.startedOn(), row.endedOn(), row.endReason(), figures(row, states));
    }

    private static MemberHeader.@Nullable Figures figures(ContractRow row, MemberHeader.States states) {
        if (row.limit() == null
                || row.balance() == null
                || row.lastBorrowingBalance() == null
                || row.apr() == null
                || row.dueDay() == null) {
            return null;
        }
        var free = row.limit().minus(row.balance());
        var stopped = states.borrowingStopped() || !row.state().equals("ACTIVE");
        var available = stopped || free.compareTo(Yen.ZERO) < 0 ? Yen.ZERO : free;
        var minimum = row.balance().isZero() ? Yen.ZERO : row.terms().minimum(row.lastBorrowingBalance());
        return new MemberHeader.Figures(row.limit(), available, row.balance(), row.apr(), row.dueDay(), minimum);
    }
}
