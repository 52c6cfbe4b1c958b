package jp.madoguchi.lending;

import java.time.LocalDate;
import jp.madoguchi.contract.Plan;
import jp.madoguchi.contract.WhatIf;
import jp.madoguchi.core.Yen;
import org.jspecify.annotations.Nullable;

/**
 * What a member asks about on the phone: if I repay, or borrow more, so much on that day.
 *
 * @param amount yen, at least 1
 * @param on not before today
 */
public record Supposed(Kind kind, Yen amount, LocalDate on) {

    /** Words are {@code lending.supposed.KIND}. */
    public enum Kind {
        REPAY,
        BORROW
    }

    /** What it comes to; the fields of the other kind are null. */
    record Answer(WhatIf.@Nullable Repaid repaid, WhatIf.@Nullable Borrowed borrowed) {

        /** The instalments after it; null where none can be told. */
        @Nullable
        Plan plan() {
            return borrowed != null ? borrowed.plan() : repaid == null ? null : repaid.plan();
        }
    }

    /** The largest amount that can be asked about, yen. */
    static Yen most(Kind kind, WhatIf whatIf, LocalDate on) {
        return kind == Kind.REPAY ? whatIf.payoff(on) : whatIf.available(on);
    }

    /** @throws NotToBeSupposed for a day that is past, nothing at all, or more than can be repaid or borrowed */
    Answer answer(WhatIf whatIf) {
        if (on.isBefore(whatIf.today())
                || amount.compareTo(Yen.ZERO) <= 0
                || amount.compareTo(most(kind, whatIf, on)) > 0) {
            throw new NotToBeSupposed();
        }
        return switch (kind) {
            case REPAY -> new Answer(whatIf.repaying(amount, on), null);
            case BORROW -> new Answer(null, whatIf.borrowing(amount, on));
        };
    }
}
