package jp.madoguchi.contact;

import jp.madoguchi.core.Refused;

/** Nothing was written: what is demanded, what was answered, what came of it. */
public final class IncompleteComplaint extends Refused {

    IncompleteComplaint() {
        super("CONTACT-012");
    }
}
