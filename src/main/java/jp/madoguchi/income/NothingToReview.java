package jp.madoguchi.income;

import jp.madoguchi.core.Refused;

/** The papers are decided, withdrawn or not made yet. */
public final class NothingToReview extends Refused {

    NothingToReview() {
        super("REVIEW-001");
    }
}
