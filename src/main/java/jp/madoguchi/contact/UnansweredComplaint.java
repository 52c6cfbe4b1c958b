package jp.madoguchi.contact;

import jp.madoguchi.core.Refused;

/** A complaint is ended after its first answer. */
public final class UnansweredComplaint extends Refused {

    UnansweredComplaint() {
        super("CONTACT-013");
    }
}
