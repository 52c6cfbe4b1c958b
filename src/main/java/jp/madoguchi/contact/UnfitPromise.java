package jp.madoguchi.contact;

import jp.madoguchi.core.Refused;

/** A promise lacks its day or amount, its day is past or too far ahead, or the member is not late. */
public final class UnfitPromise extends Refused {

    private UnfitPromise(String code, Object... arguments) {
        super(code, arguments);
    }

    /** @param days how far ahead the day may lie */
    static UnfitPromise incomplete(int days) {
        return new UnfitPromise("CONTACT-014", days);
    }

    static UnfitPromise notLate() {
        return new UnfitPromise("CONTACT-015");
    }
}
