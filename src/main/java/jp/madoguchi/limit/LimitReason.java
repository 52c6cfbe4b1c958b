package jp.madoguchi.limit;

/** Why a request is declined, waits for papers or is put aside. */
public enum LimitReason {
    INCOME,
    OTHER_DEBT,
    DELINQUENCY,
    HISTORY,
    WORKPLACE,
    CONTACT_DATA,
    AGE,
    SELF_EXCLUSION,
    BUREAU,
    CONTRACT,
    CERTIFICATE_MISSING,
    CERTIFICATE_OLD,
    WORKPLACE_NOT_REACHED,
    BUREAU_NOT_REACHED,
    MEMBER_NOT_REACHED,
    OVERALL
}
