package jp.madoguchi.review;

import jp.madoguchi.core.Refused;

/** Papers are taken over with a reason for who has them. */
public final class NoReasonGiven extends Refused {

    public NoReasonGiven() {
        super("REVIEW-006");
    }
}
