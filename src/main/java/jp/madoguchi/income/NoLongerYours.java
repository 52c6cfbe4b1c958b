package jp.madoguchi.income;

import jp.madoguchi.core.Refused;

/** The time of the review ran out, or somebody took the papers over. */
public final class NoLongerYours extends Refused {

    NoLongerYours() {
        super("REVIEW-003");
    }
}
