package jp.madoguchi.limit;

import jp.madoguchi.core.Yen;
import org.jspecify.annotations.Nullable;

/**
 * What a member asks for and declares.
 *
 * @param limit the limit asked for, in whole steps of 10,000 yen
 * @param annualIncome up to 999,999,999 yen
 * @param employer up to 100 code points; null = none
 * @param othersBalance owed to other moneylenders
 * @param othersLenders to how many, 0 to 99
 */
public record NewLimitRequest(
        Yen limit,
        RequestPurpose purpose,
        Yen annualIncome,
        @Nullable String employer,
        Yen othersBalance,
        int othersLenders) {}
