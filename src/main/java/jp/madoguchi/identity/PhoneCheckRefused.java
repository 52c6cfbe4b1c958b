package jp.madoguchi.identity;

import jp.madoguchi.core.Refused;

/** The check by phone cannot go on; it is neither passed nor failed. */
public final class PhoneCheckRefused extends Refused {

    private PhoneCheckRefused(String code) {
        super(code);
    }

    /** Too few questions could be asked, or none about dealings. */
    static PhoneCheckRefused tooLittleOnFile() {
        return new PhoneCheckRefused("IDENTITY-012");
    }

    /** Nothing was asked in this contact, or the check is over. */
    static PhoneCheckRefused nothingAsked() {
        return new PhoneCheckRefused("IDENTITY-013");
    }

    static PhoneCheckRefused noOtherQuestion() {
        return new PhoneCheckRefused("IDENTITY-014");
    }

    /** No check by phone was passed in this contact, a later one failed, or the contact was parked too long. */
    static PhoneCheckRefused nothingToRenew() {
        return new PhoneCheckRefused("IDENTITY-015");
    }

    /** An answer of each question is needed, or the word that the caller does not know. */
    static PhoneCheckRefused notAllAnswered() {
        return new PhoneCheckRefused("IDENTITY-016");
    }
}
