package jp.madoguchi.staff;

import static jp.madoguchi.db.madoguchi.Tables.PLACE;
import static jp.madoguchi.db.madoguchi.Tables.ROLE_PERMISSION;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static jp.madoguchi.db.madoguchi.Tables.STAFF_PASSWORD;
import static jp.madoguchi.db.madoguchi.Tables.STAFF_PLACE;
import static jp.madoguchi.db.madoguchi.Tables.STAFF_ROLE;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectDistinct;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.PlaceKind;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.core.Workplace;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Records;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads accounts with the roles, rights and places of today: one statement, whoever is asked for. */
@Component
class Accounts {

    private final DSLContext db;
    private final Clock clock;

    Accounts(DSLContext db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<Account> named(String signInName) {
        return find(STAFF.SIGN_IN_NAME.eq(signInName)).stream().findFirst();
    }

    @Transactional(readOnly = true)
    public Optional<Account> of(StaffNo staffNo) {
        return find(STAFF.STAFF_NO.eq(staffNo)).stream().findFirst();
    }

    /** The person for an entry of the trail about what is done without a session; empty for a number that nobody has. */
    @Transactional(readOnly = true)
    public Optional<StaffMember> withoutSession(StaffNo staffNo) {
        return of(staffNo).map(account -> account.signedIn(UUID.randomUUID()));
    }

    @Transactional(readOnly = true)
    public List<Account> of(Collection<StaffNo> staff) {
        return staff.isEmpty() ? List.of() : find(STAFF.STAFF_NO.in(staff));
    }

    /** Every account there is, by number. */
    @Transactional(readOnly = true)
    public List<Account> all() {
        return find(DSL.noCondition());
    }

    private List<Account> find(Condition who) {
        var today = Tokyo.date(clock.instant());
        return db.select(
                        STAFF.STAFF_NO,
                        STAFF.SIGN_IN_NAME,
                        STAFF.FAMILY.concat(" ").concat(STAFF.GIVEN),
                        STAFF.STATE,
                        STAFF.VALID_FROM,
                        STAFF.VALID_TO,
                        roles(today),
                        rights(today),
                        places(today),
                        STAFF_PASSWORD.HASH)
                .from(STAFF)
                .leftJoin(STAFF_PASSWORD)
                .on(STAFF_PASSWORD.STAFF_NO.eq(STAFF.STAFF_NO))
                .where(who)
                .orderBy(STAFF.STAFF_NO)
                .fetch(Records.mapping(Account::new));
    }

    private static Field<Set<Role>> roles(LocalDate today) {
        return multiset(selectDistinct(STAFF_ROLE.ROLE)
                        .from(STAFF_ROLE)
                        .where(
                                STAFF_ROLE.STAFF_NO.eq(STAFF.STAFF_NO),
                                isToday(STAFF_ROLE.VALID_FROM, STAFF_ROLE.VALID_TO, today)))
                .convertFrom(rows -> {
                    var roles = EnumSet.noneOf(Role.class);
                    rows.forEach(row -> roles.add(Role.valueOf(row.value1())));
                    return roles;
                });
    }

    private static Field<Map<String, Permission.Level>> rights(LocalDate today) {
        return multiset(select(ROLE_PERMISSION.PERMISSION, ROLE_PERMISSION.LEVEL)
                        .from(ROLE_PERMISSION)
                        .where(ROLE_PERMISSION.ROLE.in(select(STAFF_ROLE.ROLE)
                                .from(STAFF_ROLE)
                                .where(
                                        STAFF_ROLE.STAFF_NO.eq(STAFF.STAFF_NO),
                                        isToday(STAFF_ROLE.VALID_FROM, STAFF_ROLE.VALID_TO, today)))))
                .convertFrom(Accounts::widest);
    }

    private static Map<String, Permission.Level> widest(Result<Record2<String, String>> rows) {
        var rights = new HashMap<String, Permission.Level>();
        rows.forEach(row -> rights.merge(
                row.value1(),
                Permission.Level.valueOf(row.value2()),
                (one, other) -> one.compareTo(other) < 0 ? one : other));
        return rights;
    }

    private static Field<List<Workplace>> places(LocalDate today) {
        return multiset(selectDistinct(PLACE.PLACE_NO, PLACE.KIND, PLACE.NAME)
                        .from(STAFF_PLACE)
                        .join(PLACE)
                        .on(PLACE.PLACE_NO.eq(STAFF_PLACE.PLACE_NO))
                        .where(
                                STAFF_PLACE.STAFF_NO.eq(STAFF.STAFF_NO),
                                isToday(STAFF_PLACE.VALID_FROM, STAFF_PLACE.VALID_TO, today),
                                isToday(PLACE.OPENED_ON, PLACE.CLOSED_ON, today))
                        .orderBy(PLACE.PLACE_NO))
                .convertFrom(rows ->
                        rows.map(row -> new Workplace(row.value1(), PlaceKind.valueOf(row.value2()), row.value3())));
    }

    /** Half-open: the last day no longer counts. */
    private static Condition isToday(Field<LocalDate> from, Field<LocalDate> to, LocalDate today) {
        return from.le(today).and(to.isNull().or(to.gt(today)));
    }
}
