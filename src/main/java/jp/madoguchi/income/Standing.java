package jp.madoguchi.income;

/** Where the proof of income of a member stands who needs one (DOMAIN §3). */
public enum Standing {
    MISSING,
    /** The workplace changed since. */
    REOPENED,
    EXPIRED,
    /** Soon to expire. */
    EXPIRING,
    /** Asked for again, nothing sent since. */
    AT_MEMBER,
    /** Papers are here. */
    IN_REVIEW
}
