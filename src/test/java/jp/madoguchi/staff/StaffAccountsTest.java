package jp.madoguchi.staff;

import static jp.madoguchi.db.madoguchi.Tables.STAFF_PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.core.FactorNeeded;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.PlaceNo;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.staff.StaffRefused.Why;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

class StaffAccountsTest extends ConsoleTest {

    private static final String PASSWORD = "glacier tambourine quiet 88";

    @Autowired
    private StaffAccounts staff;

    @Autowired
    private StaffReviews reviews;

    @Autowired
    private StaffStart start;

    @Autowired
    private SignIn signIn;

    @Autowired
    private Accounts accounts;

    @Autowired
    private AccountStatus status;

    @Autowired
    private Preferences preferences;

    private final LocalDate today = LocalDate.now(Tokyo.ZONE);
    private Workplace store;
    private Workplace other;
    private StaffMember maker;
    private StaffMember checker;
    private StaffMember clerk;

    @BeforeEach
    void employ() {
        var scene = scene();
        store = scene.store();
        other = scene.store();
        maker = scene.staff(store, Role.ADMIN);
        checker = scene.staff(store, Role.ADMIN);
        clerk = scene.staff(store, Role.CLERK);
    }

    @Test
    void a_new_person_is_sent_by_one_agreed_to_by_another_and_begins_by_a_link_that_counts_once() {
        Scene.signIn(maker);
        var number = number();
        var change = staff.send(OperationId.make(), number, 0, person(number));
        assertThat(accounts.of(number)).as("nobody yet").isEmpty();
        assertThat(staff.read(number).waiting()).isPresent();

        Scene.signIn(checker);
        staff.approve(OperationId.make(), change);
        var account = accounts.of(number).orElseThrow();
        assertThat(account.roles()).containsExactly(Role.CLERK);
        assertThat(account.places()).containsExactly(store);
        var token = staff.drawLink(change);
        assertThat(token).matches("[A-Z2-7]{32}");
        assertRefused(Why.CHANGED, () -> staff.drawLink(change));

        Scene.signOut();
        assertThat(start.whose("A".repeat(32))).isEmpty();
        for (var weak : new String[] {"short", "passwordpassword", account.signInName() + "2026", "aaaaaaaaaaaaaaaa"}) {
            assertRefused(Why.PASSWORD_WEAK, () -> start.begin(token, weak));
        }
        assertThat(start.begin(token, PASSWORD)).isEqualTo(account.signInName());
        assertRefused(Why.LINK_OVER, () -> start.begin(token, PASSWORD));
        assertThat(signIn.password(
                        account.signInName(), PASSWORD, UUID.randomUUID().toString()))
                .isPresent();
    }

    @Test
    void a_role_is_given_and_taken_away_and_counts_at_the_next_reading_of_the_account() {
        var change = send(form -> with(form, Set.of(Role.AGENT), form.places(), today));
        assertThat(accounts.of(clerk.staffNo()).orElseThrow().roles()).containsExactly(Role.CLERK);
        agree(change);
        var account = accounts.of(clerk.staffNo()).orElseThrow();
        assertThat(account.roles()).containsExactly(Role.AGENT);
        assertThat(account.asToday(clerk).may(Permission.LOCK_CLEAR)).isFalse();
    }

    @Test
    void a_transfer_takes_effect_on_its_day_and_an_open_role_goes_on() {
        agree(send(form -> with(form, form.roles(), Set.of(other.placeNo()), today.plusDays(10))));
        assertThat(accounts.of(clerk.staffNo()).orElseThrow().places()).containsExactly(store);
        assertThat(superuser()
                        .fetch(
                                "select place_no::text from madoguchi.staff_place where staff_no = ? order by valid_from",
                                clerk.staffNo().value())
                        .getValues(0))
                .isEqualTo(List.of(store.placeNo().value(), other.placeNo().value()));
        assertThat(superuser()
                        .fetchSingle(
                                "select count(*) from madoguchi.staff_role where staff_no = ?",
                                clerk.staffNo().value())
                        .get(0))
                .isEqualTo(1L);
        Scene.signIn(maker);
        assertThat(staff.read(clerk.staffNo()).planned())
                .containsExactly(
                        new StaffFile.Planned(today.plusDays(10), Set.of(Role.CLERK), Set.of(other.placeNo())));
        agree(send(form -> with(form, form.roles(), Set.of(store.placeNo()), today)));
        assertThat(superuser()
                        .fetchSingle(
                                "select count(*) from madoguchi.staff_place where staff_no = ? and valid_to is null",
                                clerk.staffNo().value())
                        .get(0))
                .as("the transfer that was planned never begins")
                .isEqualTo(1L);
    }

    @Test
    void nobody_changes_or_agrees_to_the_own_account_and_nobody_agrees_alone() {
        Scene.signIn(maker);
        assertRefused(Why.OWN, () -> staff.send(OperationId.make(), maker.staffNo(), 1, person(maker.staffNo())));
        assertRefused(Why.OWN, () -> staff.disable(OperationId.make(), maker.staffNo(), "x"));
        var change = send(form -> with(form, Set.of(Role.ADMIN), form.places(), today));
        assertRefused(Why.OWN, () -> staff.approve(OperationId.make(), change));
        var ofChecker = sendFor(checker, form -> with(form, Set.of(Role.ADMIN, Role.AUDITOR), form.places(), today));
        Scene.signIn(checker);
        assertRefused(Why.OWN, () -> staff.approve(OperationId.make(), ofChecker));
        Scene.signIn(clerk);
        assertThatThrownBy(() -> staff.approve(OperationId.make(), change)).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void the_database_refuses_what_the_use_case_would() {
        var change = send(form -> with(form, Set.of(Role.ADMIN), form.places(), today));
        for (var by : new StaffMember[] {maker, clerk}) {
            assertThatThrownBy(() -> console.execute(
                            "select madoguchi.decide_staff_change(?::uuid, 'APPROVED', null, ?)",
                            change,
                            by.staffNo().value()))
                    .isInstanceOfSatisfying(
                            DataAccessException.class,
                            refused -> assertThat(refused.sqlState()).isEqualTo("MD003"));
        }
        assertThatThrownBy(() -> console.execute(
                        "select madoguchi.disable_staff(?, 'x', ?)",
                        checker.staffNo().value(),
                        clerk.staffNo().value()))
                .hasMessageContaining("does not administer staff");
        assertThatThrownBy(() -> superuser().execute("delete from madoguchi.staff_role where role = 'ADMIN'"))
                .hasMessageContaining("no administrator would be left");
    }

    @Test
    void a_change_that_was_made_for_another_state_of_the_account_is_refused() {
        var change = send(form -> with(form, Set.of(Role.AGENT), form.places(), today));
        assertRefused(Why.WAITS_ALREADY, () -> send(form -> with(form, Set.of(Role.OPERATOR), form.places(), today)));
        Scene.signIn(maker);
        staff.disable(OperationId.make(), clerk.staffNo(), "端末の紛失");
        assertThat(accounts.of(clerk.staffNo()).orElseThrow().state()).isEqualTo("DISABLED");
        Scene.signIn(checker);
        assertRefused(Why.CHANGED, () -> staff.approve(OperationId.make(), change));
        staff.refuse(OperationId.make(), change, "停止したため");
        assertRefused(Why.CHANGED, () -> staff.refuse(OperationId.make(), change, "もう一度"));
    }

    @Test
    void beginning_anew_ends_password_and_sessions() {
        superuser()
                .execute(
                        "insert into madoguchi.staff_password (staff_no, hash) values (?, '$argon2id$x')",
                        clerk.staffNo().value());
        superuser()
                .execute(
                        "insert into workspace.session_state (session_ref, staff_no, signed_in_at, last_seen_at) values (?, ?, now(), now())",
                        clerk.sessionRef(),
                        clerk.staffNo().value());
        agree(send(this::anew));
        assertThat(superuser().fetchCount(STAFF_PASSWORD, STAFF_PASSWORD.STAFF_NO.eq(clerk.staffNo())))
                .isZero();
        assertThat(superuser()
                        .fetchSingle(
                                "select end_reason from workspace.session_state where session_ref = ?",
                                clerk.sessionRef())
                        .get(0))
                .isEqualTo("ENDED");
    }

    @Test
    void changes_want_the_second_factor_fresh() {
        Scene.signIn(maker, Instant.now().minus(Duration.ofMinutes(6)));
        var number = number();
        assertThatThrownBy(() -> staff.send(OperationId.make(), number, 0, person(number)))
                .isInstanceOf(FactorNeeded.class);
        assertThatThrownBy(() -> staff.approve(OperationId.make(), UUID.randomUUID()))
                .isInstanceOf(FactorNeeded.class);
    }

    @Test
    void the_preview_tells_what_the_person_will_be_able_to_do() {
        Scene.signIn(maker);
        assertThat(staff.rights(Set.of(Role.AGENT), Set.of(Role.CLERK)))
                .contains(
                        new RightChange(Permission.LOCK_CLEAR, null, Permission.Level.ALONE),
                        new RightChange(Permission.INCOME_INTAKE, Permission.Level.REQUEST, Permission.Level.ALONE),
                        new RightChange(Permission.MEMBER_READ, Permission.Level.ALONE, Permission.Level.ALONE));
    }

    @Test
    void each_quarter_every_account_is_kept_or_loses_roles_by_two_persons() {
        Scene.signIn(maker);
        var open = reviews.worklist(null).open();
        assertThat(open).extracting(StaffReviews.Line::staffNo).contains(clerk.staffNo(), maker.staffNo());
        var ofMaker = line(open, maker);
        var ofChecker = line(open, checker);
        var seen = new StaffReviews.Line(
                checker.staffNo(), checker.name(), Set.of(Role.ADMIN, Role.AUDITOR), ofChecker.places());
        assertRefused(Why.OWN, () -> reviews.keep(OperationId.make(), ofMaker));
        assertRefused(Why.CHANGED, () -> reviews.keep(OperationId.make(), seen));
        var before = reviews.left().reviews();
        reviews.keep(OperationId.make(), ofChecker);
        assertThat(reviews.left().reviews()).isEqualTo(before - 1);
        assertRefused(Why.REVIEWED_ALREADY, () -> reviews.keep(OperationId.make(), ofChecker));
        assertRefused(
                Why.REASON_MISSING,
                () -> reviews.takeAway(OperationId.make(), clerk.staffNo(), Set.of(Role.CLERK), " "));
        reviews.takeAway(OperationId.make(), clerk.staffNo(), Set.of(Role.CLERK), "担当替え");
        var now = reviews.worklist(today.minusYears(1));
        assertThat(now.open())
                .extracting(StaffReviews.Line::staffNo)
                .contains(maker.staffNo())
                .doesNotContain(clerk.staffNo(), checker.staffNo());
        assertThat(now.decided())
                .filteredOn(line -> line.by().equals(maker.name()))
                .extracting(StaffReviews.Decided::name, StaffReviews.Decided::reason)
                .containsExactly(tuple(clerk.name(), "担当替え"), tuple(checker.name(), null));
        var change = staff.read(clerk.staffNo()).waiting().orElseThrow();
        agree(change.ref());
        assertThat(accounts.of(clerk.staffNo()).orElseThrow().state()).isEqualTo("DISABLED");
    }

    private static StaffReviews.Line line(List<StaffReviews.Line> lines, StaffMember whom) {
        return lines.stream()
                .filter(line -> line.staffNo().equals(whom.staffNo()))
                .findFirst()
                .orElseThrow();
    }

    /** Leave, return, a last day: what an account is, is whether its person gets in. */
    @ParameterizedTest
    @CsvSource({"ON_LEAVE, , false", "RETIRED, , false", "DISABLED, , false", "ACTIVE, 0, false", "ACTIVE, 1, true"})
    void who_is_away_is_out_and_comes_back_by_two_persons(StaffState state, @Nullable Integer days, boolean in) {
        agree(send(form -> as(form, state, days == null ? null : today.plusDays(days))));
        assertThat(status.admit(clerk.staffNo()).isPresent()).isEqualTo(in);
        agree(send(form -> as(form, StaffState.ACTIVE, null)));
        assertThat(status.admit(clerk.staffNo())).isPresent();
    }

    @Test
    void an_auditor_looks_and_changes_nothing() {
        Scene.signIn(scene().staff(store, Role.AUDITOR));
        assertThat(staff.list()).extracting(StaffLine::staffNo).contains(clerk.staffNo());
        assertThat(reviews.worklist(null).open()).isNotEmpty();
        assertThatThrownBy(() -> staff.disable(OperationId.make(), clerk.staffNo(), "x"))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> reviews.takeAway(OperationId.make(), clerk.staffNo(), Set.of(Role.CLERK), "x"))
                .isInstanceOf(AccessDeniedException.class);
    }

    /** What a person set for themselves is no change of the account. */
    @Test
    void a_theme_chosen_meanwhile_does_not_stop_a_change() {
        var change = send(form -> with(form, Set.of(Role.AGENT), form.places(), today));
        Scene.signIn(clerk);
        preferences.keep(new Preference(Locale.JAPANESE, Preference.Theme.DARK));
        agree(change);
        assertThat(accounts.of(clerk.staffNo()).orElseThrow().roles()).containsExactly(Role.AGENT);
    }

    /** All others have a last day for the while, so that these two are the last without one. */
    @Test
    void the_last_administrator_stays_also_when_two_take_each_other_out_at_the_same_moment() throws Exception {
        var timed = scene().staff(store, Role.ADMIN);
        var another = scene().staff(store, Role.ADMIN);
        othersEnd(true);
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var round = 0; round < 10; round++) {
                var done = 0;
                for (var out : threads.invokeAll(List.of(out(maker, checker), out(checker, maker)))) {
                    done += out.get();
                }
                assertThat(done).as("round %d", round).isOne();
                superuser()
                        .execute(
                                "update madoguchi.staff set state = 'ACTIVE' where staff_no in (?, ?)",
                                maker.staffNo().value(),
                                checker.staffNo().value());
            }
            Scene.signIn(timed);
            staff.disable(OperationId.make(), checker.staffNo(), "端末の紛失");
            assertRefused(Why.LAST_ADMIN, () -> staff.disable(OperationId.make(), maker.staffNo(), "x"));
            var file = staff.read(maker.staffNo());
            var later = staff.send(
                    OperationId.make(),
                    maker.staffNo(),
                    file.version(),
                    with(file.now(), Set.of(Role.CLERK), file.now().places(), today.plusDays(30)));
            Scene.signIn(another);
            assertRefused(Why.LAST_ADMIN, () -> staff.approve(OperationId.make(), later));
        } finally {
            othersEnd(false);
        }
    }

    private Callable<Integer> out(StaffMember by, StaffMember whom) {
        return () -> {
            try {
                console.execute(
                        "select madoguchi.disable_staff(?, 'x', ?)",
                        whom.staffNo().value(),
                        by.staffNo().value());
                return 1;
            } catch (DataAccessException refused) {
                assertThat(refused.sqlState()).isIn("MD003", "MD005");
                return 0;
            }
        };
    }

    /** A last day far away for every other administrator, past the guards; and back. */
    private void othersEnd(boolean end) {
        superuser().transaction(all -> {
            all.dsl().execute("set local session_replication_role = replica");
            all.dsl()
                    .execute(
                            end
                                    ? "update madoguchi.staff_role set valid_to = '2999-01-01' where role = 'ADMIN' and valid_to is null and staff_no not in (?, ?)"
                                    : "update madoguchi.staff_role set valid_to = null where valid_to = '2999-01-01' and staff_no not in (?, ?)",
                            maker.staffNo().value(),
                            checker.staffNo().value());
        });
    }

    @Test
    void every_right_has_its_words() {
        var words = ResourceBundle.getBundle("vaadin-i18n.translations", Locale.JAPANESE);
        assertThat(console.fetch("select permission from madoguchi.permission").getValues(0, String.class))
                .allSatisfy(right -> assertThat(words.containsKey("staff.right." + right))
                        .as(right)
                        .isTrue());
    }

    private UUID send(UnaryOperator<StaffForm> change) {
        return sendFor(clerk, change);
    }

    private UUID sendFor(StaffMember whom, UnaryOperator<StaffForm> change) {
        Scene.signIn(maker);
        var file = staff.read(whom.staffNo());
        return staff.send(OperationId.make(), whom.staffNo(), file.version(), change.apply(file.now()));
    }

    private void agree(UUID change) {
        Scene.signIn(checker);
        staff.approve(OperationId.make(), change);
    }

    private static void assertRefused(Why why, Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        StaffRefused.class, refused -> assertThat(refused.why()).isEqualTo(why));
    }

    private StaffNo number() {
        return staff.freeNumber();
    }

    private StaffForm person(StaffNo number) {
        return new StaffForm(
                "n" + number.value().substring(1),
                "新山",
                "一郎",
                "ニイヤマ",
                "イチロウ",
                StaffState.ACTIVE,
                today,
                null,
                Set.of(Role.CLERK),
                Set.of(store.placeNo()),
                today,
                false,
                "入社");
    }

    private StaffForm as(StaffForm form, StaffState state, @Nullable LocalDate validTo) {
        return new StaffForm(
                form.signInName(),
                form.family(),
                form.given(),
                form.familyKana(),
                form.givenKana(),
                state,
                form.validFrom(),
                validTo,
                form.roles(),
                form.places(),
                today,
                false,
                "休職");
    }

    private StaffForm anew(StaffForm form) {
        return new StaffForm(
                form.signInName(),
                form.family(),
                form.given(),
                form.familyKana(),
                form.givenKana(),
                form.state(),
                form.validFrom(),
                form.validTo(),
                form.roles(),
                form.places(),
                today,
                true,
                "電話機の紛失");
    }

    private static StaffForm with(StaffForm form, Set<Role> roles, Set<PlaceNo> places, LocalDate from) {
        return new StaffForm(
                form.signInName(),
                form.family(),
                form.given(),
                form.familyKana(),
                form.givenKana(),
                form.state(),
                form.validFrom(),
                form.validTo(),
                roles,
                places,
                from,
                false,
                "担当替え");
    }
}
