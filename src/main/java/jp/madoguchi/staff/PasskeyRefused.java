package jp.madoguchi.staff;

import jp.madoguchi.core.Refused;

/** What a browser answered for a passkey did not count; why not, only the trail tells. */
public final class PasskeyRefused extends Refused {

    private final String why;

    /** @param why UNKNOWN, WRONG, LATE, WAITS or ACCOUNT_NOT_OPEN */
    PasskeyRefused(String why) {
        super("STAFF-020");
        this.why = why;
    }

    @Override
    public String reason() {
        return why;
    }
}
