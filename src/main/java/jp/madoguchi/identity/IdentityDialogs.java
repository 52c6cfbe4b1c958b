package jp.madoguchi.identity;

import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.ui.ContactOpener;
import jp.madoguchi.ui.Work;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Opens the identity check from wherever the next step is one. */
@Component
public class IdentityDialogs {

    private final IdentityChecks documents;
    private final PhoneChecks phone;
    private final Contacts contacts;
    private final ContactOpener opener;
    private final ObjectProvider<Relocation> relocation;
    private final Work work;

    IdentityDialogs(
            IdentityChecks documents,
            PhoneChecks phone,
            Contacts contacts,
            ContactOpener opener,
            ObjectProvider<Relocation> relocation,
            Work work) {
        this.documents = documents;
        this.phone = phone;
        this.contacts = contacts;
        this.opener = opener;
        this.relocation = relocation;
        this.work = work;
    }

    /** Whether the person who is signed in may check on the channel of the contact. */
    public boolean mayCheck(OpenContact contact) {
        var staff = CurrentStaff.get();
        return contact.channel().byPhone()
                ? staff.may(Permission.IDENTITY_PHONE)
                : contact.channel().inPerson() && staff.may(Permission.IDENTITY_IN_PERSON);
    }

    /** By document, or by questions on the phone. The result reaches the screen as {@code ScreenBus.ContactChanged}. */
    public void open(OpenContact contact, MemberNo memberNo, String memberName) {
        if (contact.channel().byPhone()) {
            phoneCheck(contact, memberNo, memberName).open();
        } else {
            new IdentityCheckDialog(documents, relocation.getObject(), work, contact, memberNo, memberName).open();
        }
    }

    /** Whether one question by phone would renew the check of the contact. */
    public boolean isRenewable(OpenContact contact) {
        return contact.channel().byPhone() && mayCheck(contact) && phone.isRenewable(contact.contactNo());
    }

    public void renew(OpenContact contact, MemberNo memberNo, String memberName) {
        phoneCheck(contact, memberNo, memberName).renewing().open();
    }

    private PhoneCheckDialog phoneCheck(OpenContact contact, MemberNo memberNo, String memberName) {
        return new PhoneCheckDialog(
                phone, work, contact, memberNo, memberName, () -> opener.callBack(contact.contactNo(), memberNo));
    }

    /** Says and records that somebody else than the member gets no information. */
    public void thirdParty(OpenContact contact) {
        new ThirdPartyDialog(contacts, work, contact).open();
    }
}
