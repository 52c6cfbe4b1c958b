package jp.madoguchi.limit;

import java.math.BigDecimal;
import java.util.UUID;
import jp.madoguchi.core.Yen;
import jp.madoguchi.lending.LimitFacts;

/**
 * Exactly what a second person agrees to: all figures, before and after.
 *
 * @param facts on which the maker saw it
 */
record Proposal(
        UUID request,
        Yen oldLimit,
        BigDecimal oldApr,
        Yen asked,
        Yen limit,
        BigDecimal apr,
        Yen minimum,
        Yen cap,
        LimitFacts facts) {}
