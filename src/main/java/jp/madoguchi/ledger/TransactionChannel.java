package jp.madoguchi.ledger;

/** Through what it came; code of ledger_entry.channel. A borrowing by member page or app is an instant transfer. */
public enum TransactionChannel {
    MEMBER_PAGE,
    APP,
    ATM,
    MACHINE,
    STORE,
    DIRECT_DEBIT,
    BANK_TRANSFER,
    OFFICE
}
