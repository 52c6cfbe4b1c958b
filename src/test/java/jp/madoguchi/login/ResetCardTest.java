package jp.madoguchi.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.approval.Decision;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.ui.ScreenBus;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

class ResetCardTest extends ConsoleTest {

    @Autowired
    ApplicationContext beans;

    @Test
    void a_clerk_sends_a_link_and_sees_until_when_it_works() {
        var scene = scene();
        var member = scene.member();
        var counter = Counter.open(beans, scene, scene.store(), member).pass();
        open(counter.clerk(), member);
        assertThat(words(card())).contains("登録のメールアドレス").contains("登録の携帯電話(SMS)");

        button(card(), "再設定のリンクを送る").click();
        button(dialog(), "再設定のリンクを送る").click();
        assertThat(words(dialog())).contains("再設定するもの・お渡し方法・理由を選んでください。");
        choose("再設定するもの", "PASSWORD");
        choose("お渡し方法", "SMS");
        choose("理由", "KNOWN_TO_OTHERS");
        button(dialog(), "再設定のリンクを送る").click();

        assertThat(words(card())).contains("前回").contains("パスワード").contains("まで有効");
    }

    @Test
    void an_agent_on_the_phone_reads_that_it_is_never_done_by_phone() {
        var scene = scene();
        var member = scene.member();
        var phone = Counter.open(beans, scene.staff(scene.callCenter(), Role.AGENT), member, Channel.PHONE_IN);
        open(phone.clerk(), member);

        assertThat(words(card())).contains("お電話・郵便では承れません");
        assertThat($(Button.class).all()).noneMatch(found -> found.getText().contains("再設定のリンクを送る"));
    }

    @Test
    void a_clearing_says_when_no_link_can_be_sent() {
        var scene = scene();
        var member = scene.locked();
        scene.newlyRegistered(member);
        var counter = Counter.open(beans, scene, scene.store(), member).pass();
        var panel = open(counter.clerk(), member);
        assertThat(words(card())).contains("送れる登録がありません");

        button(panel, "ロック解除").click();
        choose("入力を誤った理由", "FORGOT_SECRET");
        choose("パスワード・暗証番号は分かりますか", "NOT_PASSWORD");
        assertThat(words($(ClearLockDialog.class).single())).contains("ロックだけを解除します");
        button($(ClearLockDialog.class).single(), "ロック解除").click();

        assertThat(scene.attempt(member, true)).isEqualTo("SUCCESS");
    }

    @Test
    void where_no_link_can_be_sent_a_supervisor_agrees_and_the_slip_is_printed_once() {
        var scene = scene();
        var member = scene.member();
        scene.newlyRegistered(member);
        var counter = Counter.open(beans, scene, scene.store(), member).pass();
        open(counter.clerk(), member);
        assertThat(words(card())).contains("交付票で手渡します");

        button(card(), "再設定を申請").click();
        choose("再設定するもの", "PIN");
        choose("理由", "FORGOTTEN");
        button(dialog(), "再設定を申請").click();
        var request = beans.getBean(Approvals.class)
                .latestOf(counter.contact(), ResetWithSecondPerson.CODE)
                .orElseThrow();
        Counter.as(
                scene.staff(scene.store(), Role.SUPERVISOR),
                () -> beans.getBean(Approvals.class)
                        .decide(OperationId.make(), request.ref(), new Decision.Approve("確認しました")));
        Scene.signIn(counter.clerk());
        ScreenBus.of(UI.getCurrent()).fire(new ScreenBus.MemberChanged());

        assertThat(words(card())).contains("再設定コードの交付票 S").contains("未印刷");
        assertThat($(Anchor.class).all()).anyMatch(link -> link.getText().equals("交付票を開いて印刷"));
    }

    private LoginPanel open(StaffMember staff, Scene.Member member) {
        Scene.signIn(staff);
        var panel = beans.getBean(LoginPanel.class).of(member.memberNo());
        UI.getCurrent().add(panel);
        return panel;
    }

    private ResetCard card() {
        return $(ResetCard.class).single();
    }

    private ResetDialog dialog() {
        return $(ResetDialog.class).single();
    }
}
