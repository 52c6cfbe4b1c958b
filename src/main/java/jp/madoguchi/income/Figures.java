package jp.madoguchi.income;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import jp.madoguchi.core.Yen;
import org.jspecify.annotations.Nullable;

/**
 * What is read off the papers of one sending.
 *
 * @param kind of the paper that proves the income; null until chosen
 * @param year of the income, for papers of a year (a tax notice of fiscal 2026 tells of 2025)
 * @param month the latest one paid, of pay slips the later of two; the month of issue of a pension notice
 * @param amounts as the paper has them; of pay slips the gross of the latest month, then of the month before
 * @param bonuses gross bonuses of the last year, where their slips are there
 * @param localTaxShown whether the one pay slip shows local tax, so that no second is needed
 * @param issuedOn day of issue, where the paper has one
 */
public record Figures(
        @Nullable CertificateKind kind,
        @Nullable Integer year,
        @Nullable YearMonth month,
        List<Yen> amounts,
        List<Yen> bonuses,
        boolean localTaxShown,
        @Nullable LocalDate issuedOn) {

    /** Nothing read yet. */
    public static final Figures NONE = new Figures(null, null, null, List.of(), List.of(), false, null);

    public Figures {
        amounts = List.copyOf(amounts);
        bonuses = List.copyOf(bonuses);
    }

    /** Papers of a single month: their period is a month, not a year. */
    static boolean isMonthly(CertificateKind kind) {
        return switch (kind) {
            case PAY_SLIP, BONUS_SLIP, PENSION_NOTICE -> true;
            case WITHHOLDING_SLIP, TAX_RETURN, TAX_NOTICE, INCOME_PROOF, PAYMENT_REPORT, BUSINESS_STATEMENT -> false;
        };
    }

    /** Papers by which an employer or client speaks of its own payments. */
    static boolean isOfEmployer(CertificateKind kind) {
        return switch (kind) {
            case WITHHOLDING_SLIP, PAY_SLIP, BONUS_SLIP, PAYMENT_REPORT -> true;
            case TAX_RETURN, TAX_NOTICE, INCOME_PROOF, PENSION_NOTICE, BUSINESS_STATEMENT -> false;
        };
    }
}
