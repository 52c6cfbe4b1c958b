package jp.madoguchi.ledger;

import static jp.madoguchi.db.madoguchi.Tables.LEDGER_ENTRY;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_NAME;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.trim;
import static org.jooq.impl.DSL.when;

import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Optional;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.core.Yen;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.Settings;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Reason;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the transaction history of a member, after a passed check only (DOMAIN R31d). Each reading and each statement is recorded. */
@Service
@RolesAllowed(Permission.MEMBER_READ)
public class Transactions {

    /** Rows of a page. */
    public static final int PAGE = 50;

    private static final Field<String> STAFF_NAME = when(
                    STAFF.STAFF_NO.isNotNull(), concat(STAFF.FAMILY, inline(" "), STAFF.GIVEN))
            .as("staff_name");

    private final DSLContext db;
    private final Contacts contacts;
    private final Settings settings;
    private final DatabaseTime time;
    private final AuditLog audit;

    Transactions(DSLContext db, Contacts contacts, Settings settings, DatabaseTime time, AuditLog audit) {
        this.db = db;
        this.contacts = contacts;
        this.settings = settings;
        this.time = time;
        this.audit = audit;
    }

    /** The first page, newest first, and the sums of all that the filter finds. */
    @Transactional
    public TransactionHistory open(MemberNo memberNo, TransactionFilter filter) {
        var contact = checkedContact(memberNo);
        var history = contact.isEmpty()
                ? new TransactionHistory(null, List.of())
                : new TransactionHistory(sums(memberNo, filter), page(memberNo, filter, null));
        read(memberNo, contact, history.lines().size());
        return history;
    }

    /** @param last the last line of the page before */
    @Transactional
    public List<Transaction> after(MemberNo memberNo, TransactionFilter filter, Transaction last) {
        var contact = checkedContact(memberNo);
        List<Transaction> lines = contact.isEmpty() ? List.of() : page(memberNo, filter, last);
        read(memberNo, contact, lines.size());
        return lines;
    }

    /**
     * All that the filter finds, to be handed over; recorded as an export.
     *
     * @throws NotAllowed without a passed check of the member in front
     */
    @Transactional
    public Statement statement(MemberNo memberNo, TransactionFilter filter, Statement.Form form) {
        var contact = checkedContact(memberNo).orElseThrow(() -> new NotAllowed(Reason.CHECK_NEEDED));
        var now = time.now();
        var name = db.select(trim(concat(MEMBER_NAME.FAMILY, inline(" "), MEMBER_NAME.GIVEN)))
                .from(MEMBER_NAME)
                .where(MEMBER_NAME.MEMBER_NO.eq(memberNo), MEMBER_NAME.KIND.eq("LEGAL"), MEMBER_NAME.VALID_TO.isNull())
                .fetchSingle()
                .value1();
        var lines = lines(memberNo, filter)
                .orderBy(LEDGER_ENTRY.AT, LEDGER_ENTRY.ID)
                .fetch(Transactions::line);
        audit.append(AuditEntry.done(AuditAction.TRANSACTIONS_EXPORTED)
                .about(memberNo)
                .during(contact.contactNo())
                .with("form", form.name())
                .with("filter", filter.query())
                .with("entries", lines.size()));
        return new Statement(
                memberNo, name, filter, sums(memberNo, filter), lines, settings.words("company.name", now), now);
    }

    private Optional<OpenContact> checkedContact(MemberNo memberNo) {
        return CurrentStaff.get().may(Permission.CONTACT_WRITE)
                ? contacts.front().filter(contact -> contact.isWith(memberNo) && contact.isChecked())
                : Optional.empty();
    }

    private void read(MemberNo memberNo, Optional<OpenContact> contact, int entries) {
        audit.append(AuditEntry.done(AuditAction.TRANSACTIONS_READ)
                .about(memberNo)
                .during(contact.map(OpenContact::contactNo).orElse(null))
                .with("shown", contact.isPresent() ? "AFTER_CHECK" : "MASKED")
                .with("entries", entries));
    }

    private List<Transaction> page(MemberNo memberNo, TransactionFilter filter, @Nullable Transaction last) {
        return lines(memberNo, filter)
                .and(
                        last == null
                                ? noCondition()
                                : row(LEDGER_ENTRY.AT, LEDGER_ENTRY.ID).lt(last.at(), last.id()))
                .orderBy(LEDGER_ENTRY.AT.desc(), LEDGER_ENTRY.ID.desc())
                .limit(PAGE)
                .fetch(Transactions::line);
    }

    private TransactionSums sums(MemberNo memberNo, TransactionFilter filter) {
        return new TransactionSums(db.select(
                        LEDGER_ENTRY.KIND,
                        count(),
                        total(LEDGER_ENTRY.AMOUNT),
                        sum(LEDGER_ENTRY.PRINCIPAL_CHANGE),
                        total(LEDGER_ENTRY.TO_LATE_CHARGE),
                        total(LEDGER_ENTRY.TO_INTEREST),
                        total(LEDGER_ENTRY.TO_PRINCIPAL))
                .from(LEDGER_ENTRY)
                .where(found(memberNo, filter))
                .groupBy(LEDGER_ENTRY.KIND)
                .fetch(mapping((kind, number, amount, principalChange, lateCharge, interest, principal) ->
                        new TransactionSums.OfKind(
                                TransactionKind.valueOf(kind),
                                number,
                                amount,
                                principalChange.longValueExact(),
                                new Transaction.Application(lateCharge, interest, principal)))));
    }

    private static Field<Yen> total(Field<Yen> yen) {
        return sum(yen.coerce(Long.class)).convertFrom(sum -> new Yen(sum.longValueExact()));
    }

    private SelectConditionStep<? extends Record> lines(MemberNo memberNo, TransactionFilter filter) {
        return db.select(
                        LEDGER_ENTRY.ID,
                        LEDGER_ENTRY.AT,
                        LEDGER_ENTRY.VALUED_ON,
                        LEDGER_ENTRY.KIND,
                        LEDGER_ENTRY.CHANNEL,
                        LEDGER_ENTRY.AMOUNT,
                        LEDGER_ENTRY.PRINCIPAL_CHANGE,
                        LEDGER_ENTRY.TO_LATE_CHARGE,
                        LEDGER_ENTRY.TO_INTEREST,
                        LEDGER_ENTRY.TO_PRINCIPAL,
                        LEDGER_ENTRY.UNPAID_CHARGES,
                        LEDGER_ENTRY.BALANCE,
                        LEDGER_ENTRY.APPLICATION,
                        STAFF_NAME,
                        LEDGER_ENTRY.NOTE)
                .from(LEDGER_ENTRY)
                .leftJoin(STAFF)
                .on(STAFF.STAFF_NO.eq(LEDGER_ENTRY.STAFF_NO))
                .where(found(memberNo, filter));
    }

    /** Nothing counts from a day after the one on which it was entered, so the index by entry bounds the search too. */
    private static Condition found(MemberNo memberNo, TransactionFilter filter) {
        var from = filter.from();
        return and(
                LEDGER_ENTRY.MEMBER_NO.eq(memberNo),
                filter.kind() == null
                        ? noCondition()
                        : LEDGER_ENTRY.KIND.eq(filter.kind().name()),
                filter.channel() == null
                        ? noCondition()
                        : LEDGER_ENTRY.CHANNEL.eq(filter.channel().name()),
                from == null
                        ? noCondition()
                        : LEDGER_ENTRY.VALUED_ON.ge(from).and(LEDGER_ENTRY.AT.ge(Tokyo.startOf(from))),
                filter.to() == null ? noCondition() : LEDGER_ENTRY.VALUED_ON.le(filter.to()));
    }

    private static Transaction line(Record row) {
        return new Transaction(
                row.get(LEDGER_ENTRY.ID),
                row.get(LEDGER_ENTRY.AT),
                row.get(LEDGER_ENTRY.VALUED_ON),
                TransactionKind.valueOf(row.get(LEDGER_ENTRY.KIND)),
                TransactionChannel.valueOf(row.get(LEDGER_ENTRY.CHANNEL)),
                row.get(LEDGER_ENTRY.AMOUNT),
                row.get(LEDGER_ENTRY.PRINCIPAL_CHANGE),
                new Transaction.Application(
                        row.get(LEDGER_ENTRY.TO_LATE_CHARGE),
                        row.get(LEDGER_ENTRY.TO_INTEREST),
                        row.get(LEDGER_ENTRY.TO_PRINCIPAL)),
                row.get(LEDGER_ENTRY.UNPAID_CHARGES),
                row.get(LEDGER_ENTRY.BALANCE),
                row.get(LEDGER_ENTRY.APPLICATION),
                row.get(STAFF_NAME),
                row.get(LEDGER_ENTRY.NOTE));
    }
}
