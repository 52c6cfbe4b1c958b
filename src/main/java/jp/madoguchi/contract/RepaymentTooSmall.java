package jp.madoguchi.contract;

import java.util.Locale;
import jp.madoguchi.core.Refused;
import jp.madoguchi.core.Yen;

/** A monthly repayment below the minimum, or one with which a loan never ends. */
public final class RepaymentTooSmall extends Refused {

    private final Yen least;

    RepaymentTooSmall(Yen least) {
        super("CONTRACT-003", String.format(Locale.ROOT, "%,d", least.amount()));
        this.least = least;
    }

    /** The smallest that is possible. */
    public Yen least() {
        return least;
    }
}
