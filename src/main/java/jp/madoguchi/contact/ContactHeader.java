package jp.madoguchi.contact;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Permission;
import jp.madoguchi.ui.ContactAction;
import jp.madoguchi.ui.HeaderPart;

/** Puts the contact into the header, for people who may have one. */
@org.springframework.stereotype.Component
class ContactHeader implements HeaderPart {

    private final ContactDesk desk;
    private final List<ContactAction> actions;

    ContactHeader(ContactDesk desk, List<ContactAction> actions) {
        this.desk = desk;
        this.actions = actions;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Component create() {
        if (CurrentStaff.find()
                .filter(staff -> staff.may(Permission.CONTACT_WRITE))
                .isPresent()) {
            return new ContactBar(desk, actions);
        }
        var nothing = new Span();
        nothing.setVisible(false);
        return nothing;
    }
}
