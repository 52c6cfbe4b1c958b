package jp.madoguchi.contact;

import jp.madoguchi.core.Refused;

/** The contact already has another member: one contact serves one person. */
public final class OtherMemberInContact extends Refused {

    OtherMemberInContact() {
        super("CONTACT-002");
    }
}
