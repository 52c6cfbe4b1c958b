package jp.madoguchi.retention;

import jp.madoguchi.core.Refused;

/** Why a hold is not set or not ended. */
public final class HoldRefused extends Refused {

    private final Why why;

    /** The one reason. */
    public enum Why {
        REASON_MISSING("RETENTION-001"),
        UNKNOWN_MEMBER("RETENTION-002"),
        HELD_ALREADY("RETENTION-003"),
        ENDED_BEFORE("RETENTION-004");

        private final String code;

        Why(String code) {
            this.code = code;
        }
    }

    HoldRefused(Why why) {
        super(why.code);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
