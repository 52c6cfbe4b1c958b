package jp.madoguchi.income;

import jp.madoguchi.core.Yen;

/**
 * The total-lending cap (総量規制): a third of the annual income against the own limit and what is owed to other moneylenders.
 *
 * @param cap yen, cut
 * @param used own limit and others' balances
 */
public record LendingCap(Yen cap, Yen used) {

    /** @param divisor setting {@code income.cap_divisor} */
    static LendingCap of(Yen annualIncome, Yen ownLimit, Yen others, int divisor) {
        return new LendingCap(new Yen(annualIncome.amount() / divisor), ownLimit.plus(others));
    }

    /** Whether the limit must be cut or borrowing stopped (貸金業法 13条の4). */
    public boolean isExceeded() {
        return used.compareTo(cap) > 0;
    }
}
