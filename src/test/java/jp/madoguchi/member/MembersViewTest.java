package jp.madoguchi.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.dom.DomEvent;
import com.vaadin.flow.internal.JacksonUtils;
import com.vaadin.flow.internal.nodefeature.ElementListenerMap;
import java.util.List;
import java.util.Map;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.NewContact;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class MembersViewTest extends ConsoleTest {

    @Autowired
    Contacts contacts;

    private Scene scene;
    private Scene.Member member;
    private int number;

    @BeforeEach
    void a_clerk_looks_for_a_member() {
        scene = scene();
        member = scene.member();
        Scene.signIn(scene.staff(scene.store(), Role.CLERK));
    }

    @Test
    void a_member_is_found_and_opened_without_a_trace_in_the_address() {
        openContact();
        search(member.memberNo().value());
        assertThat(texts()).contains("1件");
        var found = find(FoundList.class).single();
        assertThat(test(found).getCellText(0, 0)).isEqualTo(member.memberNo().value());
        test(found).clickRow(0);
        assertThat(getCurrentView()).isInstanceOf(MemberView.class);
    }

    @Test
    void nobody_found_names_the_way_on() {
        openContact();
        search("ナナシノゴンベエ ソンザイセズ");
        assertThat(texts()).contains("0件", "該当する会員はいません。");
        assertThat(texts()).anyMatch(text -> text.contains("旧姓"));
    }

    @Test
    void each_refusal_says_what_to_add() {
        openContact();
        navigate(MembersView.class);
        for (var each : new String[][] {
            {"", "検索する内容が入力されていません。", "MEMBER-001"},
            {"<b>x</b>", "「<b>x</b>」は、検索の条件として読み取れません。", "MEMBER-002"},
            {"1985/2/30", "「1985/2/30」は、存在しない日付です。", "MEMBER-003"},
            {"昭和64年1月8日", "「昭和64年1月8日」は、その元号にない日付です。", "MEMBER-004"},
            {"123", "「123」は3桁です。この桁数の番号はありません。", "MEMBER-005"},
            {"S60.4.1", "生年月日だけでは検索できません。", "MEMBER-007"},
            {"5678", "末尾4桁だけでは検索できません。", "MEMBER-008"},
            {"100-0005", "郵便番号だけでは検索できません。", "MEMBER-009"},
            {"サ", "フリガナ1文字だけでは検索できません。", "MEMBER-010"},
            {"あ".repeat(5000), "文字数が上限を超えています(5000文字、上限200文字)。", "CORE-002"},
            {"佐\u0000藤", "使用できない文字が2文字目に含まれています。", "CORE-001"}
        }) {
            type(each[0]);
            assertThat(texts()).as(each[0]).contains(each[1], "コード " + each[2]);
            assertThat(box().getValue()).isEqualTo(each[0]);
        }
    }

    @Test
    void outside_a_contact_the_purpose_is_asked_for() {
        search(member.memberNo().value());
        assertThat(texts()).contains("応対の外で会員の情報を見るには、目的が必要です。");
        var purpose = find(PurposeChoice.class).single();
        assertThat(purpose.isVisible()).isTrue();
        purpose.setValue(SearchPurpose.COMPLAINT);
        type(member.memberNo().value());
        assertThat(texts()).contains("1件");
    }

    @Test
    void what_was_typed_waits_for_the_purpose_and_is_looked_for_once_it_is_there() {
        navigate(MembersView.class);
        pause(member.memberNo().value());
        assertThat(texts()).contains("目的を選ぶか、応対を開始してください。").doesNotContain("コード MEMBER-012");
        find(PurposeChoice.class).single().setValue(SearchPurpose.COMPLAINT);
        assertThat(texts()).contains("1件");
        test(find(FoundList.class).single()).clickRow(0);
        assertThat(getCurrentView()).isInstanceOf(MemberView.class);
    }

    @Test
    void each_visit_has_a_purpose_of_its_own() {
        navigate(MembersView.class);
        find(PurposeChoice.class).single().setValue(SearchPurpose.COMPLAINT);
        pause(member.memberNo().value());
        test(find(FoundList.class).single()).clickRow(0);
        navigate(MembersView.class);
        assertThat(find(PurposeChoice.class).single().getValue()).isNull();
        assertThat(box().getValue()).isEqualTo(member.memberNo().value());
        assertThat(texts()).doesNotContain("1件");
    }

    @Test
    void rows_come_while_somebody_types() {
        openContact();
        navigate(MembersView.class);
        pause("ナナシノ ゴンベエ");
        assertThat(texts()).contains("0件", "該当する会員はいません。");
        pause("");
        pause(member.memberNo().value());
        assertThat(texts()).contains("1件").doesNotContain("該当する会員はいません。");
        pause("");
        assertThat(texts()).doesNotContain("1件", "コード MEMBER-001");
        assertThat(find(FoundList.class).all()).isEmpty();
    }

    @Test
    void people_after_people_take_their_time() {
        openContact();
        navigate(MembersView.class);
        pause(member.memberNo().value());
        pause(scene.member().memberNo().value());
        assertThat(texts()).contains("表示の間隔を空けています。少しお待ちください。").doesNotContain("1件");
    }

    @Test
    void what_is_missing_is_a_quiet_line_until_somebody_halts() {
        openContact();
        navigate(MembersView.class);
        pause("サ");
        var next = "フリガナを2文字以上にするか、生年月日か電話番号を加えてください。";
        assertThat(texts()).contains(next).doesNotContain("コード MEMBER-010");
        fire(form(), "halt", number - 1);
        assertThat(texts()).doesNotContain("コード MEMBER-010");
        fire(form(), "halt", number);
        assertThat(texts()).contains("フリガナ1文字だけでは検索できません。", next, "コード MEMBER-010");
    }

    @Test
    void a_second_enter_opens_the_only_row() {
        openContact();
        navigate(MembersView.class);
        pause(member.memberNo().value());
        look(true, false);
        assertThat(getCurrentView()).isInstanceOf(MembersView.class);
        look(true, true);
        assertThat(getCurrentView()).isInstanceOf(MemberView.class);
    }

    @Test
    void a_key_is_taken_out_by_a_click() {
        openContact();
        navigate(MembersView.class);
        pause("髙橋 S60.4.1 5678 花子");
        assertThat(keys()).containsExactly("生年月日: 1985/04/01(昭和60年)", "電話番号またはカード番号の末尾4桁: 5678", "氏名・フリガナ: 髙橋花子");
        press("生年月日: 1985/04/01(昭和60年) を外す");
        assertThat(box().getValue()).isEqualTo("髙橋 5678 花子");
        assertThat(keys()).hasSize(2);
        press("氏名・フリガナ: 髙橋花子 を外す");
        assertThat(box().getValue()).isEqualTo("5678");
        assertThat(texts()).contains("氏名(フリガナ)か生年月日を加えてください。");
    }

    @Test
    void digits_that_may_be_two_things_are_said_to_be_one() {
        openContact();
        navigate(MembersView.class);
        pause("髙橋 5678");
        press("電話番号またはカード番号の末尾4桁: 5678 カード番号にする");
        assertThat(box().getValue()).isEqualTo("髙橋");
        assertThat(keys()).containsExactly("氏名・フリガナ: 髙橋", "カード番号の末尾4桁: 5678");
        press("カード番号の末尾4桁: 5678 電話番号にする");
        assertThat(keys()).containsExactly("氏名・フリガナ: 髙橋", "電話番号の末尾4桁: 5678");
    }

    @Test
    void four_digits_may_be_a_year_of_birth() {
        openContact();
        navigate(MembersView.class);
        pause("髙橋 2003");
        press("電話番号またはカード番号の末尾4桁: 2003 生年にする");
        assertThat(box().getValue()).isEqualTo("髙橋");
        assertThat(keys()).containsExactly("氏名・フリガナ: 髙橋", "生年月: 2003/01/01(平成15年) - 2003/12/31(平成15年)");
    }

    @Test
    void coming_back_shows_what_was_looked_for() {
        openContact();
        search(member.memberNo().value());
        navigate(MemberView.class, Map.of("memberNo", member.memberNo().value()));
        navigate(MembersView.class);
        assertThat(box().getValue()).isEqualTo(member.memberNo().value());
        assertThat(texts()).contains("1件");
    }

    @Test
    void a_reviewer_is_told_that_it_takes_a_case() {
        Scene.signIn(scene.staff(scene.store(), Role.REVIEWER));
        navigate(MembersView.class);
        find(PurposeChoice.class).all().forEach(choice -> choice.setValue(SearchPurpose.OTHER));
        type(member.memberNo().value());
        assertThat(texts()).contains("この操作は、担当する案件の中だけで行えます。");
    }

    @Test
    void an_auditor_does_not_get_in() {
        Scene.signIn(scene.staff(scene.store(), Role.AUDITOR));
        try {
            navigate("members", Component.class);
        } catch (RuntimeException denied) {
            return;
        }
        assertThat(getCurrentView()).isNotInstanceOf(MembersView.class);
    }

    private void openContact() {
        contacts.open(OperationId.make(), new NewContact(Channel.STORE, null, null, null, null));
    }

    private void search(String typed) {
        navigate(MembersView.class);
        type(typed);
    }

    private void type(String typed) {
        box().setValue(typed);
        test(find(Button.class).withText("検索").single()).click();
    }

    /** A quarter of a second after the last key. */
    private void pause(String typed) {
        box().setValue(typed);
        number++;
        look(false, false);
    }

    private void look(boolean entered, boolean twice) {
        fire(box(), "look", Map.of("number", number, "entered", entered, "twice", twice));
    }

    /** As the browser says it. */
    private static void fire(Component component, String event, Object detail) {
        var element = component.getElement();
        var data = JacksonUtils.getMapper().valueToTree(Map.of("event.detail", detail));
        element.getNode().getFeature(ElementListenerMap.class).fireEvent(new DomEvent(element, event, data));
    }

    private TextField box() {
        return find(TextField.class).withClassName("search-text").single();
    }

    private SearchForm form() {
        return find(SearchForm.class).single();
    }

    private List<String> keys() {
        return find(NativeButton.class).withClassName("understood-edit").all().stream()
                .map(NativeButton::getText)
                .toList();
    }

    private void press(String label) {
        test(find(NativeButton.class).all().stream()
                        .filter(button ->
                                button.getAriaLabel().filter(label::equals).isPresent())
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no button " + label)))
                .click();
    }

    private List<String> texts() {
        return find(Paragraph.class).all().stream().map(Paragraph::getText).toList();
    }
}
