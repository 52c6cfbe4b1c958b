package jp.madoguchi.ownrecord;

import jp.madoguchi.core.Refused;

/** What cannot be done about a declaration. */
public final class DeclarationRefused extends Refused {

    private final Why why;

    /** The one reason. */
    public enum Why {
        INCOMPLETE("OWN-002"),
        UNKNOWN_MEMBER("OWN-003"),
        WAITS_ALREADY("OWN-004"),
        DECIDED_BEFORE("OWN-005"),
        SECOND_ADMIN_NEEDED("OWN-006"),
        REASON_MISSING("OWN-007");

        private final String code;

        Why(String code) {
            this.code = code;
        }
    }

    DeclarationRefused(Why why) {
        super(why.code);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
