package jp.madoguchi.handoff;

import jp.madoguchi.core.Refused;

/** The place is missing or closed for good, or the day is over or too far away. */
public final class IncompleteHandOff extends Refused {

    IncompleteHandOff() {
        super("HANDOFF-003");
    }
}
