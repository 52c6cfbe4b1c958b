package jp.madoguchi.approval;

import jp.madoguchi.core.Refused;

/** What the request rests on is no longer as it was when it was made. */
public final class FactsChanged extends Refused {

    public FactsChanged() {
        super("APPROVAL-001");
    }
}
