package jp.madoguchi.member;

import jp.madoguchi.core.Yen;

/** The minimum repayment (最低返済額): a share of the balance right after the last borrowing, up to whole 1,000 yen (DOMAIN §2). */
final class MinimumRepayment {

    private static final long STEP = 1_000;
    private static final long HUNDREDTHS_OF_PER_CENT = 10_000;

    private MinimumRepayment() {}

    /** Stays as it is while the member only repays. One yen above a band edge it is lower than on the edge: so are the terms. */
    static Yen of(Yen lastBorrowingBalance) {
        var balance = lastBorrowingBalance.amount();
        var share = balance <= 300_000 ? 361 : balance <= 1_000_000 ? 253 : 199;
        return new Yen(Math.ceilDiv(balance * share, STEP * HUNDREDTHS_OF_PER_CENT) * STEP);
    }
}
