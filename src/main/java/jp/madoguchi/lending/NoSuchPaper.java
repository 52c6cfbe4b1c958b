package jp.madoguchi.lending;

import jp.madoguchi.core.Refused;

/** There is no contract paper of that number for the member in front. */
public final class NoSuchPaper extends Refused {

    NoSuchPaper() {
        super("LENDING-003");
    }
}
