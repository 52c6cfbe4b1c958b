package jp.madoguchi.income;

import jp.madoguchi.core.Refused;

/** A check fails or is open, or a reason is missing. */
public final class NotDecidable extends Refused {

    NotDecidable() {
        super("REVIEW-005");
    }
}
