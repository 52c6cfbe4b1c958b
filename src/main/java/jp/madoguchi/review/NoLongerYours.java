package jp.madoguchi.review;

import jp.madoguchi.core.Refused;

/** The time of the review ran out, or somebody took the papers over. */
public final class NoLongerYours extends Refused {

    public NoLongerYours() {
        super("REVIEW-003");
    }
}
