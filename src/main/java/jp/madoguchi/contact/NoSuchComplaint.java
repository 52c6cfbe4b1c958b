package jp.madoguchi.contact;

import jp.madoguchi.core.Refused;

/** The complaint is of another place, or what was to be done to it was done already. */
public final class NoSuchComplaint extends Refused {

    NoSuchComplaint() {
        super("CONTACT-011");
    }
}
