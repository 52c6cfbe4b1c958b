package jp.madoguchi.debit;

import static jp.madoguchi.db.madoguchi.Tables.ATTENTION_FLAG;
import static jp.madoguchi.db.madoguchi.Tables.BANK_ACCOUNT;
import static jp.madoguchi.db.madoguchi.Tables.BANK_SERVICE_CHANGE;
import static jp.madoguchi.db.madoguchi.Tables.CONTRACT;
import static jp.madoguchi.db.madoguchi.Tables.DELINQUENCY;
import static jp.madoguchi.db.madoguchi.Tables.DIRECT_DEBIT;
import static jp.madoguchi.db.madoguchi.Tables.DUE_DATE_MAIL;
import static jp.madoguchi.db.madoguchi.Tables.LOGIN_LOCK;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_EMAIL;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.EnumMap;
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
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.MemberLock;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Rulebook;
import jp.madoguchi.policy.Situation;
import jp.madoguchi.policy.Situation.Fact;
import jp.madoguchi.policy.Verdict;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads bank account, direct debit and due-date mail, and takes changes in as requests that a second person carries out; a bank
 * account by phone only after a call-back (DOMAIN R31c).
 */
@Service
@RolesAllowed({Permission.CONTACT_DATA_CHANGE, BankServiceChanges.ON_REQUEST})
public class BankServiceChanges {

    static final String ON_REQUEST = Permission.CONTACT_DATA_CHANGE + ":REQUEST";

    private static final int LISTED = 50;
    private static final int LONGEST_LEAD = 7;

    private final DSLContext db;
    private final MemberLock memberLock;
    private final Contacts contacts;
    private final Banks banks;
    private final ServiceRows rows;
    private final Rulebook rulebook;
    private final Approvals approvals;
    private final Operations operations;
    private final DatabaseTime time;
    private final AuditLog audit;

    BankServiceChanges(
            DSLContext db,
            MemberLock memberLock,
            Contacts contacts,
            Banks banks,
            ServiceRows rows,
            Rulebook rulebook,
            Approvals approvals,
            Operations operations,
            DatabaseTime time,
            AuditLog audit) {
        this.db = db;
        this.memberLock = memberLock;
        this.contacts = contacts;
        this.banks = banks;
        this.rows = rows;
        this.rulebook = rulebook;
        this.approvals = approvals;
        this.operations = operations;
        this.time = time;
        this.audit = audit;
    }

    /**
     * What is on since when, what was changed, and what may be changed now; the reading is recorded. Before a check the bank is
     * named, except on the phone, where it may be asked about; branch, due day and three digits only after it (DOMAIN R31d).
     */
    @Transactional
    @RolesAllowed(Permission.MEMBER_READ)
    public BankServices read(MemberNo memberNo) {
        var now = time.now();
        var front = CurrentStaff.get().may(Permission.CONTACT_WRITE)
                ? contacts.front().orElse(null)
                : null;
        var contact = front != null && front.isWith(memberNo) ? front : null;
        var checked = contact != null && contact.isChecked();
        audit.append(AuditEntry.done(AuditAction.BANK_SERVICES_READ)
                .about(memberNo)
                .during(contact == null ? null : contact.contactNo())
                .with("shown", checked ? "LAST3" : namesBank(contact) ? "BANK" : "STATE"));
        return new BankServices(
                account(memberNo, checked, namesBank(contact)),
                debit(memberNo, checked),
                mail(memberNo),
                past(memberNo, checked),
                verdicts(memberNo, front, now),
                Optional.ofNullable(contact));
    }

    private Map<ServiceKind, Verdict> verdicts(MemberNo memberNo, @Nullable OpenContact front, Instant now) {
        var situation = situation(memberNo, front, now);
        var verdicts = new EnumMap<ServiceKind, Verdict>(ServiceKind.class);
        for (var kind : ServiceKind.values()) {
            verdicts.put(kind, rulebook.decide(kind.operation(), situation));
        }
        return verdicts;
    }

    private static boolean namesBank(@Nullable OpenContact contact) {
        return contact != null && (contact.isChecked() || !contact.channel().byPhone());
    }

    private BankServices.@Nullable Account account(MemberNo memberNo, boolean checked, boolean named) {
        return db.selectFrom(BANK_ACCOUNT)
                .where(BANK_ACCOUNT.MEMBER_NO.eq(memberNo), BANK_ACCOUNT.VALID_TO.isNull())
                .fetchOptional(row -> new BankServices.Account(
                        row.getId(),
                        named ? row.getBank() : null,
                        checked ? row.getBranch() : null,
                        checked && row.getAccountKind() != null ? AccountKind.valueOf(row.getAccountKind()) : null,
                        checked ? row.getLast3() : null,
                        row.getBankCode() != null,
                        row.getValidFrom()))
                .orElse(null);
    }

    private BankServices.@Nullable Debit debit(MemberNo memberNo, boolean checked) {
        return db.select(DIRECT_DEBIT.ID, DIRECT_DEBIT.DUE_DAY.coerce(Integer.class), DIRECT_DEBIT.VALID_FROM)
                .from(DIRECT_DEBIT)
                .where(DIRECT_DEBIT.MEMBER_NO.eq(memberNo), DIRECT_DEBIT.VALID_TO.isNull())
                .fetchOptional(row -> new BankServices.Debit(row.value1(), checked ? row.value2() : null, row.value3()))
                .orElse(null);
    }

    private BankServices.@Nullable Mail mail(MemberNo memberNo) {
        return db.select(DUE_DATE_MAIL.ID, DUE_DATE_MAIL.DAYS_BEFORE.coerce(Integer.class), DUE_DATE_MAIL.VALID_FROM)
                .from(DUE_DATE_MAIL)
                .where(DUE_DATE_MAIL.MEMBER_NO.eq(memberNo), DUE_DATE_MAIL.VALID_TO.isNull())
                .fetchOptional(row -> new BankServices.Mail(row.value1(), row.value2(), row.value3()))
                .orElse(null);
    }

    private List<BankServices.Past> past(MemberNo memberNo, boolean checked) {
        return db.select(
                        BANK_SERVICE_CHANGE.KIND,
                        BANK_SERVICE_CHANGE.REASON,
                        BANK_SERVICE_CHANGE.AT,
                        field(BANK_SERVICE_CHANGE.NEW_ID.isNotNull()),
                        BANK_ACCOUNT.BANK,
                        DUE_DATE_MAIL.DAYS_BEFORE.coerce(Integer.class),
                        concat(STAFF.FAMILY, inline(" "), STAFF.GIVEN),
                        BANK_SERVICE_CHANGE.CONTACT_NO)
                .from(BANK_SERVICE_CHANGE)
                .join(STAFF)
                .on(STAFF.STAFF_NO.eq(BANK_SERVICE_CHANGE.STAFF_NO))
                .leftJoin(BANK_ACCOUNT)
                .on(
                        BANK_SERVICE_CHANGE.KIND.eq(ServiceKind.BANK_ACCOUNT.name()),
                        BANK_ACCOUNT.ID.eq(BANK_SERVICE_CHANGE.NEW_ID))
                .leftJoin(DUE_DATE_MAIL)
                .on(
                        BANK_SERVICE_CHANGE.KIND.eq(ServiceKind.DUE_DATE_MAIL.name()),
                        DUE_DATE_MAIL.ID.eq(BANK_SERVICE_CHANGE.NEW_ID))
                .where(BANK_SERVICE_CHANGE.MEMBER_NO.eq(memberNo))
                .orderBy(BANK_SERVICE_CHANGE.AT.desc())
                .limit(LISTED)
                .fetch(row -> new BankServices.Past(
                        ServiceKind.valueOf(row.value1()),
                        ChangeReason.valueOf(row.value2()),
                        row.value3(),
                        row.value4(),
                        row.value6() != null ? row.value6().toString() : checked ? row.value5() : null,
                        row.value7(),
                        row.value8().value()));
    }

    /**
     * Takes the change in as a request; a second person carries out exactly this.
     *
     * @return ref of the request
     * @throws NotAllowed with the rule and the way out
     * @throws UnfitService with the field
     * @throws ServiceChangedSince when what is on is not as it was shown
     */
    @Transactional
    public UUID request(OperationId id, ContactNo contactNo, MemberNo memberNo, ServiceForm form) {
        return operations.once(id, "debit.BankServiceChanges.request", UUID.class, () -> {
            memberLock.take(memberNo);
            var contact = contacts.requireFront(contactNo);
            var verdict = rulebook.decide(form.kind().operation(), situation(memberNo, contact, time.now()));
            if (verdict instanceof Verdict.Forbidden(var reason)) {
                throw new NotAllowed(reason);
            }
            if (!(verdict instanceof Verdict.NeedsSecondPerson(var reasons))) {
                throw new IllegalStateException("the rulebook wants a second person for " + form.kind());
            }
            if (!rows.isAsSeen(memberNo, form)) {
                throw new ServiceChangedSince();
            }
            return approvals.request(
                    id,
                    ChangeBankService.CODE,
                    contact,
                    memberNo,
                    reasons,
                    fit(memberNo, form),
                    String.valueOf(form.replaces()));
        });
    }

    private ServiceForm fit(MemberNo memberNo, ServiceForm form) {
        var on = form.on();
        if (on == null) {
            if (form.replaces() == null) {
                throw new ServiceChangedSince();
            }
            return form;
        }
        return new ServiceForm(
                form.kind(),
                form.reason(),
                switch (form.kind()) {
                    case BANK_ACCOUNT -> account(on);
                    case DIRECT_DEBIT -> debit(memberNo, on);
                    case DUE_DATE_MAIL -> mail(memberNo, on);
                },
                form.replaces());
    }

    /** Names are the list's, whatever was sent. */
    private ServiceForm.On account(ServiceForm.On on) {
        var bank = Optional.ofNullable(on.bankCode()).flatMap(banks::bank).orElseThrow(() -> new UnfitService("bank"));
        var branch = bank.branches().stream()
                .filter(each -> each.code().equals(on.branchCode()))
                .findFirst()
                .orElseThrow(() -> new UnfitService("branch"));
        var kind = on.accountKind();
        if (kind == null) {
            throw new UnfitService("kind");
        }
        var last3 = on.last3();
        if (last3 == null || !last3.matches("[0-9]{3}")) {
            throw new UnfitService("last3");
        }
        return ServiceForm.On.account(bank, branch, kind, last3);
    }

    private ServiceForm.On debit(MemberNo memberNo, ServiceForm.On on) {
        var account = on.accountId();
        var fit = account != null
                && db.fetchExists(
                        BANK_ACCOUNT,
                        BANK_ACCOUNT.ID.eq(account),
                        BANK_ACCOUNT.MEMBER_NO.eq(memberNo),
                        BANK_ACCOUNT.VALID_TO.isNull(),
                        BANK_ACCOUNT.BANK_CODE.isNotNull());
        if (account == null || !fit) {
            throw new UnfitService("account");
        }
        if (rows.movedDueDay(memberNo).isPresent()
                && db.fetchExists(DELINQUENCY, DELINQUENCY.MEMBER_NO.eq(memberNo), DELINQUENCY.SETTLED_ON.isNull())) {
            throw new UnfitService("due-day");
        }
        return ServiceForm.On.debit(account);
    }

    private ServiceForm.On mail(MemberNo memberNo, ServiceForm.On on) {
        var days = on.daysBefore();
        if (days == null || days < 1 || days > LONGEST_LEAD) {
            throw new UnfitService("days");
        }
        if (!db.fetchExists(MEMBER_EMAIL, MEMBER_EMAIL.MEMBER_NO.eq(memberNo), MEMBER_EMAIL.VALID_TO.isNull())) {
            throw new UnfitService("email");
        }
        return ServiceForm.On.mail(days);
    }

    private Situation situation(MemberNo memberNo, @Nullable OpenContact contact, Instant now) {
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
                                        ? Approvals.waits(contact.contactNo(), ChangeBankService.CODE, now)
                                        : falseCondition()),
                        field(notExists(selectOne()
                                .from(CONTRACT)
                                .where(CONTRACT.MEMBER_NO.eq(memberNo), CONTRACT.STATE.eq("ACTIVE")))))
                .fetchSingle();
        return contact.situation(staff, memberNo)
                .when(facts.value1(), Fact.TAKEOVER_SUSPECTED)
                .when(facts.value2(), Fact.REQUEST_WAITING)
                .when(facts.value3(), Fact.CONTRACT_ENDED);
    }
}
