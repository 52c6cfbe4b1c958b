package jp.madoguchi.debit;

import jp.madoguchi.core.Refused;

/** What is on is not as it was shown. */
public final class ServiceChangedSince extends Refused {

    ServiceChangedSince() {
        super("DEBIT-002");
    }
}
