package jp.madoguchi.handoff;

import jp.madoguchi.core.Refused;

/** Whether it was done is said in the contact that took it up. */
public final class NotInVisit extends Refused {

    NotInVisit() {
        super("HANDOFF-004");
    }
}
