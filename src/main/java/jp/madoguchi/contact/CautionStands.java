package jp.madoguchi.contact;

import jp.madoguchi.core.Refused;

/** The same caution holds already. */
public final class CautionStands extends Refused {

    CautionStands() {
        super("CONTACT-007");
    }
}
