package jp.madoguchi.contact;

import jp.madoguchi.core.Refused;

/** Nothing was written, or the contact is not a closed one of this place. */
public final class NoAddendum extends Refused {

    NoAddendum() {
        super("CONTACT-010");
    }
}
