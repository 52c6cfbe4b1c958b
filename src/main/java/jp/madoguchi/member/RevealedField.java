package jp.madoguchi.member;

/** What may be opened after a passed check (DOMAIN R31d). Card number and Web-ID are not among them: never by phone, never at all. */
public enum RevealedField {
    ADDRESS,
    PHONE,
    EMAIL,
    EMPLOYER,
    BANK_ACCOUNT
}
