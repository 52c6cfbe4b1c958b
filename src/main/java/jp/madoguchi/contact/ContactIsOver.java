package jp.madoguchi.contact;

import jp.madoguchi.core.Refused;

/** The contact is closed, parked, of another person or place, or does not exist: which of them is not told. */
public final class ContactIsOver extends Refused {

    ContactIsOver() {
        super("CONTACT-001");
    }
}
