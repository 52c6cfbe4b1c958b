package jp.madoguchi.income;

import jp.madoguchi.core.Refused;

/** No second look at this decision waits, or it is the reader's own. */
public final class NoLookWaiting extends Refused {

    NoLookWaiting() {
        super("REVIEW-008");
    }
}
