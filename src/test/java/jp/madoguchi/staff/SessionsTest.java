package jp.madoguchi.staff;

import static jp.madoguchi.db.madoguchi.Tables.AUDIT_ENTRY;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static jp.madoguchi.db.madoguchi.Tables.STAFF_ROLE;
import static jp.madoguchi.db.workspace.Tables.SESSION_STATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.operation.FreshFactor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

class SessionsTest extends ConsoleTest {

    @Autowired
    private SessionRecords records;

    @Autowired
    private AccountStatus status;

    @Autowired
    private Accounts accounts;

    @Autowired
    private SessionDesk desk;

    @Autowired
    private StaffAccounts staff;

    @Autowired
    private FreshFactor factor;

    @Autowired
    private Announcements announcements;

    @Autowired
    private OnDuty onDuty;

    private Instant now = Instant.now();
    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return Tokyo.ZONE;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    private Scene scene;
    private Sessions sessions;
    private StaffMember clerk;
    private MockHttpSession web;
    private ConsoleSession session;

    @BeforeEach
    void signIn() {
        scene = new Scene(superuser(), memberSite());
        sessions = new Sessions(records, status, accounts, clock, factor, announcements);
        clerk = scene.staff(scene.store(), Role.CLERK);
        web = begin(clerk);
        session = ConsoleSession.of(web).orElseThrow();
    }

    @Test
    void a_forgotten_desk_is_signed_out_although_its_tab_is_open() {
        for (var minute = 1; minute < 15; minute++) {
            pass(Duration.ofMinutes(1));
            sessions.alive(session);
            assertThat(sessions.check(session)).isEmpty();
        }
        pass(Duration.ofMinutes(1));
        sessions.alive(session);
        assertThat(sessions.check(session)).contains(SessionEnd.IDLE);
    }

    @Test
    void who_works_stays_until_the_day_is_over() {
        for (var minutes = 10; minutes < 600; minutes += 10) {
            pass(Duration.ofMinutes(10));
            assertThat(sessions.check(session)).isEmpty();
            sessions.active(session);
        }
        pass(Duration.ofMinutes(10));
        assertThat(sessions.check(session)).contains(SessionEnd.TOO_LONG);
    }

    @Test
    void a_disabled_person_is_out_at_the_next_request() throws Exception {
        superuser()
                .update(STAFF)
                .set(STAFF.STATE, "DISABLED")
                .where(STAFF.STAFF_NO.eq(clerk.staffNo()))
                .execute();

        var response = open("/members", "text/html");

        assertThat(response.getRedirectedUrl()).isEqualTo("/sign-in?closed");
        assertThat(web.isInvalid()).isTrue();
        assertThat(console.select(SESSION_STATE.ENDED_AT)
                        .from(SESSION_STATE)
                        .where(SESSION_STATE.SESSION_REF.eq(clerk.sessionRef()))
                        .fetchSingle(SESSION_STATE.ENDED_AT))
                .isNotNull();
        assertThat(auditor()
                        .select(AUDIT_ENTRY.REASON)
                        .from(AUDIT_ENTRY)
                        .where(AUDIT_ENTRY.STAFF_NO.eq(clerk.staffNo().value()), AUDIT_ENTRY.ACTION.eq("SIGNED_OUT"))
                        .fetch(AUDIT_ENTRY.REASON))
                .containsExactly("ACCOUNT_CLOSED");
    }

    @Test
    void a_role_that_was_taken_away_is_gone_at_the_next_request() throws Exception {
        superuser()
                .update(STAFF_ROLE)
                .set(STAFF_ROLE.ROLE, "AGENT")
                .where(STAFF_ROLE.STAFF_NO.eq(clerk.staffNo()))
                .execute();

        open("/members", "text/html");

        var context = (SecurityContextImpl)
                web.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
        var authentication = context.getAuthentication();
        assertThat(((StaffMember) authentication.getPrincipal()).may(Permission.LOCK_CLEAR))
                .isFalse();
        assertThat(authentication.getAuthorities())
                .extracting(Object::toString)
                .contains(Permission.IDENTITY_PHONE)
                .doesNotContain(Permission.LOCK_CLEAR);
        assertThat(session.staff().workplace()).isEqualTo(clerk.workplace());
    }

    /** Told with the commit, without a request of the person and without the clock that looks every few seconds. */
    @Test
    void what_two_administrators_agree_to_reaches_fifty_running_sessions_and_one_that_is_disabled_is_dead() {
        var store = clerk.requireWorkplace();
        var maker = scene.staff(store, Role.ADMIN);
        var running = Stream.generate(() -> begin(again(clerk))).limit(50).toList();
        Scene.signIn(maker);
        var file = staff.read(clerk.staffNo());
        var change = staff.send(
                OperationId.make(),
                clerk.staffNo(),
                file.version(),
                file.now().with(Set.of(Role.AGENT), Tokyo.date(now), "担当替え"));
        assertThat(running).allMatch(SessionsTest::mayClear);
        Scene.signIn(scene.staff(store, Role.ADMIN));
        staff.approve(OperationId.make(), change);
        var approved = System.nanoTime();
        await().atMost(Duration.ofSeconds(5)).until(() -> running.stream().noneMatch(SessionsTest::mayClear));
        tell("rights of 50 sessions", approved);

        staff.disable(OperationId.make(), clerk.staffNo(), "端末の紛失");
        var disabled = System.nanoTime();
        await().atMost(Duration.ofSeconds(5)).until(() -> running.stream().allMatch(MockHttpSession::isInvalid));
        tell("end of 50 sessions", disabled);
    }

    private static void tell(String what, long since) {
        System.out.println(
                what + " after " + Duration.ofNanos(System.nanoTime() - since).toMillis() + " ms");
    }

    private static boolean mayClear(MockHttpSession web) {
        var context = (SecurityContextImpl)
                web.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
        return context == null || ((StaffMember) context.getAuthentication().getPrincipal()).may(Permission.LOCK_CLEAR);
    }

    private static StaffMember again(StaffMember person) {
        return new StaffMember(
                person.staffNo(),
                person.signInName(),
                person.name(),
                person.roles(),
                person.rights(),
                person.workplace(),
                UUID.randomUUID());
    }

    @Test
    void a_second_sign_in_in_the_same_browser_ends_the_first() {
        var request = new MockHttpServletRequest();
        request.setSession(web);
        var other = scene.staff(scene.store(), Role.CLERK);
        records.open(other, "192.0.2.1");
        sessions.begin(request, other, null);
        assertThat(web.isInvalid()).isTrue();
        assertThat(ConsoleSession.of(request.getSession()).orElseThrow().staff())
                .isEqualTo(other);
    }

    @Test
    void on_duty_is_who_may_decide_and_has_an_open_console() {
        var place = scene.store();
        var supervisor = scene.staff(place, Role.SUPERVISOR);
        var away = scene.staff(place, Role.SUPERVISOR);
        Scene.signIn(clerk);
        begin(supervisor);
        assertThat(seconds())
                .contains(supervisor.staffNo().value())
                .doesNotContain(away.staffNo().value(), clerk.staffNo().value());

        superuser()
                .update(SESSION_STATE)
                .set(SESSION_STATE.LAST_SEEN_AT, Instant.now().minus(Duration.ofMinutes(3)))
                .where(SESSION_STATE.SESSION_REF.eq(supervisor.sessionRef()))
                .execute();
        assertThat(seconds()).doesNotContain(supervisor.staffNo().value());
    }

    @Test
    void a_quiet_screen_locks_before_its_session_ends_and_every_page_leads_to_the_lock() throws Exception {
        pass(Duration.ofMinutes(5).minusMillis(1));
        sessions.sweep();
        assertThat(session.locked()).isFalse();
        pass(Duration.ofMillis(1));
        sessions.sweep();
        assertThat(session.locked()).isTrue();
        assertThat(open("/members", "text/html").getRedirectedUrl()).isEqualTo("/locked");
        assertThat(sessions.check(session)).isEmpty();
        assertThat(trail("SCREEN_LOCKED")).containsExactly((String) null);
    }

    @Test
    void a_newer_sign_in_and_an_administrator_end_a_session_wherever_it_runs() {
        var admin = scene.staff(scene.store(), Role.ADMIN);
        var newer = again(clerk);
        records.endOthers(newer);
        awaitEnd(web);
        assertThat(trail("SIGNED_OUT")).containsExactly("NEWER");

        var second = begin(newer);
        Scene.signIn(admin);
        assertThat(desk.all()).extracting(OpenSession::ref).contains(newer.sessionRef());
        assertThat(desk.end(newer.sessionRef())).isTrue();
        assertThat(desk.endMine(newer.sessionRef())).as("is over").isFalse();
        awaitEnd(second);
    }

    @Test
    void nobody_ends_the_session_of_a_colleague() {
        Scene.signIn(scene.staff(scene.store(), Role.CLERK));
        assertThat(desk.endMine(clerk.sessionRef())).isFalse();
        assertThat(desk.mine()).isEmpty();
        assertThatThrownBy(() -> desk.end(clerk.sessionRef())).isInstanceOf(AccessDeniedException.class);
    }

    private void awaitEnd(MockHttpSession ended) {
        sessions.sweep();
        await().atMost(Duration.ofSeconds(5)).until(ended::isInvalid);
    }

    private List<String> trail(String action) {
        return auditor()
                .select(AUDIT_ENTRY.REASON)
                .from(AUDIT_ENTRY)
                .where(AUDIT_ENTRY.STAFF_NO.eq(clerk.staffNo().value()), AUDIT_ENTRY.ACTION.eq(action))
                .fetch(AUDIT_ENTRY.REASON);
    }

    private List<String> seconds() {
        return onDuty.secondPersons(Permission.LOCK_CLEAR, clerk.staffNo()).stream()
                .map(colleague -> colleague.staffNo().value())
                .toList();
    }

    private MockHttpSession begin(StaffMember staff) {
        records.open(staff, "192.0.2.1");
        var request = new MockHttpServletRequest();
        sessions.begin(request, staff, null);
        return (MockHttpSession) request.getSession();
    }

    private MockHttpServletResponse open(String path, String accept) throws Exception {
        var request = new MockHttpServletRequest("GET", path);
        request.addHeader("Accept", accept);
        request.setSession(web);
        var response = new MockHttpServletResponse();
        new AccountGate(sessions).doFilter(request, response, new MockFilterChain());
        return response;
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}
