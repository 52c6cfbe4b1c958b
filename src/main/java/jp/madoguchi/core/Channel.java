package jp.madoguchi.core;

/** How a member came to us in a contact. */
public enum Channel {
    STORE,
    MACHINE,
    PHONE_IN,
    PHONE_OUT,
    LETTER;

    /** Whether the person stands before a member of staff, at a counter or by the video of a machine. */
    public boolean inPerson() {
        return this == STORE || this == MACHINE;
    }

    public boolean byPhone() {
        return this == PHONE_IN || this == PHONE_OUT;
    }
}
