package jp.madoguchi.staff;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static jp.madoguchi.db.madoguchi.Tables.AUDIT_ENTRY;
import static jp.madoguchi.db.madoguchi.Tables.STAFF;
import static jp.madoguchi.db.madoguchi.Tables.STAFF_PASSWORD;
import static jp.madoguchi.db.madoguchi.Tables.STAFF_ROLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.Sha256;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.operation.FreshFactor;
import jp.madoguchi.operation.Unheard;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

/** Each state in which an account may not be in, against each way in. */
class ClosedAccountsTest extends ConsoleTest {

    private static final String PASSWORD = "correct horse battery";

    @Autowired
    private SignIn signIn;

    @Autowired
    private Passwords passwords;

    @Autowired
    private StaffStart start;

    @Autowired
    private SessionRecords records;

    @Autowired
    private AccountStatus status;

    @Autowired
    private Accounts accounts;

    @Autowired
    private FreshFactor factor;

    @Autowired
    private JdbcConnectionDetails details;

    @ParameterizedTest
    @ValueSource(strings = {"ON_LEAVE", "DISABLED", "RETIRED", "NOT_YET", "OVER", "NO_ROLE"})
    void no_way_in_is_open(String state) throws Exception {
        var scene = scene();
        var clerk = scene.staff(scene.store(), Role.CLERK);
        superuser()
                .insertInto(STAFF_PASSWORD)
                .set(STAFF_PASSWORD.STAFF_NO, clerk.staffNo())
                .set(STAFF_PASSWORD.HASH, passwords.encode(PASSWORD))
                .execute();
        var address = UUID.randomUUID().toString();
        var token = link(clerk.staffNo());
        var given = signIn.password(clerk.signInName(), PASSWORD, address).orElseThrow();
        var sessions = new Sessions(
                records, status, accounts, Clock.systemUTC(), factor, Unheard.announcements(console, details));
        var atWork = begin(sessions, clerk);
        var locked = begin(sessions, again(clerk));
        sessions.lock(ConsoleSession.of(locked).orElseThrow());

        close(clerk.staffNo(), state);

        assertThat(signIn.password(clerk.signInName(), PASSWORD, address))
                .as("password")
                .isEmpty();
        assertThat(refusals(clerk)).containsExactly("ACCOUNT_NOT_OPEN");
        assertThat(signIn.enter(given)).as("second factor or recovery code").isEmpty();
        assertThat(start.whose(token)).as("link to begin").isEmpty();
        assertThatThrownBy(() -> start.begin(token, "glacier tambourine quiet 88"))
                .isInstanceOf(StaffRefused.class);
        for (var session : new MockHttpSession[] {atWork, locked}) {
            assertThat(open(sessions, session).getRedirectedUrl())
                    .as("open session")
                    .isEqualTo("/sign-in?closed");
            assertThat(session.isInvalid()).isTrue();
        }
    }

    private String link(StaffNo staffNo) {
        var token = Totp.base32(UUID.randomUUID().toString().substring(0, 20).getBytes(US_ASCII));
        superuser()
                .execute(
                        "insert into madoguchi.staff_start (digest, staff_no, made_at, expires_at) values (?, ?, now(), now() + interval '1 day')",
                        Sha256.hex(token),
                        staffNo.value());
        assertThat(start.whose(token)).isPresent();
        return token;
    }

    private static StaffMember again(StaffMember staff) {
        return new StaffMember(
                staff.staffNo(),
                staff.signInName(),
                staff.name(),
                staff.roles(),
                staff.rights(),
                staff.workplace(),
                UUID.randomUUID());
    }

    private MockHttpSession begin(Sessions sessions, StaffMember staff) {
        records.open(staff, "192.0.2.1");
        var request = new MockHttpServletRequest();
        sessions.begin(request, staff, null);
        return (MockHttpSession) request.getSession();
    }

    private static MockHttpServletResponse open(Sessions sessions, MockHttpSession session) throws Exception {
        var request = new MockHttpServletRequest("GET", "/members");
        request.addHeader("Accept", "text/html");
        request.setSession(session);
        var response = new MockHttpServletResponse();
        new AccountGate(sessions).doFilter(request, response, new MockFilterChain());
        return response;
    }

    private void close(StaffNo staffNo, String state) {
        var today = LocalDate.now(Tokyo.ZONE);
        var change = switch (state) {
            case "NOT_YET" -> superuser().update(STAFF).set(STAFF.VALID_FROM, today.plusDays(1));
            case "OVER" -> superuser().update(STAFF).set(STAFF.VALID_TO, today);
            case "NO_ROLE" -> {
                superuser()
                        .deleteFrom(STAFF_ROLE)
                        .where(STAFF_ROLE.STAFF_NO.eq(staffNo))
                        .execute();
                yield superuser().update(STAFF).set(STAFF.VERSION, 2);
            }
            default -> superuser().update(STAFF).set(STAFF.STATE, state);
        };
        assertThat(change.where(STAFF.STAFF_NO.eq(staffNo)).execute()).isOne();
    }

    private List<String> refusals(StaffMember staff) {
        return auditor()
                .select(AUDIT_ENTRY.REASON)
                .from(AUDIT_ENTRY)
                .where(AUDIT_ENTRY.STAFF_NO.eq(staff.staffNo().value()), AUDIT_ENTRY.ACTION.eq("SIGN_IN_FAILED"))
                .fetch(AUDIT_ENTRY.REASON);
    }
}
