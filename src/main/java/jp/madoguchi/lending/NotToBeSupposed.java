package jp.madoguchi.lending;

import jp.madoguchi.core.Refused;

/** A simulation of what cannot be: a day that is past, nothing, or more than can be repaid or borrowed. */
public final class NotToBeSupposed extends Refused {

    NotToBeSupposed() {
        super("LENDING-005");
    }
}
