package jp.madoguchi.ledger;

/** What moved; code of ledger_entry.kind. */
public enum TransactionKind {
    OPENING,
    BORROWING,
    REPAYMENT,
    FEE,
    ADJUSTMENT
}
