package jp.madoguchi.income;

/** Why the console gives a key up. The end of its period is given by the job of retention alone (madoguchi.delete_due). */
enum DoomedBecause {
    MASKED,
    UNREAD,
    WITHDRAWN,
    EXPIRED,
    NEVER_USED
}
