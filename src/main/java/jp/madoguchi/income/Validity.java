package jp.madoguchi.income;

import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Which papers prove an income, by the month in which they are received (DOMAIN §3), and until when an accepted one holds.
 *
 * @param oldest first month of the oldest period that is accepted
 * @param newest last month of the newest one
 */
public record Validity(YearMonth oldest, YearMonth newest) {

    /**
     * The numbers of the trade, each a dated setting {@code income.*}.
     *
     * @param withholdingFrom from this month the withholding slip of the running year is accepted
     * @param withholdingUntil until this month the withholding slip of the year before last is accepted
     * @param returnUntil the same for tax returns and business statements
     * @param taxPaperUntil the same for tax notices and proofs of income
     * @param reportUntil the same for payment reports
     * @param paySlipMonths how many months before that of receipt a pay slip may be
     * @param bonusSlipMonths the same for a bonus slip
     * @param pensionIssue the month in which the year's pension notices are issued
     * @param pensionUntil until this month those of the year before are accepted
     * @param renewalYears how long an accepted paper proves the income
     */
    public record Rules(
            int withholdingFrom,
            int withholdingUntil,
            int returnUntil,
            int taxPaperUntil,
            int reportUntil,
            int paySlipMonths,
            int bonusSlipMonths,
            int pensionIssue,
            int pensionUntil,
            int renewalYears) {}

    /** What is said of one paper. */
    public enum Answer {
        VALID,
        /** Its period is not typed yet. */
        UNKNOWN,
        TOO_OLD,
        /** Its period is not over, or lies ahead. */
        TOO_NEW
    }

    /** What is accepted of a kind on the day of receipt. */
    public static Validity of(CertificateKind kind, LocalDate received, Rules rules) {
        var month = YearMonth.from(received);
        return switch (kind) {
            case WITHHOLDING_SLIP ->
                new Validity(
                        years(received, rules.withholdingUntil()).oldest(),
                        month.getMonthValue() >= rules.withholdingFrom() ? month.withMonth(12) : endOfLastYear(month));
            case TAX_RETURN, BUSINESS_STATEMENT -> years(received, rules.returnUntil());
            case TAX_NOTICE, INCOME_PROOF -> years(received, rules.taxPaperUntil());
            case PAYMENT_REPORT -> years(received, rules.reportUntil());
            case PAY_SLIP -> new Validity(month.minusMonths(rules.paySlipMonths()), month);
            case BONUS_SLIP -> new Validity(month.minusMonths(rules.bonusSlipMonths()), month);
            case PENSION_NOTICE -> {
                var issue = month.withMonth(rules.pensionIssue());
                yield new Validity(month.getMonthValue() > rules.pensionUntil() ? issue : issue.minusYears(1), month);
            }
        };
    }

    private static Validity years(LocalDate received, int until) {
        var month = YearMonth.from(received);
        var oldest = month.getMonthValue() <= until ? month.getYear() - 2 : month.getYear() - 1;
        return new Validity(YearMonth.of(oldest, 1), endOfLastYear(month));
    }

    private static YearMonth endOfLastYear(YearMonth month) {
        return YearMonth.of(month.getYear() - 1, 12);
    }

    public Answer answer(Figures figures) {
        var kind = figures.kind();
        if (kind == null) {
            return Answer.UNKNOWN;
        }
        var last = lastMonth(kind, figures);
        if (last == null) {
            return Answer.UNKNOWN;
        }
        if (last.isAfter(newest)) {
            return Answer.TOO_NEW;
        }
        // Two pay slips: the month before the latest is accepted too, or both are not.
        var first = kind == CertificateKind.PAY_SLIP
                ? last.minusMonths(Math.max(1, figures.amounts().size()) - 1)
                : last;
        return first.isBefore(oldest) ? Answer.TOO_OLD : Answer.VALID;
    }

    /** Day of issue, or the last day of which the paper tells where it has none: never too late. */
    public static @Nullable LocalDate paperOn(Figures figures) {
        if (figures.issuedOn() != null || figures.kind() == null) {
            return figures.issuedOn();
        }
        var last = lastMonth(figures.kind(), figures);
        if (last == null) {
            return null;
        }
        return figures.kind() == CertificateKind.PENSION_NOTICE ? last.atDay(1) : last.atEndOfMonth();
    }

    /** First day on which a paper of that day no longer proves the income (貸金業法施行規則: three years). */
    public static LocalDate renewOn(LocalDate paperOn, Rules rules) {
        return paperOn.plusYears(rules.renewalYears());
    }

    private static @Nullable YearMonth lastMonth(CertificateKind kind, Figures figures) {
        if (Figures.isMonthly(kind)) {
            return figures.month();
        }
        return figures.year() == null ? null : YearMonth.of(figures.year(), 12);
    }
}
