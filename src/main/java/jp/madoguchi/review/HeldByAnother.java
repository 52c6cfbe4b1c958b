package jp.madoguchi.review;

import jp.madoguchi.core.Refused;

/** Another reviewer has the papers. */
public final class HeldByAnother extends Refused {

    public HeldByAnother(String name) {
        super("REVIEW-002", name);
    }
}
