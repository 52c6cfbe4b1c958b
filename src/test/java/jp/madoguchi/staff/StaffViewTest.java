package jp.madoguchi.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import java.util.Set;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Workplace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class StaffViewTest extends ConsoleTest {

    @Autowired
    private StaffAccounts staff;

    private StaffMember maker;
    private StaffMember checker;
    private StaffMember clerk;

    @BeforeEach
    void employ() {
        var scene = scene();
        Workplace store = scene.store();
        maker = scene.staff(store, Role.ADMIN);
        checker = scene.staff(store, Role.ADMIN);
        clerk = scene.staff(store, Role.CLERK);
    }

    @Test
    void a_change_is_put_together_with_what_comes_of_it_sent_and_agreed_to_by_another() {
        Scene.signIn(maker);
        open(clerk);
        button("変更する").click();
        var dialog = $(StaffChangeDialog.class).single();
        assertThat(words(dialog.preview)).contains("できることは変わりません。");
        dialog.roles.setValue(Set.of(Role.AGENT));
        assertThat(words(dialog.preview))
                .contains("ログインロックの解除")
                .contains("一人でできる → できない")
                .contains("削除");
        dialogButton("別の管理者に送る").click();
        assertThat(words(dialog)).contains("理由が入力されていません。");
        dialog.reason.setValue("担当替え");
        dialogButton("別の管理者に送る").click();
        assertThat(words(view())).contains("別の管理者の同意を待っています。").contains("店舗担当者 → コールセンター担当者");

        Scene.signIn(checker);
        open(clerk);
        button("同意して反映する").click();
        assertThat(words(view())).contains("反映済み");
        assertThat(staff.read(clerk.staffNo()).now().roles()).containsExactly(Role.AGENT);
    }

    @Test
    void the_own_account_has_no_buttons() {
        Scene.signIn(maker);
        open(maker);
        assertThat(words(view())).contains("ご自身のアカウントは変更できません。").doesNotContain("いますぐ使えなくする");
    }

    @Test
    void the_list_finds_by_any_word_and_the_review_by_place() {
        Scene.signIn(maker);
        var list = navigate(StaffListView.class);
        list.filter.setValue(clerk.staffNo().value());
        assertThat(test(list.grid).size()).isOne();
        var review = navigate(StaffReviewView.class);
        assertThat(words(review)).contains(clerk.name()).contains("ご自身の分は、別の管理者が確認します。");
    }

    @Test
    void a_link_that_does_not_count_says_so() {
        UI.getCurrent().navigate("start/" + "A".repeat(32));
        assertThat(words(view())).contains("このリンクは使えません。");
    }

    private void open(StaffMember whom) {
        UI.getCurrent().navigate("staff/" + whom.staffNo());
    }

    private com.vaadin.flow.component.Component view() {
        return (com.vaadin.flow.component.Component) getCurrentView();
    }
}
