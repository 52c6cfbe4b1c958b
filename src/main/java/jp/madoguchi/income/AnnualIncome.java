package jp.madoguchi.income;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jp.madoguchi.core.Message;
import jp.madoguchi.core.Yen;

/**
 * Annual income (年収) from what a paper says, exact to the yen, and the formula in words (DOMAIN §3): a withholding slip by its
 * gross payment, two pay slips by their average times twelve and the bonuses, one that shows local tax times twelve, a pension
 * notice by its two-monthly payment times six, payment reports by their sum, everything else by its amount.
 *
 * @param amount above zero
 */
public record AnnualIncome(Yen amount, Message formula) {

    private static final int MONTHS = 12;
    private static final int PENSION_PAYMENTS = 6;

    /** Empty while a figure is missing, when there is one too many, or for a bonus slip without pay slips. */
    public static Optional<AnnualIncome> of(Figures figures) {
        var kind = figures.kind();
        if (kind == null || !isComplete(kind, figures)) {
            return Optional.empty();
        }
        var amounts = figures.amounts();
        var bonuses = sum(figures.bonuses());
        var annual = switch (kind) {
            case WITHHOLDING_SLIP, TAX_RETURN, TAX_NOTICE, INCOME_PROOF, BUSINESS_STATEMENT, PAYMENT_REPORT ->
                sum(amounts);
            case PAY_SLIP -> Math.addExact(Math.multiplyExact(sum(amounts), (long) MONTHS / amounts.size()), bonuses);
            case PENSION_NOTICE -> Math.multiplyExact(sum(amounts), PENSION_PAYMENTS);
            case BONUS_SLIP -> 0L;
        };
        return annual > 0
                ? Optional.of(new AnnualIncome(new Yen(annual), formula(kind, amounts, bonuses, annual)))
                : Optional.empty();
    }

    private static boolean isComplete(CertificateKind kind, Figures figures) {
        var given = figures.amounts().size();
        if (figures.amounts().stream().anyMatch(Yen::isZero)) {
            return false;
        }
        return switch (kind) {
            case PAY_SLIP -> given == 2 || given == 1 && figures.localTaxShown();
            case PAYMENT_REPORT -> given > 0;
            case BONUS_SLIP -> false;
            case WITHHOLDING_SLIP, TAX_RETURN, TAX_NOTICE, INCOME_PROOF, BUSINESS_STATEMENT, PENSION_NOTICE ->
                given == 1;
        };
    }

    private static Message formula(CertificateKind kind, List<Yen> amounts, long bonuses, long annual) {
        return switch (kind) {
            case PAY_SLIP ->
                amounts.size() == 2
                        ? Message.of(
                                "income.formula.two-slips",
                                grouped(amounts.getFirst().amount()),
                                grouped(amounts.getLast().amount()),
                                grouped(bonuses),
                                grouped(annual))
                        : Message.of(
                                "income.formula.one-slip",
                                grouped(amounts.getFirst().amount()),
                                grouped(bonuses),
                                grouped(annual));
            case PENSION_NOTICE ->
                Message.of("income.formula.pension", grouped(amounts.getFirst().amount()), grouped(annual));
            case PAYMENT_REPORT -> Message.of("income.formula.sum", amounts.size(), grouped(annual));
            case WITHHOLDING_SLIP, TAX_RETURN, TAX_NOTICE, INCOME_PROOF, BUSINESS_STATEMENT, BONUS_SLIP ->
                Message.of("income.formula." + kind, grouped(annual));
        };
    }

    private static long sum(List<Yen> amounts) {
        return amounts.stream().mapToLong(Yen::amount).reduce(0, Math::addExact);
    }

    private static String grouped(long yen) {
        return String.format(Locale.ROOT, "%,d", yen);
    }
}
