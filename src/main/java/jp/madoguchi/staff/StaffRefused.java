package jp.madoguchi.staff;

import jp.madoguchi.core.Refused;

/** What cannot be done about an account of staff. */
public final class StaffRefused extends Refused {

    private final Why why;

    /** The one reason. */
    public enum Why {
        INCOMPLETE("STAFF-006"),
        OWN("STAFF-007"),
        CHANGED("STAFF-008"),
        WAITS_ALREADY("STAFF-009"),
        REASON_MISSING("STAFF-010"),
        LAST_ADMIN("STAFF-011"),
        LINK_OVER("STAFF-012"),
        NAME_TAKEN("STAFF-013"),
        PASSWORD_WEAK("STAFF-014"),
        REVIEWED_ALREADY("STAFF-015");

        private final String code;

        Why(String code) {
            this.code = code;
        }
    }

    StaffRefused(Why why) {
        super(why.code);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
