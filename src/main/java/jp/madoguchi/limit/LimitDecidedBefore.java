package jp.madoguchi.limit;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import jp.madoguchi.core.Message;
import jp.madoguchi.core.Refused;
import jp.madoguchi.core.Tokyo;

/** Somebody was quicker with the request: who, when, and what came of it. */
public final class LimitDecidedBefore extends Refused {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    /** @param who a name, or {@link Message} */
    LimitDecidedBefore(Object who, Instant at, Message outcome) {
        super("LIMIT-012", who, TIME.format(at.atZone(Tokyo.ZONE)), outcome);
    }

    @Override
    public Message next() {
        return Message.of("refused.LIMIT-012.next");
    }
}
