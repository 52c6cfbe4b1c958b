package jp.madoguchi.contact;

import jp.madoguchi.core.Refused;

/**
 * A machine contact needs its machine and an existing booth; a caller's number is 4 to 15 digits; an outbound call its
 * member, purpose and a number; a recording number letters and digits; a call-back a time that we call at.
 */
public final class IncompleteContact extends Refused {

    private IncompleteContact(String code, Object... arguments) {
        super(code, arguments);
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

    static IncompleteContact recordingNumber() {
        return new IncompleteContact("CONTACT-016");
    }

    static IncompleteContact callBack(int days) {
        return new IncompleteContact("CONTACT-017", days);
    }

    static IncompleteContact noSuchMember() {
        return new IncompleteContact("CONTACT-005");
    }
}
