package jp.madoguchi.staff;

/** Why a session ended. */
enum SessionEnd {
    SIGNED_OUT,
    /** Nobody typed, clicked or moved on for as long as the setting allows. */
    IDLE,
    /** A day's work is over, whoever is still there. */
    TOO_LONG,
    /** The account may no longer be in. */
    ACCOUNT_CLOSED,
    /** Another person signed in with the same browser, or the console stopped. */
    REPLACED,
    /** The same person signed in elsewhere. */
    NEWER,
    /** The person, or an admin, ended it from elsewhere. */
    ENDED
}
