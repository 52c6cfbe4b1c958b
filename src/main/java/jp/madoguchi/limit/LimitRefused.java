package jp.madoguchi.limit;

import jp.madoguchi.core.Refused;

/** What cannot be done about a request for a higher limit. */
public final class LimitRefused extends Refused {

    private final Why why;

    /** The one reason. */
    public enum Why {
        INCOMPLETE("LIMIT-001"),
        NO_CONTRACT("LIMIT-002"),
        OUT_OF_BOUNDS("LIMIT-003"),
        ANOTHER_OPEN("LIMIT-004"),
        NOT_OPEN("LIMIT-005"),
        FACTS_CHANGED("LIMIT-006"),
        NOT_CARRIED("LIMIT-007"),
        REASON_MISSING("LIMIT-008"),
        OFFER_ENDED("LIMIT-009"),
        SECOND_PERSON_ASKED("LIMIT-011"),
        NOT_LOWER("LIMIT-013");

        private final String code;

        Why(String code) {
            this.code = code;
        }
    }

    LimitRefused(Why why) {
        super(why.code);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
