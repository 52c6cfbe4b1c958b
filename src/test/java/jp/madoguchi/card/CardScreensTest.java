package jp.madoguchi.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

class CardScreensTest extends ConsoleTest {

    @Autowired
    ApplicationContext beans;

    @Test
    void two_clicks_stop_a_card_and_the_number_is_read_out() {
        var scene = scene();
        var member = scene.member();
        var phone = Counter.open(beans, scene.staff(scene.callCenter(), Role.AGENT), member, Channel.PHONE_IN);
        var panel = panel(phone.clerk(), member);
        var act = beans.getBean(StopCardAct.class).create(member.memberNo()).orElseThrow();
        UI.getCurrent().add(act);

        ((Button) act).click();
        button("紛失で停止").click();

        var dialog = words($(StopCardDialog.class).single());
        assertThat(dialog).containsPattern("届出番号L[0-9]{8}").contains("カードのご利用を停止いたしました");
        assertThat(words(panel)).containsPattern("L[0-9]{8}").contains("停止中").contains("先に本人確認が必要です");
    }

    @Test
    void outside_a_contact_the_way_to_one_is_shown() {
        var scene = scene();
        var member = scene.member();
        Scene.signIn(scene.staff(scene.callCenter(), Role.AGENT));
        var act = beans.getBean(StopCardAct.class).create(member.memberNo()).orElseThrow();
        UI.getCurrent().add(act);

        ((Button) act).click();

        assertThat(words($(StopCardDialog.class).single())).contains("応対を開始していないため");
        assertThat(button("応対開始")).isNotNull();
    }

    @Test
    void at_the_counter_another_card_is_ordered_and_the_stop_cleared() {
        var scene = scene();
        var member = scene.member();
        var counter = Counter.open(beans, scene, scene.store(), member).pass();
        Scene.signIn(counter.clerk());
        var act = beans.getBean(StopCardAct.class).create(member.memberNo()).orElseThrow();
        UI.getCurrent().add(act);
        ((Button) act).click();
        button("盗難で停止").click();
        button("閉じる").click();
        var panel = panel(counter.clerk(), member);

        button("新しいカードを手配").click();
        dialogButton("新しいカードを手配").click();
        assertThat(words(panel)).contains("紛失・盗難").contains("新しいカードのお手続きを承っております");

        button("停止を解除").click();
        dialogButton("停止を解除").click();
        assertThat(words(panel)).doesNotContain("届出のカード").doesNotContain("停止中");
    }

    @Test
    void who_may_not_stop_is_offered_nothing() {
        Scene.signIn(scene().staff(scene().store(), Role.REVIEWER));

        assertThat(beans.getBean(StopCardAct.class).create(scene().member().memberNo()))
                .isEmpty();
    }

    private CardPanel panel(StaffMember staff, Scene.Member member) {
        Scene.signIn(staff);
        var panel = beans.getBean(CardPanel.class).of(member.memberNo());
        UI.getCurrent().add(panel);
        return panel;
    }
}
