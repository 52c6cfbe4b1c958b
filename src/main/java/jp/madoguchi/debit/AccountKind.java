package jp.madoguchi.debit;

/** Kind of a bank account; codes of bank_account.account_kind. */
public enum AccountKind {
    ORDINARY,
    CURRENT,
    SAVINGS
}
