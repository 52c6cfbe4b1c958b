package jp.madoguchi.staff;

import jp.madoguchi.core.Refused;

/** A code did not count: wrong, used before, or too many tries; which of them only the trail tells. */
public final class FactorRefused extends Refused {

    private final String why;

    /** @param why WRONG or WAITS */
    FactorRefused(String why) {
        super("STAFF-005");
        this.why = why;
    }

    @Override
    public String reason() {
        return why;
    }
}
