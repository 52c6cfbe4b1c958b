package jp.madoguchi.staff;

import jp.madoguchi.core.Refused;

/** This node has no key for the secrets of authenticator apps, or another one than they were sealed with. */
public final class NoFactorKey extends Refused {

    NoFactorKey() {
        super("STAFF-004");
    }
}
