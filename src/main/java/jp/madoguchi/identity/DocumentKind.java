package jp.madoguchi.identity;

/** Documents that may prove who a person is (本人確認書類); which count today stands in the table document_rule. */
public enum DocumentKind {
    DRIVERS_LICENCE,
    DRIVING_HISTORY,
    MY_NUMBER_CARD,
    PASSPORT,
    RESIDENCE_CARD,
    SPECIAL_RESIDENT_CARD,
    QUALIFICATION_CERTIFICATE,
    RESIDENT_RECORD;

    /** Of a My Number card no digit is ever noted (DOMAIN §4). */
    public boolean mayNoteReference() {
        return this != MY_NUMBER_CARD;
    }
}
