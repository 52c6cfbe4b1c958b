package jp.madoguchi.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasText;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import java.util.List;
import java.util.UUID;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.NewContact;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class OutboxViewTest extends ConsoleTest {

    @Autowired
    Contacts contacts;

    @Test
    void a_dead_letter_stands_there_by_its_id_and_is_sent_again() {
        var member = scene().member();
        var ref = dead(member);
        open(Role.ADMIN);

        assertThat(texts(NativeTableCell.class))
                .contains(ref.toString(), "ロック解除のお知らせ", "サーバーが拒否(応答 550)")
                .noneMatch(text -> text.contains(member.memberNo().value()) || text.contains("@"));
        test(find(Button.class).all().stream()
                        .filter(button -> button.getElement().getAttribute("aria-label") != null
                                && button.getElement()
                                        .getAttribute("aria-label")
                                        .contains(ref.toString()))
                        .findFirst()
                        .orElseThrow())
                .click();

        assertThat(texts(NativeTableCell.class)).doesNotContain(ref.toString());
        assertThat(scene().trail(member.memberNo())).containsExactly("MESSAGE_RETRIED DONE");
    }

    @Test
    void every_text_is_shown_filled() {
        open(Role.ADMIN);
        @SuppressWarnings("unchecked")
        var kind = (Select<MessageKind>) find(Select.class).all().getFirst();
        @SuppressWarnings("unchecked")
        var channel = (Select<MessageChannel>) find(Select.class).all().get(1);

        for (var each : MessageKind.values()) {
            kind.setValue(each);
            channel.setValue(MessageChannel.MAIL);
            assertThat(find(Pre.class).single().getText())
                    .startsWith("見本 花子 さま")
                    .doesNotContain("{");
        }
        channel.setValue(MessageChannel.SMS);
        assertThat(find(Pre.class).single().getText()).doesNotContain("{").hasSizeLessThan(200);
    }

    @Test
    void what_a_member_was_told_stands_on_the_member_page() {
        var member = scene().locked();
        Scene.signIn(scene().staff(scene().store(), Role.CLERK));
        contacts.open(OperationId.make(), new NewContact(Channel.STORE, null, null, null, member.memberNo()));

        navigate("members/" + member.memberNo() + "/messages", Component.class);

        assertThat(texts(Span.class)).contains("ログインロックのお知らせ", "メール", "送信待ち");
    }

    private UUID dead(Scene.Member member) {
        var ref = UUID.randomUUID();
        superuser().execute("""
                insert into madoguchi.outbox (ref, member_no, kind, payload, created_at, due_at, fence, tries, dead_at, code, reply)
                values (?, ?, 'LOCK_CLEARED', '{}', now(), now(), 1, 1, now(), 'REFUSED', 550)""", ref, member.memberNo().value());
        return ref;
    }

    private void open(Role role) {
        Scene.signIn(scene().staff(scene().callCenter(), role));
        navigate(OutboxView.class);
    }

    private <C extends Component & HasText> List<String> texts(Class<C> type) {
        return find(type).all().stream().map(HasText::getText).toList();
    }
}
