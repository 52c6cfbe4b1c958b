package jp.madoguchi.identity;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import java.util.Optional;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.ui.ContactAction;
import org.jspecify.annotations.Nullable;

/** In the contact bar at a counter or a machine: the identity check, whatever the person has come for. */
@org.springframework.stereotype.Component
class IdentityAction implements ContactAction {

    private final Contacts contacts;
    private final IdentityDialogs dialogs;

    IdentityAction(Contacts contacts, IdentityDialogs dialogs) {
        this.contacts = contacts;
        this.dialogs = dialogs;
    }

    @Override
    public int order() {
        return 5;
    }

    @Override
    public Optional<Component> create(ContactNo contactNo, Channel channel, @Nullable MemberNo memberNo) {
        if (memberNo == null || !channel.inPerson()) {
            return Optional.empty();
        }
        return contacts.front()
                .filter(contact -> contact.contactNo().equals(contactNo)
                        && contact.validCheckId() == null
                        && dialogs.mayCheck(contact))
                .map(contact -> button(contact, memberNo));
    }

    private Button button(OpenContact contact, MemberNo memberNo) {
        var name = contact.memberName();
        var button = new Button(
                t("identity.check-now"),
                click -> dialogs.open(contact, memberNo, name == null ? memberNo.value() : name));
        button.addThemeVariants(ButtonVariant.PRIMARY);
        return button;
    }
}
