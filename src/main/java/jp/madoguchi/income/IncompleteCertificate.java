package jp.madoguchi.income;

import jp.madoguchi.core.Refused;

/** A certificate has 1 to 20 pages, each with its mask. */
public final class IncompleteCertificate extends Refused {

    IncompleteCertificate() {
        super("INCOME-005");
    }
}
