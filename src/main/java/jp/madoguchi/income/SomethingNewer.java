package jp.madoguchi.income;

import jp.madoguchi.core.Refused;

/** Papers or facts on file are not what was shown. */
public final class SomethingNewer extends Refused {

    SomethingNewer() {
        super("REVIEW-004");
    }
}
