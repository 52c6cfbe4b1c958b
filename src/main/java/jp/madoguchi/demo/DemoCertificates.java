package jp.madoguchi.demo;

import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    private final LocalDate today;

    /** @param today the papers lie before it */
    public DemoCertificates(LocalDate today) {
        this.today = today;
    }

    /**
     * The same for the same people and day.
     *
     * @param people at least one; whoever has more than one turn sends more than one paper
     */
    public List<DemoCertificate> of(List<Person> people) {
        var recipes = recipes();
        return IntStream.range(0, recipes.size())
                .parallel()
                .mapToObj(n -> made(recipes.get(n), people.get(n % people.size()), n))
                .toList();
    }

    private static List<Recipe> recipes() {
        var recipes = new ArrayList<Recipe>();
        for (var kind : List.of(
                "WITHHOLDING_SLIP",
                "PAY_SLIP",
                "BONUS_SLIP",
                "TAX_RETURN",
                "TAX_NOTICE",
                "INCOME_PROOF",
                "PAYMENT_REPORT",
                "PENSION_NOTICE")) {
            recipes.add(new Recipe(kind, Medium.PDF, Fault.NONE));
            recipes.add(new Recipe(kind, Medium.PHOTO, Fault.NONE));
            recipes.add(new Recipe(kind, Medium.SCAN, Fault.NONE));
            recipes.add(new Recipe(kind, Medium.PHOTO, Fault.BLURRED));
            recipes.add(new Recipe(kind, Medium.PHOTO, Fault.CUT));
            recipes.add(new Recipe(kind, Medium.PDF, Fault.WRONG_YEAR));
            recipes.add(new Recipe(kind, Medium.PHOTO, Fault.LANDSCAPE));
        }
        Stream.of("WITHHOLDING_SLIP", "PAY_SLIP", "BONUS_SLIP", "PAYMENT_REPORT")
                .forEach(kind -> recipes.add(new Recipe(kind, Medium.PDF, Fault.FORMER_EMPLOYER)));
        Stream.of("WITHHOLDING_SLIP", "PAY_SLIP", "TAX_NOTICE")
                .forEach(kind -> recipes.add(new Recipe(kind, Medium.PHOTO, Fault.TWO_PEOPLE)));
        Stream.of("WITHHOLDING_SLIP", "TAX_RETURN", "PENSION_NOTICE")
                .forEach(kind -> recipes.add(new Recipe(kind, Medium.PDF, Fault.NUMBER_VISIBLE)));
        recipes.add(new Recipe("WITHHOLDING_SLIP", Medium.PHOTO, Fault.NUMBER_VISIBLE));
        recipes.add(new Recipe("TAX_RETURN", Medium.PDF, Fault.TWELVE_PAGES));
        return recipes;
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
