package jp.madoguchi.lending;

import jp.madoguchi.core.Refused;

/** A contact restriction of the member forbids letters. */
public final class NotToBeWritten extends Refused {

    NotToBeWritten() {
        super("LENDING-004");
    }
}
