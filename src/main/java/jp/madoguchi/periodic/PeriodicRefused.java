package jp.madoguchi.periodic;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import jp.madoguchi.core.Message;
import jp.madoguchi.core.Refused;
import jp.madoguchi.core.Tokyo;

/** What cannot be done about a periodic review. */
public final class PeriodicRefused extends Refused {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Why why;

    /** The one reason. */
    public enum Why {
        NOT_OPEN("PERIODIC-001"),
        FACTS_CHANGED("PERIODIC-002"),
        NOT_CARRIED("PERIODIC-003"),
        REASON_MISSING("PERIODIC-004"),
        ENDED_BEFORE("PERIODIC-005"),
        NO_CERTIFICATE_NEEDED("PERIODIC-006");

        private final String code;

        Why(String code) {
            this.code = code;
        }
    }

    PeriodicRefused(Why why, Object... arguments) {
        super(why.code, arguments);
        this.why = why;
    }

    /** Somebody was quicker. */
    static PeriodicRefused ended(String who, Instant at, String outcome) {
        return new PeriodicRefused(
                Why.ENDED_BEFORE,
                who,
                TIME.format(at.atZone(Tokyo.ZONE)),
                Message.of("code.periodic_review.outcome." + outcome));
    }

    public Why why() {
        return why;
    }
}
