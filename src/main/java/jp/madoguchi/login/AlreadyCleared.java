package jp.madoguchi.login;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import jp.madoguchi.core.Message;
import jp.madoguchi.core.Refused;
import jp.madoguchi.core.Tokyo;

/** Somebody else cleared the lock a moment ago; says who and when. */
public final class AlreadyCleared extends Refused {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final String staffName;
    private final Instant at;

    AlreadyCleared(String staffName, Instant at) {
        super("LOGIN-001", staffName, TIME.format(at.atZone(Tokyo.ZONE)));
        this.staffName = staffName;
        this.at = at;
    }

    public String staffName() {
        return staffName;
    }

    public Instant at() {
        return at;
    }

    @Override
    public Message next() {
        return Message.of("refused.LOGIN-001.next");
    }
}
