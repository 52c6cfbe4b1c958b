package jp.madoguchi.personal;

import jp.madoguchi.core.Refused;

/** What is registered is not as it was shown. */
public final class DataChangedSince extends Refused {

    DataChangedSince() {
        super("PERSONAL-002");
    }
}
