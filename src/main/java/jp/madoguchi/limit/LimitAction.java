package jp.madoguchi.limit;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import java.util.Optional;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.lending.ContactDataConfirmations;
import jp.madoguchi.ui.ContactAction;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** In the contact bar: a request for a higher limit, or the offer that waits for the member's word. */
@org.springframework.stereotype.Component
class LimitAction implements ContactAction {

    private final Contacts contacts;
    private final LimitRequests requests;
    private final LimitOffers offers;
    private final ContactDataConfirmations confirmations;
    private final Work work;

    LimitAction(
            Contacts contacts,
            LimitRequests requests,
            LimitOffers offers,
            ContactDataConfirmations confirmations,
            Work work) {
        this.contacts = contacts;
        this.requests = requests;
        this.offers = offers;
        this.confirmations = confirmations;
        this.work = work;
    }

    @Override
    public int order() {
        return 35;
    }

    @Override
    public Optional<Component> create(ContactNo contactNo, Channel channel, @Nullable MemberNo memberNo) {
        if (memberNo == null || channel == Channel.LETTER || !CurrentStaff.get().may(Permission.LIMIT_REQUEST)) {
            return Optional.empty();
        }
        return contacts.front()
                .filter(contact -> contact.contactNo().equals(contactNo))
                .map(contact -> new Button(
                        t("limit.action"),
                        click -> new LimitRequestDialog(requests, offers, confirmations, work, contact, memberNo)
                                .open()));
    }
}
