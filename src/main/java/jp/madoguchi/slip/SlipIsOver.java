package jp.madoguchi.slip;

import jp.madoguchi.core.Refused;

/** The slip was printed, handed over or declared void before, or belongs to another contact or place. */
public final class SlipIsOver extends Refused {

    SlipIsOver() {
        super("SLIP-001");
    }
}
