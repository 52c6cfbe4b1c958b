package jp.madoguchi.periodic;

/** What makes a contract due (DOMAIN §3); code of the column periodic_review.kind. */
public enum ReviewKind {
    MONTHLY,
    QUARTERLY
}
