package jp.madoguchi.login;

/** Why a member cannot log in (DOMAIN R21-R27), in the order in which the causes are told (R31). */
public enum Cause {
    CANCELLED,
    DORMANT,
    LOCKED,
    OUTAGE,
    MAINTENANCE,
    WRONG_CREDENTIALS,
    OWN_NETWORK
}
