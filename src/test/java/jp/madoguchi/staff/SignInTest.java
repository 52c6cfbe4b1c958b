package jp.madoguchi.staff;

import static jp.madoguchi.db.madoguchi.Tables.AUDIT_ENTRY;
import static jp.madoguchi.db.madoguchi.Tables.STAFF_PASSWORD;
import static jp.madoguchi.db.workspace.Tables.SESSION_STATE;
import static jp.madoguchi.db.workspace.Tables.THROTTLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.count;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.core.Workplace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SignInTest extends ConsoleTest {

    private static final String PASSWORD = "correct horse battery";

    @Autowired
    private SignIn signIn;

    @Autowired
    private Passwords passwords;

    private Scene scene;
    private Workplace store;

    /** Each test comes from an address of its own, so that none makes another wait. */
    private final String address = UUID.randomUUID().toString();

    @BeforeEach
    void open() {
        scene = new Scene(superuser(), memberSite());
        store = scene.store();
    }

    @Test
    void name_and_password_open_a_session_at_the_one_place() {
        var staffNo = employee(Role.CLERK);
        var given = signIn.password(" " + name(staffNo).toUpperCase(), PASSWORD, address)
                .orElseThrow();
        assertThat(entries(staffNo)).as("nobody is in yet").isEmpty();
        var person = signIn.enter(given).orElseThrow();

        assertThat(person.staffNo()).isEqualTo(staffNo);
        assertThat(person.requireWorkplace()).isEqualTo(store);
        assertThat(person.may(Permission.LOCK_CLEAR)).isTrue();
        assertThat(console.fetchCount(
                        SESSION_STATE,
                        SESSION_STATE.SESSION_REF.eq(person.sessionRef()),
                        SESSION_STATE.ENDED_AT.isNull()))
                .isOne();
        assertThat(entries(staffNo)).isEqualTo(Map.of("SIGNED_IN", 1));
        assertThat(failures("account:" + name(staffNo))).isZero();
        assertThat(failures("address:" + address)).isZero();
    }

    @Test
    void of_two_roles_the_wider_right_counts() {
        var staffNo = employee(Role.SUPERVISOR, Role.CLERK);
        var person = signIn.password(name(staffNo), PASSWORD, address)
                .flatMap(signIn::enter)
                .orElseThrow();
        assertThat(person.may(Permission.LOCK_CLEAR)).isTrue();
        assertThat(person.mayAsSecond(Permission.INCOME_DECIDE)).isTrue();
        assertThat(Authorities.of(person))
                .extracting(Object::toString)
                .contains(Permission.SIGNED_IN, Permission.APPROVAL_DECIDE, "LOCK_CLEAR", "INCOME_DECIDE:SECOND");
    }

    @Test
    void unknown_wrong_and_waiting_get_the_same_answer() {
        var staffNo = employee(Role.CLERK);
        var name = name(staffNo);
        assertThat(signIn.password("nobody." + UUID.randomUUID().toString().substring(0, 8), "x", address))
                .isEmpty();
        IntStream.range(0, 5)
                .forEach(
                        i -> assertThat(signIn.password(name, "wrong", address)).isEmpty());
        assertThat(signIn.password(name, PASSWORD, address))
                .as("the right one, too late")
                .isEmpty();
        assertThat(reasons(staffNo)).isEqualTo(Map.of("PASSWORD_WRONG", 5, "ACCOUNT_WAITS", 1));
    }

    @Test
    void the_fifth_attempt_still_counts_when_it_is_right() {
        var staffNo = employee(Role.CLERK);
        IntStream.range(0, 4).forEach(i -> signIn.password(name(staffNo), "wrong", address));
        assertThat(signIn.password(name(staffNo), PASSWORD, address)).isPresent();
    }

    @Test
    void waiting_ends_by_itself() {
        var staffNo = employee(Role.CLERK);
        IntStream.range(0, 6).forEach(i -> signIn.password(name(staffNo), "wrong", address));
        superuser()
                .update(THROTTLE)
                .set(THROTTLE.BLOCKED_UNTIL, THROTTLE.FIRST_AT)
                .where(THROTTLE.KEY.eq("account:" + name(staffNo)))
                .execute();
        assertThat(signIn.password(name(staffNo), PASSWORD, address)).isPresent();
    }

    @Test
    void an_address_that_waits_makes_no_account_wait() {
        var staffNo = employee(Role.CLERK);
        IntStream.range(0, 30).forEach(i -> signIn.password("?" + i, "", address));
        assertThat(signIn.password(name(staffNo), PASSWORD, address)).isEmpty();
        assertThat(failures("account:" + name(staffNo))).isZero();
        assertThat(signIn.password(name(staffNo), PASSWORD, "elsewhere " + address))
                .isPresent();
    }

    @Test
    void of_two_hundred_guesses_at_once_five_are_looked_at() throws Exception {
        var staffNo = employee(Role.CLERK);
        Callable<Boolean> guess =
                () -> signIn.password(name(staffNo), "guess", UUID.randomUUID().toString())
                        .isPresent();
        try (var threads = Executors.newFixedThreadPool(12)) {
            for (var answer : threads.invokeAll(
                    IntStream.range(0, 200).mapToObj(i -> guess).toList())) {
                assertThat(answer.get()).isFalse();
            }
        }
        assertThat(reasons(staffNo)).isEqualTo(Map.of("PASSWORD_WRONG", 5, "ACCOUNT_WAITS", 195));
    }

    @Test
    void a_newer_sign_in_names_the_older_one_and_ends_it() {
        var staffNo = employee(Role.CLERK);
        var first = signIn.password(name(staffNo), PASSWORD, address)
                .flatMap(signIn::enter)
                .orElseThrow();
        assertThat(signIn.ends(staffNo)).extracting(OpenSession::ref).containsExactly(first.sessionRef());
        var second = signIn.password(name(staffNo), PASSWORD, address)
                .flatMap(signIn::enter)
                .orElseThrow();
        assertThat(signIn.ends(staffNo)).extracting(OpenSession::ref).containsExactly(second.sessionRef());
        assertThat(entries(staffNo)).isEqualTo(Map.of("SIGNED_IN", 2, "SIGNED_OUT", 1));
    }

    @Test
    void a_password_given_long_ago_opens_nothing() {
        var staffNo = employee(Role.CLERK);
        var given = signIn.password(name(staffNo), PASSWORD, address).orElseThrow();
        var old = new PasswordGiven(
                given.staffNo(),
                given.signInName(),
                given.name(),
                given.at().minus(SignIn.LONGEST_WAY_IN).minusSeconds(1),
                given.address());
        assertThat(signIn.enter(old)).isEmpty();
    }

    private StaffNo employee(Role... roles) {
        var staffNo = scene.staff(store, roles).staffNo();
        superuser()
                .insertInto(STAFF_PASSWORD)
                .set(STAFF_PASSWORD.STAFF_NO, staffNo)
                .set(STAFF_PASSWORD.HASH, passwords.encode(PASSWORD))
                .execute();
        return staffNo;
    }

    private static String name(StaffNo staffNo) {
        return "t" + staffNo.value().substring(1);
    }

    private Map<String, Integer> entries(StaffNo staffNo) {
        return auditor()
                .select(AUDIT_ENTRY.ACTION, count())
                .from(AUDIT_ENTRY)
                .where(AUDIT_ENTRY.STAFF_NO.eq(staffNo.value()))
                .groupBy(AUDIT_ENTRY.ACTION)
                .fetchMap(AUDIT_ENTRY.ACTION, count());
    }

    private Map<String, Integer> reasons(StaffNo staffNo) {
        return auditor()
                .select(AUDIT_ENTRY.REASON, count())
                .from(AUDIT_ENTRY)
                .where(AUDIT_ENTRY.STAFF_NO.eq(staffNo.value()), AUDIT_ENTRY.ACTION.eq("SIGN_IN_FAILED"))
                .groupBy(AUDIT_ENTRY.REASON)
                .fetchMap(AUDIT_ENTRY.REASON, count());
    }

    private int failures(String key) {
        var failures = console.select(THROTTLE.FAILURES)
                .from(THROTTLE)
                .where(THROTTLE.KEY.eq(key))
                .fetchOne(THROTTLE.FAILURES);
        return failures == null ? 0 : failures;
    }
}
