package jp.madoguchi.contact;

import jp.madoguchi.core.Refused;

/** A caution lacks what its kind needs: a number, hours that differ, the date and office of a lawyer's notice, no date to come. */
public final class IncompleteCaution extends Refused {

    IncompleteCaution() {
        super("CONTACT-006");
    }
}
