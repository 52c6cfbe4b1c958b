package jp.madoguchi.member;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.RouterLink;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.identity.IdentityDialogs;
import jp.madoguchi.ui.ContactOpener;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** How the shown member and the contact in front belong together, and the step that mends it when they do not. */
record MemberSituation(
        MemberHeader header,
        Contacts contacts,
        Work work,
        MessagePanel messages,
        @Nullable ContactOpener opener,
        IdentityDialogs identity) {

    /** Nothing is added when the contact in front is with this member and there is nothing to do about the caller. */
    void addTo(Div place) {
        var contact = header.contact();
        if (contact == null) {
            outsideContact(place);
        } else if (contact.memberNo() == null) {
            withNobody(place, contact);
        } else if (!contact.isWith(header.memberNo())) {
            withOther(place, contact);
        } else if (contact.channel().byPhone() && identity.mayCheck(contact)) {
            onThePhone(place, contact);
        }
    }

    /** On every tab: who is on the line, until it is known. */
    private void onThePhone(Div place, OpenContact contact) {
        var line = switch (contact.check()) {
            case NONE -> line("situation-next", t("member.caller.unknown"));
            case FAILED -> line("situation-next", t("member.caller.failed"));
            case EXPIRED -> line("situation-next", t("member.caller.expired"));
            case NO_TRIES_LEFT -> line("situation-warning", t("member.caller.no-tries-left"));
            case PASSED ->
                line("situation-quiet", t(contact.calledBack() ? "member.caller.called-back" : "member.caller.passed"));
        };
        switch (contact.check()) {
            case NONE, FAILED -> line.add(check(contact), thirdParty(contact));
            case EXPIRED, PASSED -> line.add(renew(contact));
            case NO_TRIES_LEFT -> {
                var open = opener;
                if (open != null && contact.channel() == Channel.PHONE_IN) {
                    line.add(callBack(open, contact));
                }
                line.add(thirdParty(contact));
            }
        }
        place.add(line);
    }

    private Button check(OpenContact contact) {
        var check = new Button(
                t("identity.phone.start"), click -> identity.open(contact, header.memberNo(), header.name()));
        check.addThemeVariants(ButtonVariant.PRIMARY);
        return check;
    }

    private Button renew(OpenContact contact) {
        if (!identity.isRenewable(contact)) {
            return check(contact);
        }
        return new Button(
                t("identity.phone.renew"), click -> identity.renew(contact, header.memberNo(), header.name()));
    }

    private Button callBack(ContactOpener open, OpenContact contact) {
        var back = new Button(t("contact.call-back"), click -> open.callBack(contact.contactNo(), header.memberNo()));
        back.addThemeVariants(ButtonVariant.PRIMARY);
        return back;
    }

    private Button thirdParty(OpenContact contact) {
        return new Button(t("identity.third-party"), click -> identity.thirdParty(contact));
    }

    private void outsideContact(Div place) {
        var purpose = SearchDesk.current().purposeOf(header.memberNo());
        var line = line(
                "situation-quiet",
                t("member.outside", purpose == null ? "" : code("audit_entry", "reason", purpose.name())));
        var open = opener;
        if (open != null) {
            line.add(new Button(t("member.open-contact"), click -> open.open(header.memberNo())));
        }
        place.add(line);
    }

    private void withNobody(Div place, OpenContact contact) {
        var line = line("situation-next", t("member.contact-without-member"));
        var id = OperationId.make();
        var take = new Button(t("member.take"));
        take.addThemeVariants(ButtonVariant.PRIMARY);
        take.setDisableOnClick(true);
        take.addClickListener(click -> {
            work.write(
                    messages,
                    id,
                    () -> {
                        contacts.setMember(id, contact.contactNo(), header.memberNo());
                        return contact.contactNo();
                    },
                    done -> tell(),
                    MemberSituation::tell);
            take.setEnabled(true);
        });
        line.add(take);
        place.add(line);
    }

    private void withOther(Div place, OpenContact contact) {
        var line = line("situation-warning", t("member.contact-with-other", String.valueOf(contact.memberName())));
        line.getElement().setAttribute("role", "alert");
        var memberNo = contact.memberNo();
        if (memberNo != null) {
            line.add(new RouterLink(t("member.to-contact"), MemberView.class, MemberView.address(memberNo)));
        }
        place.add(line);
    }

    private static Div line(String className, String text) {
        var line = new Div(new Paragraph(text));
        line.addClassNames("situation", className);
        return line;
    }

    private static void tell() {
        ScreenBus.of(UI.getCurrent()).fire(new ScreenBus.ContactChanged());
    }
}
