package jp.madoguchi.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.ui.Chip;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class CautionScreensTest extends ConsoleTest {

    @Autowired
    Contacts contacts;

    @Autowired
    Cautions cautions;

    @Autowired
    CautionDesk desk;

    private Scene scene;
    private Scene.Member member;

    @BeforeEach
    void sign_in() {
        scene = scene();
        member = scene.member();
        Scene.signIn(scene.staff(scene.store(), Role.CLERK));
    }

    @Test
    void outside_a_contact_with_the_member_they_are_only_read() {
        desk.open(member.memberNo());

        var dialog = find(Dialog.class).single();
        assertThat(dialog.getElement().getTextRecursively()).contains("登録はありません。", "この会員との応対中に行えます。");
        assertThat(find(Button.class).all()).noneMatch(button -> "登録する".equals(button.getText()) && button.isVisible());
    }

    @Test
    @SuppressWarnings("unchecked")
    void one_is_recorded_and_ended_and_stays_in_the_list() {
        contacts.open(OperationId.make(), new NewContact(Channel.STORE, null, null, null, member.memberNo()));
        desk.open(member.memberNo());
        click("登録する");
        var form = find(AddCautionDialog.class).single();
        Select<CautionKind> kind = find(Select.class, form).all().getFirst();
        kind.setValue(CautionKind.NO_NUMBER);
        find(TextField.class, form).withCaption("かけてはいけない番号").single().setValue("03-1234-5678");
        test(find(Button.class, form).withText("登録する").single()).click();

        assertThat(find(Chip.class).all())
                .anyMatch(chip -> chip.getText().equals("この番号への電話不可: 末尾 5678")
                        || chip.getText().contains("5678"));
        click("終了");
        var end = find(EndCautionDialog.class).single();
        RadioButtonGroup<Caution.End> reason = find(RadioButtonGroup.class, end).single();
        reason.setValue(Caution.End.MISTAKE);
        test(find(Button.class, end).withText("終了").single()).click();

        assertThat(cautions.of(member.memberNo())).noneMatch(CautionLine::holds);
        assertThat(find(ListItem.class).single().getElement().getTextRecursively())
                .contains("終了(登録の誤り)");
    }

    private void click(String words) {
        test(find(Button.class).withText(words).single()).click();
    }
}
