package jp.madoguchi.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasText;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.NewContact;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.identity.DocumentKind;
import jp.madoguchi.identity.IdentityChecks;
import jp.madoguchi.identity.ShownDocument;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.PagedList;
import jp.madoguchi.ui.ScreenBus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class MemberViewTest extends ConsoleTest {

    @Autowired
    Contacts contacts;

    @Autowired
    IdentityChecks checks;

    private Scene scene;
    private Scene.Member member;

    @BeforeEach
    void a_clerk_and_a_locked_member() {
        scene = scene();
        member = scene.locked();
        Scene.signIn(scene.staff(scene.store(), Role.CLERK));
    }

    @Test
    void the_head_is_masked_and_opens_when_the_check_is_passed() {
        var contact = openContact(member.memberNo());
        open();
        assertThat(chips()).contains("本人確認前", "契約中", "ログインロック");
        assertThat(spans()).contains("本人確認後に表示").noneMatch(text -> text.contains("1985"));

        pass(contact);
        ScreenBus.of(UI.getCurrent()).fire(new ScreenBus.ContactChanged());
        assertThat(chips()).contains("本人確認済み");
        assertThat(spans())
                .contains("500,000円", "380,000円", "120,000円", "毎月5日", "8,000円")
                .anyMatch(text -> text.startsWith("1985/04/01(昭和60年)"))
                .doesNotContain("本人確認後に表示");
    }

    @Test
    void each_tab_has_its_address_and_the_head_stays() {
        openContact(member.memberNo());
        open();
        assertThat(find(Nav.class).withClassName("member-tabs").single().getChildren())
                .hasSizeGreaterThanOrEqualTo(3);
        for (var tab : Map.of("contacts", PagedList.class, "timeline", TimelineList.class)
                .entrySet()) {
            navigate(MemberView.class, Map.of("memberNo", member.memberNo().value(), "tab", tab.getKey()));
            assertThat(find(H1.class).all()).extracting(H1::getText).contains(member.name());
            assertThat(find(tab.getValue()).single().isVisible()).isTrue();
        }
    }

    @Test
    void a_contact_without_a_member_is_given_this_one_by_one_button() {
        var contact = openContact(null);
        open();
        test(find(Button.class).withText("この会員の応対にする").single()).click();
        assertThat(contacts.front().orElseThrow().contactNo()).isEqualTo(contact);
        assertThat(contacts.front().orElseThrow().memberNo()).isEqualTo(member.memberNo());
        assertThat(find(Button.class).withText("この会員の応対にする").exists()).isFalse();
    }

    @Test
    void a_contact_with_another_member_is_a_visible_warning_with_the_way_back() {
        var other = scene.member();
        openContact(other.memberNo());
        open();
        assertThat(paragraphs()).contains("いまの応対は、別の会員(髙橋 花子さん)のものです。");
        assertThat(find(RouterLink.class).all())
                .extracting(RouterLink::getHref)
                .contains("members/" + other.memberNo());
    }

    @Test
    void outside_a_contact_a_purpose_opens_the_page() {
        open();
        assertThat(find(MemberHead.class).exists()).isFalse();
        test(find(Button.class).withText("会員ページを開く").single()).click();
        assertThat(find(MemberHead.class).exists()).isFalse();
        find(PurposeChoice.class).single().setValue(SearchPurpose.DOCUMENT_ARRIVED);
        test(find(Button.class).withText("会員ページを開く").single()).click();
        assertThat(find(MemberHead.class).exists()).isTrue();
        assertThat(paragraphs()).contains("応対の外で表示しています。目的: 書類の到着");
    }

    @Test
    void a_number_that_nobody_has_is_not_found_like_any_other_page() {
        openContact(null);
        assertNotFound("members/000000000");
        assertNotFound("members/12345");
        assertNotFound("members/" + member.memberNo() + "/nothing");
    }

    @Test
    void a_reviewer_is_told_that_it_takes_a_case() {
        Scene.signIn(scene.staff(scene.store(), Role.REVIEWER));
        open();
        assertThat(paragraphs()).contains("この操作は、担当する案件の中だけで行えます。", "担当の案件を開いてから操作してください。");
        assertThat(find(MemberHead.class).exists()).isFalse();
        assertThat(find(Nav.class).withClassName("member-tabs").exists()).isFalse();
    }

    private void assertNotFound(String address) {
        navigate(address, Component.class);
        assertThat(find(H1.class).all()).extracting(H1::getText).contains("ページが見つかりません");
    }

    private void open() {
        navigate(MemberView.class, Map.of("memberNo", member.memberNo().value()));
    }

    private ContactNo openContact(@Nullable MemberNo served) {
        return contacts.open(OperationId.make(), new NewContact(Channel.STORE, null, null, null, served));
    }

    private void pass(ContactNo contact) {
        var licence = new ShownDocument(
                DocumentKind.DRIVERS_LICENCE,
                "東京都公安委員会",
                null,
                LocalDate.now().plusYears(1),
                "1234",
                true,
                member.birthDate(),
                member.address(),
                true,
                false);
        assertThat(checks.check(OperationId.make(), contact, member.memberNo(), List.of(licence), false)
                        .passed())
                .isTrue();
    }

    private List<String> chips() {
        return find(Chip.class).all().stream().map(HasText::getText).toList();
    }

    private List<String> spans() {
        return find(Span.class).all().stream().map(HasText::getText).toList();
    }

    private List<String> paragraphs() {
        return find(Paragraph.class).all().stream().map(HasText::getText).toList();
    }
}
