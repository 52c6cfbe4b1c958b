package jp.madoguchi.login;

/** What staff say; codes of call_sentence, where the words stand as dated rows (DOMAIN R30b). */
enum Sentence {
    OPENING,
    MAINTENANCE,
    MAINTENANCE_ONCE,
    OUTAGE,
    LOCK_IN_GENERAL,
    THIRD_PARTY,
    CANCELLED,
    CANCELLED_BY_MEMBER,
    NO_CONTRACT,
    DORMANT,
    LOCKED,
    LOCKED_BY_LOSS,
    WRONG_CREDENTIALS,
    OWN_LINE,
    OWN_LINE_AFTER_LOGIN,
    TRY_AGAIN,
    LIMIT_ZERO,
    DOCUMENTS,
    NEAR_OPEN,
    NEAR_OPENS,
    NEAR_NEXT,
    PAY_DUE,
    PAY_LATE,
    PAY_ENDED,
    PAY_BY_TRANSFER,
    PAY_AT_COUNTER,
    PAY_AT_MACHINE,
    PAY_AT_ATM
    HAND_OFF,
    HAND_OFF_ON
}
