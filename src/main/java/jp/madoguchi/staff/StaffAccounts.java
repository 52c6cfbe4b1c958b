package jp.madoguchi.staff;

import static jp.madoguchi.db.madoguchi.Routines.decideStaffChange;
import static jp.madoguchi.db.madoguchi.Routines.disableStaff;
import static jp.madoguchi.db.madoguchi.Routines.drawStartLink;
import static jp.madoguchi.db.madoguchi.Routines.freeStaffNo;
import static jp.madoguchi.db.madoguchi.Routines.sendStaffChange;
import static jp.madoguchi.db.madoguchi.Tables.PLACE;
import static jp.madoguchi.db.madoguchi.Tables.ROLE_PERMISSION;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static jp.madoguchi.db.madoguchi.Tables.STAFF_AUTHENTICATOR;
import static jp.madoguchi.db.madoguchi.Tables.STAFF_CHANGE;
import static jp.madoguchi.db.madoguchi.Tables.STAFF_PASSWORD;
import static jp.madoguchi.db.madoguchi.Tables.STAFF_PLACE;
import static jp.madoguchi.db.madoguchi.Tables.STAFF_ROLE;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import jakarta.annotation.security.RolesAllowed;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.audit.AuditEntry;
import jp.madoguchi.audit.AuditLog;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.FreeText;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.PlaceKind;
import jp.madoguchi.core.PlaceNo;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.Sha256;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.db.madoguchi.tables.Staff;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.operation.DatabaseTime;
import jp.madoguchi.operation.FreshFactor;
import jp.madoguchi.operation.Operations;
import jp.madoguchi.staff.StaffRefused.Why;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Records;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Accounts of staff. One administrator sends what an account is to be, another agrees; neither is the person. Somebody is taken out
 * at once by one. The functions of the database guard all this; what counts, counts for running sessions at their next click.
 */
@Service
@RolesAllowed(Permission.STAFF_READ)
public class StaffAccounts {

    private static final Staff MAKER = STAFF.as("maker");
    private static final Staff CHECKER = STAFF.as("checker");
    private static final int LINK_BYTES = 20;

    private final DSLContext db;
    private final Accounts accounts;
    private final Operations operations;
    private final DatabaseTime time;
    private final Announcements announcements;
    private final FreshFactor fresh;
    private final AuditLog audit;

    StaffAccounts(
            DSLContext db,
            Accounts accounts,
            Operations operations,
            DatabaseTime time,
            Announcements announcements,
            FreshFactor fresh,
            AuditLog audit) {
        this.db = db;
        this.accounts = accounts;
        this.operations = operations;
        this.time = time;
        this.announcements = announcements;
        this.fresh = fresh;
        this.audit = audit;
    }

    /** Every account, by number; the reading is recorded. */
    @Transactional
    public List<StaffLine> list() {
        audit.append(AuditEntry.done(AuditAction.STAFF_READ));
        var waiting = Set.copyOf(db.select(STAFF_CHANGE.STAFF_NO)
                .from(STAFF_CHANGE)
                .where(STAFF_CHANGE.DECISION.isNull())
                .fetch(STAFF_CHANGE.STAFF_NO));
        var kana = db.select(STAFF.STAFF_NO, concat(STAFF.FAMILY_KANA, inline(" "), STAFF.GIVEN_KANA))
                .from(STAFF)
                .fetchMap(r -> r.value1(), r -> r.value2());
        var factor = Set.copyOf(db.select(STAFF_AUTHENTICATOR.STAFF_NO)
                .from(STAFF_AUTHENTICATOR)
                .where(STAFF_AUTHENTICATOR.CONFIRMED_AT.isNotNull(), STAFF_AUTHENTICATOR.ENDED_AT.isNull())
                .fetch(STAFF_AUTHENTICATOR.STAFF_NO));
        return accounts.all().stream()
                .map(account -> new StaffLine(
                        account.staffNo(),
                        account.signInName(),
                        account.name(),
                        kana.getOrDefault(account.staffNo(), ""),
                        StaffState.valueOf(account.state()),
                        account.validFrom(),
                        account.validTo(),
                        account.roles(),
                        account.places(),
                        waiting.contains(account.staffNo()),
                        factor.contains(account.staffNo())))
                .toList();
    }

    /** What waits for a second administrator, the oldest first. */
    @Transactional(readOnly = true)
    public List<StaffChange> waiting() {
        return changes(STAFF_CHANGE.DECISION.isNull());
    }

    /** An account, or one that a change waits to make; the reading is recorded. */
    @Transactional
    public StaffFile read(StaffNo staffNo) {
        audit.append(AuditEntry.done(AuditAction.STAFF_READ).with("staff", staffNo.value()));
        return file(staffNo);
    }

    StaffFile file(StaffNo staffNo) {
        var row = db.select(STAFF.fields())
                .select(
                        field(exists(
                                selectOne().from(STAFF_PASSWORD).where(STAFF_PASSWORD.STAFF_NO.eq(STAFF.STAFF_NO)))),
                        field(exists(selectOne()
                                .from(STAFF_AUTHENTICATOR)
                                .where(
                                        STAFF_AUTHENTICATOR.STAFF_NO.eq(STAFF.STAFF_NO),
                                        STAFF_AUTHENTICATOR.CONFIRMED_AT.isNotNull(),
                                        STAFF_AUTHENTICATOR.ENDED_AT.isNull()))))
                .from(STAFF)
                .where(STAFF.STAFF_NO.eq(staffNo))
                .fetchOne();
        var changes = changes(STAFF_CHANGE.STAFF_NO.eq(staffNo));
        if (row == null) {
            return new StaffFile(staffNo, 0, null, false, false, List.of(), changes);
        }
        var account = accounts.of(staffNo).orElseThrow();
        var now = new StaffForm(
                row.get(STAFF.SIGN_IN_NAME),
                row.get(STAFF.FAMILY),
                row.get(STAFF.GIVEN),
                row.get(STAFF.FAMILY_KANA),
                row.get(STAFF.GIVEN_KANA),
                StaffState.valueOf(row.get(STAFF.STATE)),
                row.get(STAFF.VALID_FROM),
                row.get(STAFF.VALID_TO),
                account.roles(),
                account.places().stream().map(Workplace::placeNo).collect(Collectors.toSet()),
                null,
                false,
                null);
        return new StaffFile(
                staffNo,
                row.get(STAFF.VERSION),
                now,
                row.get(STAFF.fields().length, Boolean.class),
                row.get(STAFF.fields().length + 1, Boolean.class),
                planned(staffNo),
                changes);
    }

    private List<StaffFile.Planned> planned(StaffNo staffNo) {
        var today = Tokyo.date(time.now());
        var roles = db.select(STAFF_ROLE.ROLE, STAFF_ROLE.VALID_FROM, STAFF_ROLE.VALID_TO)
                .from(STAFF_ROLE)
                .where(
                        STAFF_ROLE.STAFF_NO.eq(staffNo),
                        STAFF_ROLE.VALID_TO.isNull().or(STAFF_ROLE.VALID_TO.gt(today)))
                .fetch(Records.mapping(Dated<String>::new));
        var places = db.select(STAFF_PLACE.PLACE_NO, STAFF_PLACE.VALID_FROM, STAFF_PLACE.VALID_TO)
                .from(STAFF_PLACE)
                .where(
                        STAFF_PLACE.STAFF_NO.eq(staffNo),
                        STAFF_PLACE.VALID_TO.isNull().or(STAFF_PLACE.VALID_TO.gt(today)))
                .fetch(Records.mapping(Dated<PlaceNo>::new));
        return Stream.concat(roles.stream(), places.stream())
                .flatMap(row -> Stream.of(row.from(), row.to()))
                .filter(day -> day != null && day.isAfter(today))
                .distinct()
                .sorted()
                .map(day -> new StaffFile.Planned(day, on(day, roles, Role::valueOf), on(day, places, place -> place)))
                .toList();
    }

    private record Dated<T>(
            T what, LocalDate from, @Nullable LocalDate to) {}

    private static <T, R> Set<R> on(LocalDate day, List<Dated<T>> rows, Function<T, R> as) {
        return rows.stream()
                .filter(row -> !row.from().isAfter(day)
                        && (row.to() == null || row.to().isAfter(day)))
                .map(row -> as.apply(row.what()))
                .collect(Collectors.toSet());
    }

    private List<StaffChange> changes(Condition which) {
        return db.select(STAFF_CHANGE.fields())
                .select(name(MAKER), name(CHECKER))
                .from(STAFF_CHANGE)
                .join(MAKER)
                .on(MAKER.STAFF_NO.eq(STAFF_CHANGE.MAKER))
                .leftJoin(CHECKER)
                .on(CHECKER.STAFF_NO.eq(STAFF_CHANGE.CHECKER))
                .where(which)
                .orderBy(STAFF_CHANGE.MADE_AT.desc(), STAFF_CHANGE.REF)
                .fetch(StaffAccounts::change);
    }

    private static StaffChange change(Record row) {
        var decision = row.get(STAFF_CHANGE.DECISION);
        return new StaffChange(
                row.get(STAFF_CHANGE.REF),
                row.get(STAFF_CHANGE.STAFF_NO),
                row.get(STAFF_CHANGE.BASED_ON),
                new StaffForm(
                        row.get(STAFF_CHANGE.SIGN_IN_NAME),
                        row.get(STAFF_CHANGE.FAMILY),
                        row.get(STAFF_CHANGE.GIVEN),
                        row.get(STAFF_CHANGE.FAMILY_KANA),
                        row.get(STAFF_CHANGE.GIVEN_KANA),
                        StaffState.valueOf(row.get(STAFF_CHANGE.STATE)),
                        row.get(STAFF_CHANGE.VALID_FROM),
                        row.get(STAFF_CHANGE.VALID_TO),
                        Arrays.stream(row.get(STAFF_CHANGE.ROLES))
                                .map(Role::valueOf)
                                .collect(Collectors.toSet()),
                        Arrays.stream(row.get(STAFF_CHANGE.PLACES))
                                .map(PlaceNo::new)
                                .collect(Collectors.toSet()),
                        row.get(STAFF_CHANGE.EFFECTIVE_ON),
                        row.get(STAFF_CHANGE.RESETS_ACCESS),
                        row.get(STAFF_CHANGE.REASON)),
                row.get(STAFF_CHANGE.MAKER),
                row.get(name(MAKER)),
                row.get(STAFF_CHANGE.MADE_AT),
                decision == null ? null : StaffChange.Decision.valueOf(decision),
                row.get(name(CHECKER)),
                row.get(STAFF_CHANGE.DECIDED_AT),
                row.get(STAFF_CHANGE.NOTE),
                row.get(STAFF_CHANGE.LINK_DRAWN_AT) != null);
    }

    private static Field<String> name(Staff who) {
        return concat(who.FAMILY, inline(" "), who.GIVEN).as(who.getName() + "_name");
    }

    /** The number of the next new person; never one that was given before. */
    @Transactional(readOnly = true)
    public StaffNo freeNumber() {
        return new StaffNo(db.select(freeStaffNo()).fetchSingle().value1());
    }

    /** Where people may be put to work: every place that is open today or later. */
    @Transactional(readOnly = true)
    public List<Workplace> places() {
        return db.select(PLACE.PLACE_NO, PLACE.KIND, PLACE.NAME)
                .from(PLACE)
                .where(PLACE.CLOSED_ON.isNull().or(PLACE.CLOSED_ON.gt(Tokyo.date(time.now()))))
                .orderBy(PLACE.PLACE_NO)
                .fetch(row -> new Workplace(row.value1(), PlaceKind.valueOf(row.value2()), row.value3()));
    }

    /** What somebody with the one roles may do, and with the others; only what at least one of them gives, by right. */
    @Transactional(readOnly = true)
    public List<RightChange> rights(Set<Role> before, Set<Role> after) {
        var one = rightsOf(before);
        var other = rightsOf(after);
        var all = new TreeSet<>(one.keySet());
        all.addAll(other.keySet());
        return all.stream()
                .map(right -> new RightChange(right, one.get(right), other.get(right)))
                .toList();
    }

    private Map<String, Permission.Level> rightsOf(Collection<Role> roles) {
        var rights = new HashMap<String, Permission.Level>();
        db.select(ROLE_PERMISSION.PERMISSION, ROLE_PERMISSION.LEVEL)
                .from(ROLE_PERMISSION)
                .where(ROLE_PERMISSION.ROLE.in(roles.stream().map(Enum::name).toList()))
                .forEach(row -> rights.merge(
                        row.value1(), Permission.Level.valueOf(row.value2()), (a, b) -> a.compareTo(b) < 0 ? a : b));
        return rights;
    }

    /**
     * Sends what an account is to be to a second administrator.
     *
     * @param basedOn version of the account that was seen; 0 = it is new
     * @return name of the change
     * @throws jp.madoguchi.core.FactorNeeded unless the second factor was given a moment ago
     * @throws StaffRefused INCOMPLETE, REASON_MISSING, OWN, NAME_TAKEN, WAITS_ALREADY, or CHANGED when the account is not as it was seen
     */
    @Transactional
    @RolesAllowed(Permission.STAFF_ADMIN)
    public UUID send(OperationId id, StaffNo staffNo, int basedOn, StaffForm typed) {
        fresh.require();
        var form = typed.cleaned();
        return operations.once(id, "staff.StaffAccounts.send", UUID.class, () -> put(staffNo, basedOn, form));
    }

    /** The same within a use case of this package, which has its own receipt. */
    UUID put(StaffNo staffNo, int basedOn, StaffForm form) {
        form.require(Tokyo.date(time.now()));
        if (staffNo.equals(CurrentStaff.get().staffNo())) {
            throw new StaffRefused(Why.OWN);
        }
        if (db.fetchExists(STAFF_CHANGE, STAFF_CHANGE.STAFF_NO.eq(staffNo), STAFF_CHANGE.DECISION.isNull())) {
            throw new StaffRefused(Why.WAITS_ALREADY);
        }
        if (db.fetchExists(STAFF, STAFF.SIGN_IN_NAME.eq(form.signInName()), STAFF.STAFF_NO.ne(staffNo))) {
            throw new StaffRefused(Why.NAME_TAKEN);
        }
        var ref = UUID.randomUUID();
        ask(() -> db.select(sendStaffChange(
                        val(ref),
                        val(staffNo.value()),
                        val(basedOn),
                        val(form.signInName()),
                        val(form.family()),
                        val(form.given()),
                        val(form.familyKana()),
                        val(form.givenKana()),
                        val(form.state().name()),
                        val(form.validFrom(), STAFF_CHANGE.VALID_FROM),
                        val(form.validTo(), STAFF_CHANGE.VALID_TO),
                        val(names(form.roles())),
                        val(form.places().stream().map(PlaceNo::value).sorted().toArray(String[]::new)),
                        val(form.effectiveOn(), STAFF_CHANGE.EFFECTIVE_ON),
                        val(form.resetsAccess()),
                        val(form.reason()),
                        me()))
                .fetchSingle());
        audit.append(AuditEntry.done(AuditAction.STAFF_CHANGE_SENT)
                .with("staff", staffNo.value())
                .with("change", ref)
                .with("state", form.state())
                .with("roles", List.of(names(form.roles())))
                .with("resets_access", form.resetsAccess()));
        announcements.tell(Announcements.Kind.STAFF);
        return ref;
    }

    private static String[] names(Collection<Role> roles) {
        return roles.stream().sorted().map(Enum::name).toArray(String[]::new);
    }

    /**
     * Agrees, which makes the account so.
     *
     * @throws jp.madoguchi.core.FactorNeeded unless the second factor was given a moment ago
     * @throws StaffRefused OWN for the maker and for the person, LAST_ADMIN, or CHANGED when it does not wait or fits no more
     */
    @Transactional
    @RolesAllowed(Permission.STAFF_ADMIN)
    public UUID approve(OperationId id, UUID change) {
        fresh.require();
        return decide(id, "staff.StaffAccounts.approve", change, StaffChange.Decision.APPROVED, null);
    }

    /**
     * @param note why, up to 200 characters
     * @throws StaffRefused OWN for the maker and for the person, REASON_MISSING, or CHANGED when it does not wait
     */
    @Transactional
    @RolesAllowed(Permission.STAFF_ADMIN)
    public UUID refuse(OperationId id, UUID change, @Nullable String note) {
        var why = FreeText.line(note, StaffForm.REASON);
        if (why == null) {
            throw new StaffRefused(Why.REASON_MISSING);
        }
        return decide(id, "staff.StaffAccounts.refuse", change, StaffChange.Decision.REFUSED, why);
    }

    /** @throws StaffRefused CHANGED when it does not wait or is somebody else's */
    @Transactional
    @RolesAllowed(Permission.STAFF_ADMIN)
    public UUID takeBack(OperationId id, UUID change) {
        return decide(id, "staff.StaffAccounts.takeBack", change, StaffChange.Decision.TAKEN_BACK, null);
    }

    private UUID decide(
            OperationId id, String useCase, UUID change, StaffChange.Decision decision, @Nullable String note) {
        return operations.once(id, useCase, UUID.class, () -> {
            var row = db.select(STAFF_CHANGE.MAKER, STAFF_CHANGE.STAFF_NO)
                    .from(STAFF_CHANGE)
                    .where(STAFF_CHANGE.REF.eq(change))
                    .fetchOptional()
                    .orElseThrow(() -> new StaffRefused(Why.CHANGED));
            var me = CurrentStaff.get().staffNo();
            if (decision != StaffChange.Decision.TAKEN_BACK && (me.equals(row.value1()) || me.equals(row.value2()))) {
                throw new StaffRefused(Why.OWN);
            }
            ask(() -> db.select(decideStaffChange(val(change), val(decision.name()), val(note), me()))
                    .fetchSingle());
            audit.append(AuditEntry.done(AuditAction.STAFF_CHANGE_DECIDED)
                    .because(decision.name())
                    .with("staff", row.value2().value())
                    .with("change", change));
            announcements.tell(Announcements.Kind.STAFF);
            return change;
        });
    }

    /**
     * Takes somebody out at once: their sessions end within seconds. Letting them in again is a change that another agrees to.
     *
     * @throws jp.madoguchi.core.FactorNeeded unless the second factor was given a moment ago
     * @throws StaffRefused OWN, REASON_MISSING, LAST_ADMIN, or CHANGED when the account is not open
     */
    @Transactional
    @RolesAllowed(Permission.STAFF_ADMIN)
    public int disable(OperationId id, StaffNo staffNo, @Nullable String reason) {
        fresh.require();
        var why = FreeText.line(reason, StaffForm.REASON);
        if (why == null) {
            throw new StaffRefused(Why.REASON_MISSING);
        }
        if (staffNo.equals(CurrentStaff.get().staffNo())) {
            throw new StaffRefused(Why.OWN);
        }
        return operations.once(id, "staff.StaffAccounts.disable", Integer.class, () -> {
            var version = ask(() -> db.select(disableStaff(val(staffNo.value()), val(why), me()))
                    .fetchSingle()
                    .value1());
            audit.append(AuditEntry.done(AuditAction.STAFF_DISABLED)
                    .with("staff", staffNo.value())
                    .with("why", why));
            announcements.tell(Announcements.Kind.STAFF);
            return version;
        });
    }

    /**
     * Draws the link by which the person gives themselves a password; once for a change that was agreed to. Only its digest is kept.
     *
     * @return what follows /start/ in the address
     * @throws jp.madoguchi.core.FactorNeeded unless the second factor was given a moment ago
     * @throws StaffRefused CHANGED when it was drawn before, or is the own account
     */
    @Transactional
    @RolesAllowed(Permission.STAFF_ADMIN)
    public String drawLink(UUID change) {
        fresh.require();
        var bytes = new byte[LINK_BYTES];
        new SecureRandom().nextBytes(bytes);
        var token = Totp.base32(bytes);
        ask(() -> db.select(drawStartLink(val(change), val(Sha256.hex(token)), me()))
                .fetchSingle());
        audit.append(AuditEntry.done(AuditAction.STAFF_LINK_DRAWN).with("change", change));
        return token;
    }

    /** What the functions of the database refuse was changed by somebody else meanwhile, or would leave no administrator. */
    static <T> T ask(Supplier<T> function) {
        try {
            return function.get();
        } catch (DataAccessException failure) {
            if ("MD003".equals(failure.sqlState())) {
                throw new StaffRefused(Why.CHANGED);
            }
            if ("MD005".equals(failure.sqlState())) {
                throw new StaffRefused(Why.LAST_ADMIN);
            }
            throw failure;
        }
    }

    static Field<String> me() {
        return val(CurrentStaff.get().staffNo().value());
    }
}
