package jp.madoguchi.identity;

import jp.madoguchi.core.Refused;

/** The paper does not count, or the form is not complete; the check itself is neither passed nor failed. */
public final class DocumentRefused extends Refused {

    private DocumentRefused(String code, Object... arguments) {
        super(code, arguments);
    }

    static DocumentRefused notAccepted() {
        return new DocumentRefused("IDENTITY-001");
    }

    static DocumentRefused expired() {
        return new DocumentRefused("IDENTITY-002");
    }

    static DocumentRefused tooOld(int months) {
        return new DocumentRefused("IDENTITY-003", months);
    }

    static DocumentRefused issueDate() {
        return new DocumentRefused("IDENTITY-004");
    }

    static DocumentRefused secondNeeded() {
        return new DocumentRefused("IDENTITY-005");
    }

    static DocumentRefused incomplete() {
        return new DocumentRefused("IDENTITY-006");
    }

    static DocumentRefused addressDiffers() {
        return new DocumentRefused("IDENTITY-007");
    }

    static DocumentRefused referenceOfMyNumber() {
        return new DocumentRefused("IDENTITY-008");
    }

    static DocumentRefused badReference() {
        return new DocumentRefused("IDENTITY-009");
    }

    static DocumentRefused chipNotRead() {
        return new DocumentRefused("IDENTITY-010");
    }

    static DocumentRefused expiryDate() {
        return new DocumentRefused("IDENTITY-011");
    }
}
