package jp.madoguchi.contact;

import jp.madoguchi.core.Refused;

/**
 * A machine contact needs its machine and an existing booth; a caller's number is 4 to 15 digits; an outbound call its
 * member, purpose and a number.
 */
public final class IncompleteContact extends Refused {

    private IncompleteContact(String code) {
        super(code);
    }

    static IncompleteContact machine() {
        return new IncompleteContact("CONTACT-003");
    }

    static IncompleteContact callerNumber() {
        return new IncompleteContact("CONTACT-004");
    }

    static IncompleteContact call() {
        return new IncompleteContact("CONTACT-009");
    }

    static IncompleteContact noSuchMember() {
        return new IncompleteContact("CONTACT-005");
    }
}
