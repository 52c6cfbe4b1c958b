package jp.madoguchi.income;

import jp.madoguchi.core.Refused;

/** A number that may not be kept is not covered, or nobody looked at a page that no text layer tells about. */
public final class NotCovered extends Refused {

    NotCovered(int page) {
        super("INCOME-001", page);
    }
}
