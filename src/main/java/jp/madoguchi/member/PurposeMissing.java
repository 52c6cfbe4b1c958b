package jp.madoguchi.member;

import jp.madoguchi.core.Refused;

/** Without a contact in front, nobody looks at members without saying why. */
public final class PurposeMissing extends Refused {

    PurposeMissing() {
        super("MEMBER-012");
    }
}
