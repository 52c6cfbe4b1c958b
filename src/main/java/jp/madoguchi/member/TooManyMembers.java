package jp.madoguchi.member;

import jp.madoguchi.core.Refused;

/** More members fit than a search may show; none is shown. */
public final class TooManyMembers extends Refused {

    TooManyMembers(int rows) {
        super("MEMBER-011", rows);
    }
}
