package jp.madoguchi.notice;

import jp.madoguchi.core.Refused;

/** What cannot be done about a notice or a maintenance rule. */
public final class NoticeRefused extends Refused {

    private final Why why;

    /** The one reason. */
    public enum Why {
        INCOMPLETE("NOTICE-001"),
        CLOCKS("NOTICE-002"),
        PAST_END("NOTICE-003"),
        NO_EMERGENCY("NOTICE-004"),
        CHANGED("NOTICE-005"),
        WAITS_ALREADY("NOTICE-006"),
        OWN("NOTICE-007"),
        REASON_MISSING("NOTICE-008"),
        RULE_INCOMPLETE("NOTICE-009");

        private final String code;

        Why(String code) {
            this.code = code;
        }
    }

    NoticeRefused(Why why) {
        super(why.code);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
