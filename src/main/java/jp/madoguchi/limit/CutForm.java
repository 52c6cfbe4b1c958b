package jp.madoguchi.limit;

import jp.madoguchi.core.Yen;
import org.jspecify.annotations.Nullable;

/**
 * A cut as it is asked for.
 *
 * @param limit from now on: lower than the present one, in steps of 10,000 yen; 0 = borrowing stops, login goes on
 * @param note for colleagues, 200 code points at most; null = none
 * @param contractVersion of the contract as it was seen
 */
public record CutForm(Yen limit, CutReason reason, @Nullable String note, int contractVersion) {}
