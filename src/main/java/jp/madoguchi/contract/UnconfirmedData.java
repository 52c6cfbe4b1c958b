package jp.madoguchi.contract;

import jp.madoguchi.core.Refused;

/** Some of the registered contact data were not confirmed. */
public final class UnconfirmedData extends Refused {

    UnconfirmedData() {
        super("CONTRACT-001");
    }
}
