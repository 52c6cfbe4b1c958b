package jp.madoguchi.takeover;

/** A sign of account takeover (DOMAIN §6); codes of the column sign of {@code madoguchi.takeover_signs}. */
public enum Sign {
    /** The attention flag. */
    FLAGGED,
    /** The open lock for suspected takeover. */
    LOCKED,
    /** The member says "I did not log in" to the message of a login. */
    LOGIN_DENIED,
    CALL_BACK_REFUSED,
    /** The member knows nothing of a change that was reported on the site. */
    CHANGE_DENIED,
    /** A login from a device never seen before, then nearly all that was available was drawn. */
    NEW_DEVICE_THEN_DRAW,
    /** E-mail, phone or bank account changed, then a borrowing within the hours of the settings. */
    CHANGED_THEN_DRAW,
    /** Failures over many members from one network address. */
    MANY_MEMBERS_ONE_ADDRESS,
    WEB_ID_AND_PIN_ONE_DAY,
    /** Watched for the hours of the settings; no sign by itself. */
    CONTACT_DATA_CHANGED
}
