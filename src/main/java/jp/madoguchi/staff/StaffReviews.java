package jp.madoguchi.staff;

import static jp.madoguchi.db.madoguchi.Routines.reviewStaff;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static jp.madoguchi.db.madoguchi.Tables.STAFF_CHANGE;
import static jp.madoguchi.db.madoguchi.Tables.STAFF_REVIEW;
import static jp.madoguchi.db.madoguchi.Tables.STAFF_ROLE;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.FreeText;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.db.madoguchi.tables.Staff;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.FreshFactor;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.operation.Settings;
import jp.madoguchi.staff.StaffRefused.Why;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The quarterly review of rights: each account that is in force, once a quarter, by an administrator who is not the person. */
@Service
@RolesAllowed(Permission.STAFF_READ)
public class StaffReviews {

    private static final Staff BY = STAFF.as("decided_by");

    private final DSLContext db;
    private final Accounts accounts;
    private final AccountStatus status;
    private final StaffAccounts staff;
    private final Operations operations;
    private final DatabaseTime time;
    private final Settings settings;
    private final Announcements announcements;
    private final FreshFactor fresh;
    private final AuditLog audit;

    StaffReviews(
            DSLContext db,
            Accounts accounts,
            AccountStatus status,
            StaffAccounts staff,
            Operations operations,
            DatabaseTime time,
            Settings settings,
            Announcements announcements,
            FreshFactor fresh,
            AuditLog audit) {
        this.db = db;
        this.accounts = accounts;
        this.status = status;
        this.staff = staff;
        this.operations = operations;
        this.time = time;
        this.settings = settings;
        this.announcements = announcements;
        this.fresh = fresh;
        this.audit = audit;
    }

    /** An account whose rights are to be looked at. */
    public record Line(StaffNo staffNo, String name, Set<Role> roles, List<Workplace> places) {}

    /**
     * What was decided about an account.
     *
     * @param rights codes of the roles and numbers of the places as they were looked at
     * @param reason why roles are taken away; null = they stay
     */
    public record Decided(
            StaffNo staffNo,
            String name,
            String rights,
            @Nullable String reason,
            String by,
            Instant at) {}

    /**
     * The review of a quarter.
     *
     * @param dueOn last day in time (setting staff.review_days after the quarter began)
     * @param overdue whether that day is over and something is left
     * @param open what is left; the own account stands here until a colleague decides it; nothing in a former quarter
     * @param decided the newest first
     * @param quarters every quarter in which something was decided, and this one, the newest first
     */
    public record Worklist(
            LocalDate quarterOn,
            LocalDate dueOn,
            boolean overdue,
            List<Line> open,
            List<Decided> decided,
            List<LocalDate> quarters) {}

    /**
     * The review of a quarter, by place and name; the reading is recorded.
     *
     * @param asked first day of a quarter; null, or one in which nothing was decided = this quarter
     */
    @Transactional
    public Worklist worklist(@Nullable LocalDate asked) {
        audit.append(AuditEntry.done(AuditAction.STAFF_READ));
        var now = time.now();
        var today = Tokyo.date(now);
        var running = quarter(today);
        var quarters = new TreeSet<LocalDate>(Comparator.reverseOrder());
        quarters.add(running);
        quarters.addAll(
                db.selectDistinct(STAFF_REVIEW.QUARTER_ON).from(STAFF_REVIEW).fetch(STAFF_REVIEW.QUARTER_ON));
        var quarter = asked != null && quarters.contains(asked) ? asked : running;
        var due = due(quarter, now);
        var decided = decided(quarter);
        var seen = decided.stream().map(Decided::staffNo).collect(Collectors.toSet());
        var open = quarter.equals(running)
                ? accounts.all().stream()
                        .filter(status::mayBeIn)
                        .filter(account -> !seen.contains(account.staffNo()))
                        .map(account -> new Line(account.staffNo(), account.name(), account.roles(), account.places()))
                        .toList()
                : List.<Line>of();
        return new Worklist(quarter, due, today.isAfter(due) && !open.isEmpty(), open, decided, List.copyOf(quarters));
    }

    private List<Decided> decided(LocalDate quarter) {
        return db.select(
                        STAFF_REVIEW.STAFF_NO,
                        STAFF.FAMILY.concat(" ").concat(STAFF.GIVEN),
                        STAFF_REVIEW.RIGHTS,
                        STAFF_REVIEW.REASON,
                        BY.FAMILY.concat(" ").concat(BY.GIVEN),
                        STAFF_REVIEW.DECIDED_AT)
                .from(STAFF_REVIEW)
                .join(STAFF)
                .on(STAFF.STAFF_NO.eq(STAFF_REVIEW.STAFF_NO))
                .join(BY)
                .on(BY.STAFF_NO.eq(STAFF_REVIEW.DECIDED_BY))
                .where(STAFF_REVIEW.QUARTER_ON.eq(quarter))
                .orderBy(STAFF_REVIEW.DECIDED_AT.desc(), STAFF_REVIEW.STAFF_NO)
                .fetch(Records.mapping(Decided::new));
    }

    private static LocalDate quarter(LocalDate day) {
        return day.withMonth((day.getMonthValue() - 1) / 3 * 3 + 1).withDayOfMonth(1);
    }

    private LocalDate due(LocalDate quarter, Instant now) {
        return quarter.plusDays(settings.number("staff.review_days", now));
    }

    /**
     * What administrators have before them.
     *
     * @param changes that wait for a second administrator
     * @param reviews accounts in force whose rights nobody looked at this quarter
     */
    public record Left(int changes, int reviews, LocalDate dueOn, boolean overdue) {}

    /** In one statement and without names, so that it is not recorded. */
    @Transactional(readOnly = true)
    public Left left() {
        var now = time.now();
        var today = Tokyo.date(now);
        var quarter = quarter(today);
        var due = due(quarter, now);
        var row = db.select(
                        field(selectCount().from(STAFF_CHANGE).where(STAFF_CHANGE.DECISION.isNull())),
                        field(selectCount()
                                .from(STAFF)
                                .where(
                                        STAFF.STATE.eq(StaffState.ACTIVE.name()),
                                        STAFF.VALID_FROM.le(today),
                                        STAFF.VALID_TO.isNull().or(STAFF.VALID_TO.gt(today)),
                                        exists(selectOne()
                                                .from(STAFF_ROLE)
                                                .where(
                                                        STAFF_ROLE.STAFF_NO.eq(STAFF.STAFF_NO),
                                                        STAFF_ROLE.VALID_FROM.le(today),
                                                        STAFF_ROLE
                                                                .VALID_TO
                                                                .isNull()
                                                                .or(STAFF_ROLE.VALID_TO.gt(today)))),
                                        notExists(selectOne()
                                                .from(STAFF_REVIEW)
                                                .where(
                                                        STAFF_REVIEW.STAFF_NO.eq(STAFF.STAFF_NO),
                                                        STAFF_REVIEW.QUARTER_ON.eq(quarter))))))
                .fetchSingle();
        return new Left(row.value1(), row.value2(), due, today.isAfter(due) && row.value2() > 0);
    }

    /**
     * The rights stay.
     *
     * @param seen the account as it was looked at
     * @throws StaffRefused OWN, REVIEWED_ALREADY, or CHANGED when roles or places are others meanwhile
     */
    @Transactional
    @RolesAllowed(Permission.STAFF_ADMIN)
    public StaffNo keep(OperationId id, Line seen) {
        return operations.once(id, "staff.StaffReviews.keep", StaffNo.class, () -> {
            decide(seen.staffNo(), "KEEP", null, null, seen);
            return seen.staffNo();
        });
    }

    /**
     * Sends the change that takes roles away to a second administrator; without any left the account is disabled.
     *
     * @throws jp.madoguchi.core.FactorNeeded unless the second factor was given a moment ago
     * @throws StaffRefused OWN, REASON_MISSING, INCOMPLETE without a role, WAITS_ALREADY, or REVIEWED_ALREADY
     */
    @Transactional
    @RolesAllowed(Permission.STAFF_ADMIN)
    public StaffNo takeAway(OperationId id, StaffNo staffNo, Set<Role> roles, @Nullable String reason) {
        fresh.require();
        var why = FreeText.line(reason, StaffForm.REASON);
        if (why == null) {
            throw new StaffRefused(Why.REASON_MISSING);
        }
        if (roles.isEmpty()) {
            throw new StaffRefused(Why.INCOMPLETE);
        }
        return operations.once(id, "staff.StaffReviews.takeAway", StaffNo.class, () -> {
            var file = staff.file(staffNo);
            var now = file.now();
            if (now == null) {
                throw new StaffRefused(Why.CHANGED);
            }
            var kept = new HashSet<>(now.roles());
            kept.removeAll(roles);
            var change = staff.put(staffNo, file.version(), now.with(kept, Tokyo.date(time.now()), why));
            decide(staffNo, "TAKE_AWAY", why, change, null);
            return staffNo;
        });
    }

    private void decide(
            StaffNo staffNo, String decision, @Nullable String reason, @Nullable UUID change, @Nullable Line seen) {
        if (staffNo.equals(CurrentStaff.get().staffNo())) {
            throw new StaffRefused(Why.OWN);
        }
        var account = accounts.of(staffNo).orElseThrow(() -> new StaffRefused(Why.CHANGED));
        if (seen != null
                && !(seen.roles().equals(account.roles()) && seen.places().equals(account.places()))) {
            throw new StaffRefused(Why.CHANGED);
        }
        var rights = Stream.concat(
                        account.roles().stream().sorted().map(Enum::name),
                        account.places().stream().map(place -> place.placeNo().value()))
                .collect(Collectors.joining(" "));
        try {
            StaffAccounts.ask(() -> db.select(reviewStaff(
                            val(staffNo.value()),
                            val(decision),
                            val(reason),
                            val(rights),
                            val(change),
                            StaffAccounts.me()))
                    .fetchSingle());
        } catch (StaffRefused refused) {
            throw new StaffRefused(Why.REVIEWED_ALREADY);
        }
        audit.append(AuditEntry.done(AuditAction.STAFF_REVIEWED)
                .because(decision)
                .with("staff", staffNo.value())
                .with("rights", rights)
                .with("change", change));
        announcements.tell(Announcements.Kind.STAFF);
    }
}
