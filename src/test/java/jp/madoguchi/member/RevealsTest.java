package jp.madoguchi.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import jp.madoguchi.Caller;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Role;
import jp.madoguchi.policy.NotAllowed;
import jp.madoguchi.policy.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

class RevealsTest extends ConsoleTest {

    @Autowired
    ApplicationContext beans;

    @Autowired
    Reveals reveals;

    private Scene scene;
    private Scene.Member member;

    @BeforeEach
    void a_member() {
        scene = scene();
        member = scene.member();
    }

    @Test
    void after_a_check_at_the_counter_one_field_opens_for_twenty_seconds_and_is_recorded() {
        var counter = Counter.open(beans, scene, scene.store(), member).pass();

        var address = counter.work(
                () -> reveals.reveal(member.memberNo(), RevealedField.ADDRESS, RevealReason.CONFIRM_WITH_MEMBER));

        assertThat(address.lines()).containsExactly("〒1000005 東京都千代田区丸の内一丁目2番3号 ");
        assertThat(address.shown()).isEqualTo(Duration.ofSeconds(20));
        assertThat(superuser()
                        .fetchSingle(
                                "select reason || details from madoguchi.audit_entry where contact_no = ? and action = 'FIELD_REVEALED'",
                                counter.contact().value())
                        .get(0, String.class))
                .startsWith("CONFIRM_WITH_MEMBER")
                .contains("ADDRESS")
                .doesNotContain("丸の内");
    }

    @Test
    void after_a_check_by_phone_too_and_of_the_account_no_more_than_three_digits() {
        var caller = Caller.in(beans, scene, scene.staff(scene.callCenter(), Role.AGENT), member)
                .pass();

        assertThat(Counter.as(
                                caller.agent(),
                                () -> reveals.reveal(
                                        member.memberNo(), RevealedField.BANK_ACCOUNT, RevealReason.CHANGE_REQUEST))
                        .lines())
                .containsExactly("みずほ銀行 ****123");
        assertThat(Counter.as(
                                caller.agent(),
                                () -> reveals.reveal(
                                        member.memberNo(), RevealedField.EMAIL, RevealReason.CALL_BACK_PREPARATION))
                        .lines())
                .containsExactly("member" + member.memberNo() + "@example.com");
    }

    @Test
    void without_a_check_or_of_another_member_nothing_opens_and_the_trail_knows() {
        var counter = Counter.open(beans, scene, scene.store(), member);
        refused(Reason.CHECK_NEEDED, counter, member.memberNo());
        counter.fail();
        refused(Reason.CHECK_FAILED, counter, member.memberNo());
        counter.pass();
        refused(Reason.ANOTHER_MEMBER, counter, scene.member().memberNo());

        assertThat(scene.trail(member.memberNo()))
                .contains("OPERATION_REFUSED REFUSED")
                .doesNotContain("FIELD_REVEALED DONE");
    }

    private void refused(Reason reason, Counter counter, MemberNo memberNo) {
        assertThatThrownBy(() -> counter.work(
                        () -> reveals.reveal(memberNo, RevealedField.PHONE, RevealReason.CONFIRM_WITH_MEMBER)))
                .isInstanceOfSatisfying(
                        NotAllowed.class, refused -> assertThat(refused.rule()).isEqualTo(reason));
    }
}
