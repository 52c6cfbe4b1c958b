package jp.madoguchi.identity;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Paragraph;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.Work;

/** The sentence for family, workplace and anybody else: not even whether there is a contract (DOMAIN §4). Noted by opening it. */
@StyleSheet("context://ui/counter.css")
final class ThirdPartyDialog extends HouseDialog {

    private final OperationId operation = OperationId.make();

    ThirdPartyDialog(Contacts contacts, Work work, OpenContact contact) {
        super(t("identity.third-party.title"), t("button.close"));
        var words = new Paragraph(t("identity.third-party.words"));
        words.addClassName("say");
        body(words);
        cancel.setVisible(false);
        work.write(
                messages,
                operation,
                () -> {
                    contacts.note(operation, contact.contactNo(), t("identity.third-party.note"));
                    return contact.contactNo();
                },
                done -> noted(),
                this::noted);
    }

    private void noted() {
        messages.good(t("identity.third-party.noted"), t("identity.third-party.next"));
    }

    @Override
    protected void submit() {
        close();
    }
}
