package jp.madoguchi.identity;

import jp.madoguchi.core.Refused;

/** The paper does not count, or the form is not complete; the check itself is neither passed nor failed. */
public final class DocumentRefused extends Refused {

    private static final String OTHER_ADDRESS = "IDENTITY-007";

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
        return new DocumentRefused(OTHER_ADDRESS);
    }

    /** Whether all but the address fits, so that the member may have moved. */
    boolean isOtherAddress() {
        return code().equals(OTHER_ADDRESS);
    }

    static DocumentRefused notTheDocumentsAddress() {
        return new DocumentRefused("IDENTITY-017");
    }

    /** The rulebook wants a second person for the change of address, who agrees to nothing without a check. */
    public static DocumentRefused moveNeedsSecondPerson() {
        return new DocumentRefused("IDENTITY-018");
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
