package jp.madoguchi.staff;

/** State of an account; only ACTIVE people get in. */
public enum StaffState {
    ACTIVE,
    ON_LEAVE,
    DISABLED,
    RETIRED
}
