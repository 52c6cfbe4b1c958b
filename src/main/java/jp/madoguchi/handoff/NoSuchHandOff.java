package jp.madoguchi.handoff;

import jp.madoguchi.core.Refused;

/** There is no open hand-off of that number, or somebody else is serving the member. */
public final class NoSuchHandOff extends Refused {

    NoSuchHandOff() {
        super("HANDOFF-001");
    }
}
