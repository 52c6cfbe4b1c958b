package jp.madoguchi.contact;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.Permission;
import jp.madoguchi.ui.HeaderPart;

/** Puts the contact into the header, for people who may have one. */
@org.springframework.stereotype.Component
class ContactHeader implements HeaderPart {

    private final ContactDesk desk;

    ContactHeader(ContactDesk desk) {
        this.desk = desk;
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
            return new ContactBar(desk);
        }
        var nothing = new Span();
        nothing.setVisible(false);
        return nothing;
    }
}
