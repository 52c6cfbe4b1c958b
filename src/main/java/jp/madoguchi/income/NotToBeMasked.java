package jp.madoguchi.income;

import jp.madoguchi.core.Refused;

/** It is not in quarantine: somebody else masked it, the member took it back, or its days were over. */
public final class NotToBeMasked extends Refused {

    NotToBeMasked() {
        super("INCOME-003");
    }
}
