package jp.madoguchi.staff;

import jp.madoguchi.core.Refused;

/** The workplace stays as it is while a contact is in front: the contact belongs to the place. */
public final class ContactInFront extends Refused {

    ContactInFront() {
        super("STAFF-001");
    }
}
