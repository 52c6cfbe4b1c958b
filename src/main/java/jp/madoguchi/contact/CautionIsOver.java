package jp.madoguchi.contact;

import jp.madoguchi.core.Refused;

/** The caution was ended meanwhile, or is not one of this member that is ended in a contact. */
public final class CautionIsOver extends Refused {

    CautionIsOver() {
        super("CONTACT-008");
    }
}
