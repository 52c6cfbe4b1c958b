package jp.madoguchi.member;

import jp.madoguchi.core.Refused;

/** No member has this number. */
public final class NoSuchMember extends Refused {

    NoSuchMember() {
        super("MEMBER-013");
    }
}
