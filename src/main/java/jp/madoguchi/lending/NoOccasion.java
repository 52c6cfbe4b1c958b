package jp.madoguchi.lending;

import jp.madoguchi.core.Refused;

/** There is no open case, review run or lifting for which this may be done. */
public final class NoOccasion extends Refused {

    NoOccasion() {
        super("LENDING-001");
    }
}
