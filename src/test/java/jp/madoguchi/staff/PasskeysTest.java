package jp.madoguchi.staff;

import static jp.madoguchi.db.madoguchi.Tables.AUDIT_ENTRY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.core.FactorNeeded;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.staff.SecondFactors.Purpose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class PasskeysTest extends ConsoleTest {

    @Autowired
    private Passkeys passkeys;

    @Autowired
    private MyFactor mine;

    private final PasskeyDevice device = new PasskeyDevice();
    private Scene scene;
    private StaffMember clerk;

    @BeforeEach
    void employ() {
        scene = scene();
        clerk = scene.staff(scene.store(), Role.CLERK);
    }

    @Test
    void one_that_was_added_signs_in_and_is_told_by_the_trail() {
        add();
        var ask = passkeys.toSignIn();
        var given = passkeys.signIn(ask, device.get(ask.options()), address());
        assertThat(given.staffNo()).isEqualTo(clerk.staffNo());
        assertThat(passkeys.of(clerk.staffNo())).singleElement().satisfies(key -> {
            assertThat(key.name()).isEqualTo("窓口2番");
            assertThat(key.lastUsedAt()).isNotNull();
        });
        assertThat(reasons()).containsExactly("PASSKEY_ADDED null", "FACTOR_GIVEN SIGN_IN");
    }

    @Test
    void what_is_not_an_answer_of_this_passkey_to_this_question_on_this_page_is_refused() {
        add();
        refused(ask -> device.get(passkeys.toSignIn().options()), "another question");
        device.origin = "http://localhost.example";
        refused(ask -> device.get(ask.options()), "another page");
        device.origin = "http://localhost";
        device.checksPerson = false;
        refused(ask -> device.get(ask.options()), "nobody was checked");
        device.checksPerson = true;
        device.count = 0;
        refused(ask -> device.get(ask.options()), "a counter that goes back: a copy");
        device.count = 10;
        refused(ask -> new PasskeyDevice().get(ask.options()), "unknown");
        refused(
                ask -> device.get(ask.options()).replaceFirst("\"signature\":\"....", "\"signature\":\"AAAA"),
                "signature");
        refused(
                ask -> device.get(ask.options()).replaceFirst("\"userHandle\":\"....", "\"userHandle\":\"AAAA"),
                "handle");
        for (var words : List.of("", "{}", "null", "[1]", "\u0000", "x".repeat(30_000))) {
            refused(ask -> words, "no answer");
        }
        var right = passkeys.toSignIn();
        assertThat(passkeys.signIn(right, device.get(right.options()), address())
                        .staffNo())
                .isEqualTo(clerk.staffNo());
    }

    private void refused(Function<PasskeyAsk, String> answer, String why) {
        var ask = passkeys.toSignIn();
        assertThatThrownBy(() -> passkeys.signIn(ask, answer.apply(ask), address()))
                .as(why)
                .isInstanceOf(PasskeyRefused.class);
    }

    @Test
    void of_twenty_uses_of_one_answer_at_once_one_succeeds() throws Exception {
        add();
        var ask = passkeys.toSignIn();
        var answer = device.get(ask.options());
        Callable<Boolean> use = () -> {
            try {
                passkeys.signIn(ask, answer, "192.0.2.77");
                return true;
            } catch (PasskeyRefused refused) {
                return false;
            }
        };
        try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
            var successes = 0;
            for (var each : hands.invokeAll(Stream.generate(() -> use).limit(20).toList())) {
                successes += each.get() ? 1 : 0;
            }
            assertThat(successes).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ON_LEAVE", "DISABLED", "RETIRED"})
    void an_account_that_may_not_be_in_is_not_let_in_by_its_passkey(String state) {
        add();
        scene.superuser()
                .execute(
                        "update madoguchi.staff set state = ? where staff_no = ?",
                        state,
                        clerk.staffNo().value());
        refused(ask -> device.get(ask.options()), state);
        assertThat(reasons()).contains("FACTOR_REFUSED ACCOUNT_NOT_OPEN");
    }

    @Test
    void one_of_another_person_proves_nothing() {
        add();
        var colleague = scene.staff(scene.store(), Role.CLERK);
        var ask = passkeys.toProve(colleague.staffNo());
        assertThatThrownBy(() -> passkeys.verify(colleague.staffNo(), ask, device.get(ask.options()), Purpose.UNLOCK))
                .isInstanceOf(PasskeyRefused.class);
        Scene.signIn(clerk);
        var own = mine.askForPasskey();
        mine.proveByPasskey(own, device.get(own.options()), Purpose.FRESH);
        assertThat(reasons()).contains("FACTOR_GIVEN FRESH");
    }

    @Test
    void adding_and_removing_want_a_factor_given_a_moment_ago() {
        Scene.signIn(clerk, Instant.now().minus(Duration.ofHours(1)));
        assertThatThrownBy(mine::newPasskey).isInstanceOf(FactorNeeded.class);
        Scene.signIn(clerk);
        var ask = mine.newPasskey();
        mine.addPasskey(ask, device.create(ask.options()), " ");
        var kept = mine.state().passkeys().getFirst();
        assertThat(kept.name()).isEqualTo("Passkey");
        assertThatThrownBy(() -> mine.addPasskey(ask, device.create(ask.options()), "twice"))
                .isInstanceOf(PasskeyRefused.class);
        Scene.signIn(clerk, Instant.now().minus(Duration.ofHours(1)));
        assertThatThrownBy(() -> mine.removePasskey(kept.ref())).isInstanceOf(FactorNeeded.class);
        Scene.signIn(clerk);
        mine.removePasskey(kept.ref());
        mine.removePasskey(kept.ref());
        assertThat(mine.hasPasskey()).isFalse();
        var late = passkeys.toSignIn();
        assertThatThrownBy(() -> passkeys.signIn(late, device.get(late.options()), address()))
                .isInstanceOf(PasskeyRefused.class);
    }

    private void add() {
        var ask = passkeys.toAdd(clerk.staffNo(), clerk.signInName(), clerk.name());
        passkeys.add(clerk.staffNo(), ask, device.create(ask.options()), "窓口2番");
    }

    /** Of this test alone, so that failures of others do not count. */
    private String address() {
        return "2001:db8::" + clerk.staffNo().value();
    }

    private List<String> reasons() {
        return auditor()
                .select(AUDIT_ENTRY.ACTION, AUDIT_ENTRY.REASON)
                .from(AUDIT_ENTRY)
                .where(AUDIT_ENTRY.STAFF_NO.eq(clerk.staffNo().value()))
                .orderBy(AUDIT_ENTRY.AT, AUDIT_ENTRY.ID)
                .fetch(row -> row.value1() + " " + row.value2());
    }
}
