package jp.madoguchi.income;

/** Why a key is destroyed. */
enum DoomedBecause {
    MASKED,
    UNREAD,
    WITHDRAWN,
    EXPIRED,
    RETENTION,
    NEVER_USED
}
