package jp.madoguchi.webid;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

class WebIdCardTest extends ConsoleTest {

    @Autowired
    ApplicationContext beans;

    @Test
    void age_advice_and_ledger_are_seen_and_the_rest_of_the_web_id_is_not() {
        var scene = scene();
        var member = scene.member();

        var words = words(card(scene.staff(scene.callCenter(), Role.AGENT), member));

        assertThat(words)
                .contains(member.webId().substring(0, 2) + "**********")
                .contains("400日")
                .contains("変更をおすすめ")
                .contains("カード番号でのログインはWeb-IDを再発行するときだけ")
                .contains("Web-IDの履歴")
                .contains("会員ページ")
                .doesNotContain(member.webId());
    }

    @Test
    void a_clerk_reissues_on_a_slip_and_has_it_to_print() {
        var scene = scene();
        var member = scene.member();
        var counter = Counter.open(beans, scene, scene.store(), member).pass();
        var card = card(counter.clerk(), member);

        button(card, "Web-IDを再発行").click();
        choose("お渡し方法", "SLIP");
        choose("再発行の理由", "FORGOTTEN");
        button(dialog(), "Web-IDを再発行").click();

        assertThat(words(card)).contains("Web-IDの交付票 S").contains("2026").contains("忘れた");
        assertThat($(Anchor.class).all()).anyMatch(link -> link.getText().equals("交付票を開いて印刷"));
    }

    @Test
    void nothing_is_sent_before_both_questions_are_answered() {
        var scene = scene();
        var member = scene.member();
        var counter = Counter.open(beans, scene, scene.store(), member).pass();
        var card = card(counter.clerk(), member);

        button(card, "Web-IDを再発行").click();
        button(dialog(), "Web-IDを再発行").click();

        assertThat(words(dialog())).contains("お渡し方法と理由を選んでください。");
    }

    @Test
    void an_agent_without_a_check_reads_what_is_missing() {
        var scene = scene();
        var member = scene.member();
        var phone = Counter.open(beans, scene.staff(scene.callCenter(), Role.AGENT), member, Channel.PHONE_IN);

        assertThat(words(card(phone.clerk(), member))).contains("先に本人確認が必要です。");
    }

    @Test
    void a_supervisor_sees_the_ledger_and_no_way_to_reissue() {
        var scene = scene();
        var member = scene.member();

        var card = card(scene.staff(scene.store(), Role.SUPERVISOR), member);

        assertThat(words(card)).contains("Web-IDの履歴").doesNotContain("再発行を申請");
    }

    private WebIdCard card(StaffMember staff, Scene.Member member) {
        Scene.signIn(staff);
        var card = beans.getBean(WebIdCard.class).of(member.memberNo());
        UI.getCurrent().add(card);
        return card;
    }

    private ReissueDialog dialog() {
        return $(ReissueDialog.class).single();
    }
}
