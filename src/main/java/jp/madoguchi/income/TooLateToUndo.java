package jp.madoguchi.income;

import jp.madoguchi.core.Refused;

/** The decision has taken effect, or is another's. */
public final class TooLateToUndo extends Refused {

    TooLateToUndo() {
        super("REVIEW-007");
    }
}
