package jp.madoguchi.policy;

/** Where the identity check of the contact stands. */
public enum CheckState {
    /** None was made. */
    NONE,
    /** The latest failed, another try is left. */
    FAILED,
    /** As many failed as a contact allows. */
    NO_TRIES_LEFT,
    /** It was passed, but its time is over or the contact was parked too long. */
    EXPIRED,
    /** Passed and valid. */
    PASSED
}
