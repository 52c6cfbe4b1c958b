package jp.madoguchi.login;

import static org.assertj.core.api.Assertions.assertThat;

import jp.madoguchi.Hands;
import jp.madoguchi.PhoneDesk;
import jp.madoguchi.ServiceJourney;
import jp.madoguchi.core.Role;
import org.junit.jupiter.api.Test;

/** The commonest call without a mouse; how long it takes is measured by script/check ten-calls. */
class KeyboardCallJourney extends ServiceJourney {

    @Test
    void a_wrong_password_is_explained_and_the_call_closed_by_keyboard_alone() {
        var member = scene.member();
        scene.attempt(member, false);
        var agent = scene.staff(scene.callCenter(), Role.AGENT);
        signIn(page, agent);
        var hands = new Hands(page, 0);
        var desk = new PhoneDesk(page, hands, scene);

        desk.openByKeyboard();
        desk.findByKeyboard(member, member.memberNo().value());
        desk.checkByKeyboard(member);
        assertThat(desk.hear("入力誤り")).contains("あと4回");
        scene.attempt(member, true);
        desk.closeByKeyboard();

        assertThat(hands.clicks()).isZero();
        assertThat(hands.strokes()).isLessThanOrEqualTo(45);
        assertThat(hands.screens()).hasSizeLessThanOrEqualTo(6);
        assertThat(scene.superuser()
                        .fetchValue(
                                "select cause || ' ' || outcome from madoguchi.contact where member_no = ?",
                                member.memberNo().value()))
                .isEqualTo("WRONG_CREDENTIALS LOGIN_CONFIRMED");
    }
}
