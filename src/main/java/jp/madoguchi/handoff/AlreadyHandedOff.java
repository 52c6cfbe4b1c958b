package jp.madoguchi.handoff;

import jp.madoguchi.core.Refused;

/** The member was sent for the same thing, and has not come yet. */
public final class AlreadyHandedOff extends Refused {

    AlreadyHandedOff() {
        super("HANDOFF-002");
    }
}
