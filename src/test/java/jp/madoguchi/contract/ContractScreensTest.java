package jp.madoguchi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import java.util.List;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

class ContractScreensTest extends ConsoleTest {

    @Autowired
    ApplicationContext beans;

    @ParameterizedTest
    @CsvSource({
        "0, 'version = version', 完済は解約ではありません, ご融資の残高はございません",
        "120000, 'state = ''CANCELLED_BY_LENDER'', ended_on = current_date - 5, end_reason = ''BREACH''', 当社から契約を解除しています, ご返済のご相談は担当におつなぎいたします",
        "0, 'state = ''CANCELLED_BY_MEMBER'', ended_on = current_date - 5, end_reason = ''MEMBER_REQUEST''', 会員のお申し出で解約しています, 新しいお申し込みとなります",
        "120000, 'started_on = current_date - 1500', 会員ページを停止しています, 再開のお手続きができます"
    })
    void each_state_says_what_it_means_and_the_sentence_comes_after_the_check(
            long owed, String change, String meaning, String sentence) {
        var scene = scene();
        var member = owing(scene, owed);
        superuser()
                .execute(
                        "update madoguchi.contract set " + change + " where member_no = ?",
                        member.memberNo().value());
        var counter = Counter.open(beans, scene, scene.store(), member);
        assertThat(words(panel(counter.clerk(), member)))
                .doesNotContain(sentence)
                .contains("本人確認の後に表示します");

        counter.pass();

        assertThat(words(panel(counter.clerk(), member))).contains(meaning).contains(sentence);
    }

    @Test
    void what_is_owed_stands_beside_the_cancellation() {
        var scene = scene();
        var member = scene.member();
        var counter = Counter.open(beans, scene, scene.store(), member).pass();

        assertThat(words(panel(counter.clerk(), member)))
                .contains("一括返済額120,000円")
                .contains("本日のお支払額8,000円")
                .contains("本日の一括返済額は 120,000円(元金・利息・遅延損害金の合計)です")
                .contains("残高があります。1円でも残っている間はできません。");
    }

    @Test
    void the_account_says_how_the_minimum_comes_about_and_what_is_on_or_off() {
        var scene = scene();
        var member = scene.member();
        var counter = Counter.open(beans, scene, scene.store(), member).pass();

        assertThat(words(panel(counter.clerk(), member)))
                .contains("限度額500,000円", "利用可能額380,000円", "実質年率17.8%", "最終借入後残高200,000円", "毎月5日")
                .contains("最終借入後残高 200,000円 × 3.61%(0円超 300,000円以下)を 1,000円単位に切り上げて 8,000円")
                .contains("借り入れ利用可380,000円まで", "みずほ銀行、銀行の営業時間内", "実質年率4.5%〜17.8%", "20歳〜69歳")
                .contains("口座振替申込なし", "返済日お知らせメール申込なし", "ポイントサービス申込なし");

        superuser()
                .execute(
                        "insert into madoguchi.borrowing_stop (member_no, reason, stopped_at) values (?, 'REVIEW', now())",
                        member.memberNo().value());
        superuser()
                .execute(
                        "update madoguchi.bank_account set bank = 'PayPay銀行' where member_no = ?",
                        member.memberNo().value());
        for (var fact : List.of(
                "insert into madoguchi.direct_debit (member_no, bank_account_id, due_day, valid_from) select member_no, id, 31, timestamptz '2026-04-01 09:00+09' from madoguchi.bank_account where member_no = ?",
                "insert into madoguchi.due_date_mail (member_no, days_before, valid_from) values (?, 3, timestamptz '2026-05-01 09:00+09')",
                "insert into madoguchi.point_application (member_no, applied_at) values (?, timestamptz '2026-06-01 09:00+09')")) {
            superuser().execute(fact, member.memberNo().value());
        }
        assertThat(words(panel(counter.clerk(), member)))
                .contains("利用可能額0円", "借り入れ利用不可借入停止(", "即時振込利用可PayPay銀行、24時間")
                .contains("口座振替利用中PayPay銀行、毎月末日(2026", "返済日お知らせメール利用中期日の3日前に送信(2026", "ポイントサービス利用中2026");

        superuser()
                .execute(
                        "update madoguchi.member_email set valid_to = now() where member_no = ?",
                        member.memberNo().value());
        assertThat(words(panel(counter.clerk(), member))).contains("メールアドレスの登録がないため届きません");
    }

    @Test
    void a_fraction_is_named_as_what_blocks_it() {
        var scene = scene();
        var member = owing(scene, 300);
        var counter = Counter.open(beans, scene, scene.store(), member).pass();

        assertThat(words(panel(counter.clerk(), member))).contains("端数 300円 が残っているため解約できません");
    }

    @Test
    void a_dormant_member_is_reactivated_once_each_box_is_ticked() {
        var scene = scene();
        var member = scene.member();
        superuser()
                .execute(
                        "update madoguchi.contract set started_on = current_date - 1500 where member_no = ?",
                        member.memberNo().value());
        var counter = Counter.open(beans, scene, scene.store(), member).pass();
        var panel = panel(counter.clerk(), member);

        button("利用を再開").click();
        dialogButton("利用を再開").click();
        assertThat(words($(ReactivateDialog.class).single())).contains("ご登録内容の確認が終わっていません");
        $(Checkbox.class).all().forEach(box -> box.setValue(true));
        dialogButton("利用を再開").click();

        assertThat(words(panel)).contains("契約は継続中です").doesNotContain("休眠");
    }

    @Test
    void a_cancellation_waits_for_the_second_person() {
        var scene = scene();
        var member = owing(scene, 0);
        var counter = Counter.open(beans, scene, scene.store(), member).pass();
        var panel = panel(counter.clerk(), member);

        button("解約を申請").click();
        dialogButton("解約を申請").click();

        assertThat(words(panel)).contains("責任者の承認を待っています");
    }

    @Test
    void a_certificate_is_made_and_can_be_opened() {
        var scene = scene();
        var member = owing(scene, 0);
        var counter = Counter.open(beans, scene, scene.store(), member).pass();
        var panel = panel(counter.clerk(), member);

        button("完済証明書を作成").click();

        assertThat(words(panel)).containsPattern("K[0-9]{8}、作成");
        assertThat($(Anchor.class).all()).anyMatch(link -> link.getText().equals("開いて印刷"));
    }

    @Test
    void a_supervisor_alone_is_offered_no_step() {
        var scene = scene();
        var member = owing(scene, 0);

        assertThat(words(panel(scene.staff(scene.store(), Role.SUPERVISOR), member)))
                .contains("二者承認", "契約は継続中です");
    }

    private Scene.Member owing(Scene scene, long balance) {
        var member = scene.member();
        scene.owes(member.memberNo(), balance);
        return member;
    }

    private Component panel(StaffMember staff, Scene.Member member) {
        Scene.signIn(staff);
        var panel = beans.getBean(ContractPanel.class).of(member.memberNo());
        UI.getCurrent().add(panel);
        return panel;
    }
}
