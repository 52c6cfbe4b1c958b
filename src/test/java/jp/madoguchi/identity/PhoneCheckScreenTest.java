package jp.madoguchi.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import jp.madoguchi.Caller;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.core.Role;
import jp.madoguchi.policy.CheckState;
import jp.madoguchi.ui.DateField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

class PhoneCheckScreenTest extends ConsoleTest {

    @Autowired
    ApplicationContext beans;

    @Autowired
    Contacts contacts;

    @Autowired
    IdentityDialogs dialogs;

    private Scene.Member member;
    private Caller caller;

    @BeforeEach
    void somebody_calls() {
        var scene = scene();
        var agent = scene.staff(scene.callCenter(), Role.AGENT);
        member = scene.member();
        caller = Caller.in(beans, scene, agent, member);
        Scene.signIn(agent);
    }

    @Test
    void the_agent_asks_types_and_reads_passed_and_no_right_answer_is_ever_on_the_screen() {
        open();
        begin("一致", member.birthDate().toString());

        var dialog = find(PhoneCheckDialog.class).single();
        assertThat(dialog.getElement().getOuterHTML())
                .doesNotContain("試験商事")
                .doesNotContain("みずほ")
                .doesNotContain("11000")
                .doesNotContain(member.memberNo() + "@");
        find(PhoneQuestionField.class).all().forEach(this::answer);
        click("照合する");

        assertThat(contacts.front())
                .hasValueSatisfying(front -> assertThat(front.isChecked()).isTrue());
        assertThat(find(PhoneCheckDialog.class).all()).isEmpty();
    }

    @Test
    void another_birth_date_is_told_without_the_right_one_and_may_be_tried_once_more() {
        open();
        begin("一致", "2001-02-03");

        var dialog = find(PhoneCheckDialog.class).single();
        assertThat(dialog.getElement().getTextRecursively())
                .contains("本人確認は不合格です。理由: 生年月日の不一致", "あと1回")
                .doesNotContain("1985");
        begin("不一致", member.birthDate().toString());

        assertThat(contacts.front())
                .hasValueSatisfying(front -> assertThat(front.check()).isEqualTo(CheckState.NO_TRIES_LEFT));
        assertThat(dialog.getElement().getTextRecursively()).contains("折り返し");
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void after_the_last_try_one_button_leads_to_the_call_back_and_the_call_is_parked() {
        open();
        begin("一致", "2001-02-03");
        begin("一致", "2001-02-03");

        click("登録番号へ折り返す");
        RadioButtonGroup lines =
                find(RadioButtonGroup.class).withCaption("かける番号").single();
        lines.setValue(lines.getListDataView().getItems().findFirst().orElseThrow());
        // At night a reason is asked for.
        find(Select.class)
                .withCaption("それでもかける理由")
                .all()
                .forEach(reason -> ((Select<Object>) reason)
                        .setValue(((Select<Object>) reason)
                                .getListDataView()
                                .getItems()
                                .findFirst()
                                .orElseThrow()));
        click("架電する");

        assertThat(superuser()
                        .resultQuery(
                                "select channel || ' ' || coalesce(call_purpose, '-') || ' ' || (parked_at is not null) || ' ' || coalesce(answers_contact_no = ?, false) from madoguchi.contact where member_no = ? order by opened_at",
                                caller.contact().value(),
                                member.memberNo().value())
                        .fetchInto(String.class))
                .containsExactly("PHONE_IN - true false", "PHONE_OUT CALL_BACK false true");
    }

    @Test
    void what_is_left_open_is_asked_for_and_nothing_is_counted() {
        open();
        click("質問へ");
        assertThat(find(RadioButtonGroup.class).single().isInvalid()).isTrue();
        begin("一致", member.birthDate().toString());
        click("照合する");

        assertThat(contacts.front())
                .hasValueSatisfying(front -> assertThat(front.failedChecks()).isZero());
        assertThat(find(PhoneQuestionField.class).all()).hasSize(3);
    }

    @Test
    void one_click_says_what_others_are_told_and_notes_it() {
        dialogs.thirdParty(contacts.front().orElseThrow());

        assertThat(find(ThirdPartyDialog.class).single().getElement().getTextRecursively())
                .contains("お取引の有無も含めてお答えできません");
        assertThat(superuser()
                        .fetchValue(
                                "select text from madoguchi.contact_note where contact_no = ?",
                                caller.contact().value()))
                .isEqualTo("本人以外の方からの電話。契約の有無も含めて案内していない。");
    }

    private void open() {
        dialogs.open(contacts.front().orElseThrow(), member.memberNo(), member.name());
    }

    @SuppressWarnings("unchecked")
    private void begin(String name, String birthDate) {
        RadioButtonGroup<String> matches = find(RadioButtonGroup.class).single();
        matches.setValue(name.equals("一致") ? "MATCHES" : "DIFFERS");
        find(DateField.class).withCaption("お客さまがおっしゃった生年月日").single().setValue(birthDate);
        click("質問へ");
    }

    @SuppressWarnings("unchecked")
    private void answer(PhoneQuestionField field) {
        var right = caller.right(field.question());
        switch (field.question().input()) {
            case WORDS ->
                find(TextField.class, field).withCaption("お客さまの答え").single().setValue(right);
            case DATE -> find(DateField.class, field).single().setValue(right);
            case DUE_DAY ->
                ((RadioButtonGroup<String>) find(RadioButtonGroup.class, field).single()).setValue(right);
        }
    }

    private void click(String words) {
        test(find(Button.class).withText(words).single()).click();
    }
}
