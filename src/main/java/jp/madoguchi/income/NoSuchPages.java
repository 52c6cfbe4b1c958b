package jp.madoguchi.income;

import jp.madoguchi.core.Refused;

/** There are no masked pages under that name to be seen. */
public final class NoSuchPages extends Refused {

    NoSuchPages() {
        super("INCOME-004");
    }
}
