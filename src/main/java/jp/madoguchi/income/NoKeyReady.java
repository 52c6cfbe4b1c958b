package jp.madoguchi.income;

import jp.madoguchi.core.Refused;

/** No unused key is there: none is set up on this node, or they are being made. */
public final class NoKeyReady extends Refused {

    NoKeyReady() {
        super("INCOME-002");
    }
}
