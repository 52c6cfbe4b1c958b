package jp.madoguchi.demo;

import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import jp.madoguchi.demo.DemoCertificate.Fault;

/** What invented members send in: the eight commonest kinds, good and bad, as PDF, photograph and scan. */
public final class DemoCertificates {

    private static final String FORMER_EMPLOYER = "旧見本運輸株式会社";
    private static final String OTHER_NAME = "見本 一郎";
    private static final String OTHER_KANA = "ミホン イチロウ";
    private static final int LONG = 12;

    /** How a paper comes: as the company's PDF, or by a phone or scanner. */
    private enum Medium {
        PDF,
        PHOTO,
        SCAN
    }

    private record Recipe(String kind, Medium medium, Fault fault) {}

    private static final String[] KINDS = {
        "WITHHOLDING_SLIP",
        "PAY_SLIP",
        "BONUS_SLIP",
        "TAX_RETURN",
        "TAX_NOTICE",
        "INCOME_PROOF",
        "PAYMENT_REPORT",
        "PENSION_NOTICE"
    };

    private final LocalDate today;
    private final List<Recipe> recipes = recipes();

    /** @param today the papers lie before it */
    public DemoCertificates(LocalDate today) {
        this.today = today;
    }

    public int count() {
        return recipes.size();
    }

    /**
     * The same for the same number, person and day.
     *
     * @param n from 0, below {@link #count}
     */
    public DemoCertificate make(int n, Person person) {
        return made(recipes.get(n), person, n);
    }

    private static List<Recipe> recipes() {
        var recipes = new ArrayList<Recipe>();
        add(recipes, Medium.PDF, Fault.NONE, KINDS);
        add(recipes, Medium.PHOTO, Fault.NONE, KINDS);
        add(recipes, Medium.SCAN, Fault.NONE, KINDS);
        add(recipes, Medium.PHOTO, Fault.BLURRED, KINDS);
        add(recipes, Medium.PHOTO, Fault.CUT, KINDS);
        add(recipes, Medium.PDF, Fault.WRONG_YEAR, KINDS);
        add(recipes, Medium.PHOTO, Fault.LANDSCAPE, KINDS);
        add(recipes, Medium.PDF, Fault.FORMER_EMPLOYER, "WITHHOLDING_SLIP", "PAY_SLIP", "BONUS_SLIP", "PAYMENT_REPORT");
        add(recipes, Medium.PHOTO, Fault.TWO_PEOPLE, "WITHHOLDING_SLIP", "PAY_SLIP", "TAX_NOTICE");
        add(recipes, Medium.PDF, Fault.NUMBER_VISIBLE, "WITHHOLDING_SLIP", "TAX_RETURN", "PENSION_NOTICE");
        add(recipes, Medium.PHOTO, Fault.NUMBER_VISIBLE, "WITHHOLDING_SLIP");
        add(recipes, Medium.PDF, Fault.TWELVE_PAGES, "TAX_RETURN");
        return List.copyOf(recipes);
    }

    private static void add(List<Recipe> recipes, Medium medium, Fault fault, String... kinds) {
        List.of(kinds).forEach(kind -> recipes.add(new Recipe(kind, medium, fault)));
    }

    private DemoCertificate made(Recipe recipe, Person person, int n) {
        var whose = recipe.fault() == Fault.FORMER_EMPLOYER ? person.at(FORMER_EMPLOYER) : person;
        var pdf = pdf(recipe, whose);
        BiFunction<byte[], Integer, byte[]> shot = switch (recipe.fault()) {
            case BLURRED -> Photo::blurred;
            case CUT -> Photo::cut;
            case LANDSCAPE -> Photo::turned;
            case TWO_PEOPLE ->
                (first, number) -> Photo.two(first, pdf(recipe, person.called(OTHER_NAME, OTHER_KANA)), number);
            default -> Photo::taken;
        };
        return switch (recipe.medium()) {
            case PDF -> certificate(recipe, person, "収入証明書" + (n + 1) + ".pdf", pdf);
            case PHOTO -> certificate(recipe, person, "IMG_%04d.jpg".formatted(4_000 + 7 * n), shot.apply(pdf, n));
            case SCAN -> certificate(recipe, person, "scan%03d.png".formatted(n), Photo.scanned(pdf));
        };
    }

    private static DemoCertificate certificate(Recipe recipe, Person person, String name, byte[] content) {
        return new DemoCertificate(person.memberNo(), recipe.kind(), recipe.fault(), name, content);
    }

    private byte[] pdf(Recipe recipe, Person person) {
        var old = recipe.fault() == Fault.WRONG_YEAR;
        var visible = recipe.fault() == Fault.NUMBER_VISIBLE;
        var year = today.getYear() - (old ? 3 : 1);
        var fiscal = fiscalYear() - (old ? 2 : 0);
        var month = YearMonth.from(today).minusMonths(old ? 9 : 1);
        return switch (recipe.kind()) {
            case "WITHHOLDING_SLIP" -> WithholdingSlip.of(person, year, visible);
            case "PAY_SLIP" ->
                recipe.medium() == Medium.PDF ? PaySlip.of(person, month, 2) : PaySlip.of(person, month, 1);
            case "BONUS_SLIP" -> PaySlip.bonus(person, lastBonus(old));
            case "TAX_RETURN" -> TaxReturn.of(person, year, visible, recipe.fault() == Fault.TWELVE_PAGES ? LONG : 1);
            case "TAX_NOTICE" -> TaxNotice.of(person, fiscal);
            case "INCOME_PROOF" -> IncomeProof.of(person, fiscal, today.minusDays(old ? 400 : 20));
            case "PAYMENT_REPORT" -> PaymentReport.of(person, year);
            default -> PensionNotice.of(person, LocalDate.of(fiscal, Month.JUNE, 5), visible);
        };
    }

    /** Notices of a fiscal year come in June. */
    private int fiscalYear() {
        return today.getMonth().compareTo(Month.JUNE) > 0 ? today.getYear() : today.getYear() - 1;
    }

    private YearMonth lastBonus(boolean old) {
        var july = YearMonth.of(today.getYear(), Month.JULY);
        var last = july.isBefore(YearMonth.from(today)) ? july : july.minusMonths(7);
        return old ? last.minusYears(2) : last;
    }
}
