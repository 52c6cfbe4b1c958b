package jp.madoguchi.staff;

import static jp.madoguchi.db.madoguchi.Tables.AUDIT_ENTRY;
import static jp.madoguchi.db.madoguchi.Tables.STAFF_AUTHENTICATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.count;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.core.FactorNeeded;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.operation.FreshFactor;
import jp.madoguchi.staff.SecondFactors.Purpose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SecondFactorTest extends ConsoleTest {

    @Autowired
    private SecondFactors factors;

    @Autowired
    private MyFactor mine;

    @Autowired
    private FreshFactor fresh;

    @Autowired
    private FactorKey key;

    private StaffMember clerk;

    @BeforeEach
    void employ() {
        var scene = scene();
        clerk = scene.staff(scene.store(), Role.CLERK);
    }

    /** RFC 6238, appendix B, the last six of its eight digits. */
    @Test
    void codes_are_those_of_the_standard() {
        var secret = "12345678901234567890".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        assertThat(List.of(59L, 1111111109L, 1234567890L, 2000000000L, 20000000000L))
                .extracting(second -> Totp.code(secret, Totp.step(Instant.ofEpochSecond(second))))
                .containsExactly("287082", "081804", "005924", "279037", "353130");
        assertThat(Totp.base32("foobar".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .isEqualTo("MZXW6YTBOI");
    }

    @Test
    void one_step_of_grace_to_either_side_and_no_more() {
        var secret = Totp.newSecret();
        var now = Instant.parse("2026-11-22T00:00:10Z");
        assertThat(IntStream.rangeClosed(-2, 2)
                        .mapToObj(away -> Totp.match(secret, Totp.code(secret, Totp.step(now) + away), now)
                                .isPresent()))
                .containsExactly(false, true, true, true, false);
    }

    @Test
    void an_app_counts_from_its_first_right_code_on_and_its_secret_is_nowhere_in_the_clear() {
        var enrolment = factors.begin(clerk.staffNo(), clerk.signInName());
        assertThat(factors.has(clerk.staffNo())).isFalse();
        assertThatThrownBy(() -> factors.confirm(clerk.staffNo(), "000000x")).isInstanceOf(FactorRefused.class);
        var codes = factors.confirm(clerk.staffNo(), code(0));
        assertThat(factors.has(clerk.staffNo())).isTrue();
        assertThat(codes).hasSize(10).doesNotHaveDuplicates().allMatch(each -> each.matches("(\\w{4}-){3}\\w{4}"));
        assertThat(enrolment.address())
                .contains("secret=" + Totp.base32(secret()))
                .contains(clerk.signInName());
        assertThat(new String(sealed(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(secret(), java.nio.charset.StandardCharsets.ISO_8859_1));
        var scene = scene();
        var other = scene.staff(scene.store(), Role.CLERK);
        assertThatThrownBy(() -> key.open(sealed(), other.staffNo())).isInstanceOf(NoFactorKey.class);
    }

    @Test
    void a_code_counts_once() {
        enrol();
        var code = code(1);
        factors.verify(clerk.staffNo(), code, Purpose.SIGN_IN);
        assertThatThrownBy(() -> factors.verify(clerk.staffNo(), code, Purpose.SIGN_IN))
                .isInstanceOf(FactorRefused.class);
        assertThat(entries()).isEqualTo(Map.of("FACTOR_ENROLLED", 1, "FACTOR_GIVEN", 1, "FACTOR_REFUSED", 1));
    }

    @Test
    void of_twenty_uses_of_one_code_at_once_one_succeeds() throws Exception {
        enrol();
        var code = code(1);
        assertThat(successes(20, () -> code)).isOne();
    }

    @Test
    void of_two_hundred_guesses_at_once_five_are_looked_at() throws Exception {
        enrol();
        assertThat(successes(200, () -> "wrong1")).isZero();
        assertThat(reasons()).isEqualTo(Map.of("WRONG", 5, "WAITS", 195));
        assertThatThrownBy(() -> factors.verify(clerk.staffNo(), code(1), Purpose.SIGN_IN))
                .as("the right one, too late")
                .isInstanceOf(FactorRefused.class);
    }

    @Test
    void a_recovery_code_stands_in_once() {
        var codes = enrol();
        var typed = " " + codes.getFirst().toLowerCase(java.util.Locale.ROOT).replace('-', ' ');
        factors.verify(clerk.staffNo(), typed, Purpose.UNLOCK);
        assertThat(factors.recoveryCodesLeft(clerk.staffNo())).isEqualTo(9);
        assertThatThrownBy(() -> factors.verify(clerk.staffNo(), typed, Purpose.UNLOCK))
                .isInstanceOf(FactorRefused.class);
    }

    @Test
    void another_app_takes_the_place_of_the_first_and_of_its_recovery_codes() {
        var codes = enrol();
        Scene.signIn(clerk);
        mine.begin();
        mine.confirm(code(0));
        assertThatThrownBy(() -> factors.verify(clerk.staffNo(), codes.getLast(), Purpose.SIGN_IN))
                .isInstanceOf(FactorRefused.class);
        assertThat(mine.state()).isEqualTo(new MyFactor.State(true, true, 10, true, List.of()));
    }

    @Test
    void fresh_is_five_minutes_and_never_is_not_fresh() {
        Scene.signIn(clerk, Instant.now().minus(Duration.ofMinutes(5).minusSeconds(20)));
        fresh.require();
        Scene.signIn(clerk, Instant.now().minus(Duration.ofMinutes(5)));
        assertThatThrownBy(() -> fresh.require()).isInstanceOf(FactorNeeded.class);
        Scene.signIn(clerk, null);
        assertThatThrownBy(() -> mine.begin()).isInstanceOf(FactorNeeded.class);
    }

    private List<String> enrol() {
        factors.begin(clerk.staffNo(), clerk.signInName());
        return factors.confirm(clerk.staffNo(), code(0));
    }

    /** Of the app that was made last. */
    private String code(int stepsFromNow) {
        return Totp.code(secret(), Totp.step(Instant.now()) + stepsFromNow);
    }

    private byte[] secret() {
        return key.open(sealed(), clerk.staffNo());
    }

    private byte[] sealed() {
        return console.select(STAFF_AUTHENTICATOR.SEALED)
                .from(STAFF_AUTHENTICATOR)
                .where(STAFF_AUTHENTICATOR.STAFF_NO.eq(clerk.staffNo()))
                .orderBy(STAFF_AUTHENTICATOR.ID.desc())
                .limit(1)
                .fetchSingle()
                .value1();
    }

    private long successes(int times, Callable<String> code) throws Exception {
        Callable<Boolean> attempt = () -> {
            try {
                factors.verify(clerk.staffNo(), code.call(), Purpose.SIGN_IN);
                return true;
            } catch (FactorRefused refused) {
                return false;
            }
        };
        try (var threads = Executors.newFixedThreadPool(12)) {
            var successes = 0L;
            for (var answer : threads.invokeAll(
                    IntStream.range(0, times).mapToObj(i -> attempt).toList())) {
                successes += answer.get() ? 1 : 0;
            }
            return successes;
        }
    }

    private Map<String, Integer> entries() {
        return auditor()
                .select(AUDIT_ENTRY.ACTION, count())
                .from(AUDIT_ENTRY)
                .where(AUDIT_ENTRY.STAFF_NO.eq(clerk.staffNo().value()))
                .groupBy(AUDIT_ENTRY.ACTION)
                .fetchMap(AUDIT_ENTRY.ACTION, count());
    }

    private Map<String, Integer> reasons() {
        return auditor()
                .select(AUDIT_ENTRY.REASON, count())
                .from(AUDIT_ENTRY)
                .where(AUDIT_ENTRY.STAFF_NO.eq(clerk.staffNo().value()), AUDIT_ENTRY.ACTION.eq("FACTOR_REFUSED"))
                .groupBy(AUDIT_ENTRY.REASON)
                .fetchMap(AUDIT_ENTRY.REASON, count());
    }
}
