package jp.madoguchi.approval;

import java.util.List;
import jp.madoguchi.core.Message;
import jp.madoguchi.core.Refused;

/** What the request rests on is no longer as it was when it was made. */
public final class FactsChanged extends Refused {

    public FactsChanged() {
        super("APPROVAL-001");
    }

    /** @param changed names of what is no longer so */
    public FactsChanged(List<Message> changed) {
        super("APPROVAL-005", changed);
    }
}
