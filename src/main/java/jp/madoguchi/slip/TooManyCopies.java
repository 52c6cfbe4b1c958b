package jp.madoguchi.slip;

import jp.madoguchi.core.Refused;

/** As many copies of a slip were made as the settings allow. */
public final class TooManyCopies extends Refused {

    TooManyCopies(int copies) {
        super("SLIP-002", copies);
    }
}
