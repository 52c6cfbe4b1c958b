package jp.madoguchi.income;

import jp.madoguchi.core.Refused;

/** Another reviewer has the papers. */
public final class HeldByAnother extends Refused {

    HeldByAnother(String name) {
        super("REVIEW-002", name);
    }
}
