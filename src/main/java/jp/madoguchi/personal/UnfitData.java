package jp.madoguchi.personal;

import jp.madoguchi.core.Message;
import jp.madoguchi.core.Refused;

/** A field of the new data is missing, or is no address, number or reading. */
public final class UnfitData extends Refused {

    private final String field;

    UnfitData(String field) {
        super("PERSONAL-001", Message.of("personal.field." + field));
        this.field = field;
    }

    /** Which field. */
    public String field() {
        return field;
    }

    @Override
    public Message next() {
        return Message.of("refused.PERSONAL-001.next");
    }
}
