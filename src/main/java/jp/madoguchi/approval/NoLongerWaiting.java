package jp.madoguchi.approval;

import jp.madoguchi.core.Refused;

/** The request is decided, withdrawn, expired, or never was. */
public final class NoLongerWaiting extends Refused {

    public NoLongerWaiting() {
        super("APPROVAL-004");
    }
}
