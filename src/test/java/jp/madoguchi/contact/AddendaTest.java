package jp.madoguchi.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.button.Button;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.contact.Closing.Category;
import jp.madoguchi.contact.Closing.Cause;
import jp.madoguchi.contact.Closing.Outcome;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.Workplace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class AddendaTest extends ConsoleTest {

    @Autowired
    Contacts contacts;

    @Autowired
    Addenda addenda;

    @Autowired
    ContactRecords records;

    @Autowired
    ContactHistory history;

    private Scene scene;
    private Workplace store;
    private Scene.Member member;
    private ContactNo contact;

    @BeforeEach
    void a_contact_with_a_note() {
        scene = scene();
        store = scene.store();
        member = scene.member();
        Scene.signIn(scene.staff(store, Role.CLERK));
        contact = contacts.open(OperationId.make(), new NewContact(Channel.STORE, null, null, null, member.memberNo()));
        contacts.note(OperationId.make(), contact, "3月5日に来店");
    }

    @Test
    void a_closed_contact_is_corrected_by_a_colleague_and_nothing_is_overwritten() {
        close();
        var colleague = Scene.signIn(scene.staff(store, Role.SUPERVISOR));

        addenda.add(OperationId.make(), contact, "正しくは3月6日");

        var notes = records.read(contact).orElseThrow().notes();
        assertThat(notes).extracting(ContactLine.Note::text).containsExactly("3月5日に来店", "正しくは3月6日");
        assertThat(notes).extracting(ContactLine.Note::addendum).containsExactly(false, true);
        assertThat(notes.getLast().staffName()).isEqualTo(colleague.name());
        assertThat(history.of(member.memberNo(), null).getFirst().notes()).isEqualTo(notes);
        assertThat(scene.trail(member.memberNo())).containsOnlyOnce("ADDENDUM_ADDED DONE");
    }

    @Test
    void the_same_click_twice_adds_once() {
        close();
        var id = OperationId.make();
        addenda.add(id, contact, "補足");
        addenda.add(id, contact, "補足");

        assertThat(records.read(contact).orElseThrow().notes()).hasSize(2);
    }

    @Test
    void an_open_contact_one_of_another_place_and_empty_words_are_refused() {
        refused(contact, "まだ応対中");
        close();
        refused(contact, " \n");
        refused(new ContactNo("C9999999999"), "ない応対");
        Scene.signIn(scene.staff(scene.store(), Role.CLERK));
        refused(contact, "よその応対");
    }

    @Test
    void the_page_of_a_closed_contact_takes_an_addendum_and_shows_it_as_one() {
        close();
        navigate("contacts/" + contact, ContactView.class);
        test(find(Button.class).withText("追記").single()).click();
        find(NoteField.class).single().setValue("正しくは3月6日");
        test(find(Button.class).withText("追記する").single()).click();

        assertThat(find(ContactView.class).single().getElement().getTextRecursively())
                .contains("正しくは3月6日", "(追記)", "3月5日に来店");
    }

    private void close() {
        contacts.close(
                OperationId.make(),
                contact,
                new Closing(Category.LOGIN, Cause.WRONG_CREDENTIALS, Outcome.EXPLAINED, "ご案内"));
    }

    private void refused(ContactNo contactNo, String text) {
        assertThatThrownBy(() -> addenda.add(OperationId.make(), contactNo, text))
                .isInstanceOf(NoAddendum.class);
    }
}
