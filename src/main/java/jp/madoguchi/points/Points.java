package jp.madoguchi.points;

import static java.util.Comparator.comparingInt;
import static jp.madoguchi.db.madoguchi.Tables.POINT_APPLICATION;
import static jp.madoguchi.db.madoguchi.Tables.POINT_BENEFIT;
import static jp.madoguchi.db.madoguchi.Tables.POINT_BENEFIT_RULE;
import static jp.madoguchi.db.madoguchi.Tables.POINT_ENTRY;
import static jp.madoguchi.db.madoguchi.Tables.POINT_RULE;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;

import jakarta.annotation.security.RolesAllowed;
import java.time.LocalDate;
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
import jp.madoguchi.operation.DatabaseTime;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the points of a member after a passed check in the contact in front; each reading is recorded. */
@Service
@RolesAllowed(Permission.MEMBER_READ)
public class Points {

    /** Rows of a page. */
    public static final int PAGE = 20;

    private final DSLContext db;
    private final Contacts contacts;
    private final DatabaseTime time;
    private final AuditLog audit;

    Points(DSLContext db, Contacts contacts, DatabaseTime time, AuditLog audit) {
        this.db = db;
        this.contacts = contacts;
        this.time = time;
        this.audit = audit;
    }

    /** Balance, benefits in force and the rules of today; empty before the check. */
    @Transactional
    public Optional<PointAccount> account(MemberNo memberNo) {
        var contact = checked(memberNo);
        if (contact == null) {
            return Optional.empty();
        }
        audit.append(AuditEntry.done(AuditAction.POINTS_READ).about(memberNo).during(contact.contactNo()));
        var today = Tokyo.date(time.now());
        var applied = db.select(POINT_APPLICATION.APPLIED_AT)
                .from(POINT_APPLICATION)
                .where(POINT_APPLICATION.MEMBER_NO.eq(memberNo), POINT_APPLICATION.ENDED_AT.isNull())
                .fetchOne(POINT_APPLICATION.APPLIED_AT);
        var balance = db.select(coalesce(sum(POINT_ENTRY.POINTS), inline(0)).coerce(Integer.class))
                .from(POINT_ENTRY)
                .where(POINT_ENTRY.MEMBER_NO.eq(memberNo))
                .fetchSingle()
                .value1();
        return Optional.of(
                new PointAccount(applied, balance, inForce(memberNo, today), earning(today), spending(today)));
    }

    private List<PointAccount.Held> inForce(MemberNo memberNo, LocalDate today) {
        return db.select(
                        POINT_ENTRY.BENEFIT.convertFrom(Benefit::valueOf),
                        POINT_BENEFIT.FROM_ON,
                        POINT_BENEFIT.UNTIL_ON)
                .from(POINT_BENEFIT)
                .join(POINT_ENTRY)
                .on(POINT_ENTRY.ID.eq(POINT_BENEFIT.ENTRY_ID))
                .where(
                        POINT_BENEFIT.MEMBER_NO.eq(memberNo),
                        POINT_BENEFIT.FROM_ON.le(today),
                        POINT_BENEFIT.UNTIL_ON.ge(today))
                .orderBy(POINT_BENEFIT.UNTIL_ON, POINT_BENEFIT.ENTRY_ID)
                .fetch(Records.mapping(PointAccount.Held::new));
    }

    private List<PointAccount.Earning> earning(LocalDate today) {
        return db.select(POINT_RULE.OCCASION.convertFrom(Occasion::valueOf), POINT_RULE.LEAST, POINT_RULE.MOST)
                .distinctOn(POINT_RULE.OCCASION)
                .from(POINT_RULE)
                .where(POINT_RULE.EFFECTIVE_FROM.le(today))
                .orderBy(POINT_RULE.OCCASION, POINT_RULE.EFFECTIVE_FROM.desc())
                .fetch(Records.mapping(PointAccount.Earning::new));
    }

    private List<PointAccount.Spending> spending(LocalDate today) {
        return db
                .select(
                        POINT_BENEFIT_RULE.BENEFIT.convertFrom(Benefit::valueOf),
                        POINT_BENEFIT_RULE.PRICE,
                        POINT_BENEFIT_RULE.DAYS.coerce(Integer.class))
                .distinctOn(POINT_BENEFIT_RULE.BENEFIT)
                .from(POINT_BENEFIT_RULE)
                .where(POINT_BENEFIT_RULE.EFFECTIVE_FROM.le(today))
                .orderBy(POINT_BENEFIT_RULE.BENEFIT, POINT_BENEFIT_RULE.EFFECTIVE_FROM.desc())
                .fetch(Records.mapping(PointAccount.Spending::new))
                .stream()
                .sorted(comparingInt(PointAccount.Spending::price))
                .toList();
    }

    /**
     * {@value #PAGE} rows of the ledger, the newest first; none before the check.
     *
     * @param after the last row of the page before; null = the first page
     */
    @Transactional
    public List<PointLine> ledger(MemberNo memberNo, @Nullable PointLine after) {
        var contact = checked(memberNo);
        if (contact == null) {
            return List.of();
        }
        audit.append(AuditEntry.done(AuditAction.POINTS_READ)
                .about(memberNo)
                .during(contact.contactNo())
                .with("before", after == null ? null : after.at()));
        var earlier = POINT_ENTRY.as("earlier");
        var balance = select(sum(earlier.POINTS).coerce(Integer.class))
                .from(earlier)
                .where(
                        earlier.MEMBER_NO.eq(POINT_ENTRY.MEMBER_NO),
                        row(earlier.AT, earlier.ID).le(row(POINT_ENTRY.AT, POINT_ENTRY.ID)));
        return db.select(
                        POINT_ENTRY.ID,
                        POINT_ENTRY.AT,
                        POINT_ENTRY.OCCASION,
                        POINT_ENTRY.BENEFIT,
                        POINT_ENTRY.POINTS,
                        balance.asField())
                .from(POINT_ENTRY)
                .where(
                        POINT_ENTRY.MEMBER_NO.eq(memberNo),
                        after == null
                                ? noCondition()
                                : row(POINT_ENTRY.AT, POINT_ENTRY.ID).lt(row(after.at(), after.id())))
                .orderBy(POINT_ENTRY.AT.desc(), POINT_ENTRY.ID.desc())
                .limit(PAGE)
                .fetch(row -> new PointLine(
                        row.value1(),
                        row.value2(),
                        row.value3() == null ? null : Occasion.valueOf(row.value3()),
                        row.value4() == null ? null : Benefit.valueOf(row.value4()),
                        row.value5(),
                        row.get(5, Integer.class)));
    }

    private @Nullable OpenContact checked(MemberNo memberNo) {
        return CurrentStaff.get().may(Permission.CONTACT_WRITE)
                ? contacts.front()
                        .filter(contact -> contact.isWith(memberNo) && contact.isChecked())
                        .orElse(null)
                : null;
    }
}
