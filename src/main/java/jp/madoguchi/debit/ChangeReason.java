package jp.madoguchi.debit;

/** Why it is changed; codes of bank_service_change.reason. */
public enum ChangeReason {
    MEMBER_WISH,
    ACCOUNT_CLOSED,
    BANK_CHANGED,
    DEBIT_FAILED
}
