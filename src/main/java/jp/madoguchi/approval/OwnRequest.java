package jp.madoguchi.approval;

import jp.madoguchi.core.Refused;

/** Nobody decides what they asked for themselves. */
public final class OwnRequest extends Refused {

    public OwnRequest() {
        super("APPROVAL-003");
    }
}
