package jp.madoguchi.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MyNumber;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.operation.Drafts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class MyNumberScreenTest extends ConsoleTest {

    private static final String NUMBER = "983205673214";

    @Autowired
    Contacts contacts;

    @Autowired
    ContactDesk desk;

    @Autowired
    Drafts drafts;

    private ContactNo contact;

    @BeforeEach
    void a_note_is_written() {
        var scene = scene();
        Scene.signIn(scene.staff(scene.store(), Role.CLERK));
        contact = contacts.open(
                OperationId.make(),
                new NewContact(Channel.STORE, null, null, null, scene.member().memberNo()));
        desk.note(contact, () -> {});
    }

    @Test
    void removed_it_leaves_all_other_words_in_the_form_and_never_was_in_the_draft() {
        note().setValue("前半 " + NUMBER + " 後半");
        assertThat(drafts.find(NoteDialog.draft(contact))).contains("前半 〔番号を削除〕 後半");
        save();
        click("番号を削除");

        assertThat(note().getValue()).isEqualTo("前半 〔番号を削除〕 後半");
        save();
        assertThat(kept()).isEqualTo("前半 〔番号を削除〕 後半");
    }

    @Test
    @SuppressWarnings("unchecked")
    void said_to_be_another_number_it_is_kept_with_what_it_is() {
        note().setValue("伝票 " + NUMBER);
        save();
        click("別の番号として残す");
        RadioButtonGroup<MyNumber.Other> other = find(RadioButtonGroup.class).single();
        assertThat(other.isInvalid()).isTrue();
        other.setValue(MyNumber.Other.PARCEL);
        click("別の番号として残す");

        assertThat(kept()).isEqualTo("伝票 " + NUMBER + "〔伝票番号〕");
    }

    @Test
    void named_it_can_only_be_removed() {
        note().setValue("マイナンバー " + NUMBER);
        save();

        assertThat(find(Button.class).withText("別の番号として残す").all()).isEmpty();
        click("本文に戻る");
        assertThat(note().getValue()).isEqualTo("マイナンバー " + NUMBER);
        assertThat(kept()).isNull();
    }

    private NoteField note() {
        return find(NoteField.class).single();
    }

    private void save() {
        click("保存");
    }

    private void click(String words) {
        test(find(Button.class).withText(words).single()).click();
    }

    private Object kept() {
        return superuser()
                .resultQuery("select text from madoguchi.contact_note where contact_no = ?", contact.value())
                .fetchOne(0);
    }
}
