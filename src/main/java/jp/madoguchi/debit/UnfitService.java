package jp.madoguchi.debit;

import jp.madoguchi.core.Message;
import jp.madoguchi.core.Refused;

/** A field of the request is missing, or names no bank, branch, account or lead time. */
public final class UnfitService extends Refused {

    private final String field;

    UnfitService(String field) {
        super("DEBIT-001", Message.of("debit.field." + field));
        this.field = field;
    }

    /** Which field. */
    public String field() {
        return field;
    }

    @Override
    public Message next() {
        return Message.of("refused.DEBIT-001.next");
    }
}
