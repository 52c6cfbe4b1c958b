package jp.madoguchi.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
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
            assertThat(find(TextField.class)
                            .withClassName("search-text")
                            .single()
                            .getValue())
                    .isEqualTo(each[0]);
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
    void coming_back_shows_what_was_looked_for() {
        openContact();
        search(member.memberNo().value());
        navigate(MemberView.class, Map.of("memberNo", member.memberNo().value()));
        navigate(MembersView.class);
        assertThat(find(TextField.class).withClassName("search-text").single().getValue())
                .isEqualTo(member.memberNo().value());
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
        find(TextField.class).withClassName("search-text").single().setValue(typed);
        test(find(Button.class).withText("検索").single()).click();
    }

    private List<String> texts() {
        return find(Paragraph.class).all().stream().map(Paragraph::getText).toList();
    }
}
