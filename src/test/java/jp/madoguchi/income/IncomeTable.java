package jp.madoguchi.income;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import jp.madoguchi.ReviewedTable;
import jp.madoguchi.ReviewedTable.Case;
import jp.madoguchi.core.Yen;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;

/** The cases of income/cases.tsv, put to the rules with the numbers that stand in the database. */
public final class IncomeTable {

    /** A moment from which all numbers of the cases hold. */
    private static final Instant MOMENT = Instant.parse("2026-11-22T00:00:00Z");

    private final Validity.Rules rules;

    public IncomeTable(BeanFactory beans) {
        rules = beans.getBean(IncomeRules.class).at(MOMENT);
    }

    public List<Case> cases() {
        return ReviewedTable.cases("/income/cases.tsv");
    }

    public void prove(Case each) {
        assertThat(answer(each.kind(), each.given().split(" "))).isEqualTo(each.expected());
    }

    private String answer(String kind, String[] given) {
        return switch (kind) {
            case "VALIDITY" -> validity(given);
            case "INCOME" -> income(given);
            case "RENEWAL" -> renewal(given);
            case "CAP" -> cap(Stream.of(given).map(IncomeTable::yen).toList());
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private String validity(String[] given) {
        var kind = CertificateKind.valueOf(given[0]);
        var slips = Stream.generate(() -> new Yen(1))
                .limit(Integer.parseInt(given[3]))
                .toList();
        return Validity.of(kind, LocalDate.parse(given[2]), rules)
                .answer(figures(kind, given[1], slips, List.of(), false, null))
                .name();
    }

    private static String income(String[] given) {
        var kind = given[0].equals("-") ? null : CertificateKind.valueOf(given[0]);
        var words = Arrays.asList(given);
        var bonus = words.indexOf("bonus");
        var figures = figures(
                kind,
                "-",
                given.length > 1 ? amounts(given[1]) : List.of(),
                bonus < 0 ? List.of() : amounts(given[bonus + 1]),
                words.contains("tax"),
                null);
        return AnnualIncome.of(figures)
                .map(annual -> annual.amount().toString())
                .orElse("NONE");
    }

    private String renewal(String[] given) {
        var issued = given[2].equals("-") ? null : LocalDate.parse(given[2]);
        var paperOn = Validity.paperOn(
                figures(CertificateKind.valueOf(given[0]), given[1], List.of(), List.of(), false, issued));
        return paperOn == null ? "NONE" : paperOn + " " + Validity.renewOn(paperOn, rules);
    }

    private static String cap(List<Yen> given) {
        var cap = LendingCap.of(given.get(0), given.get(1), given.get(2), 3);
        return cap.cap() + " " + cap.used() + (cap.isExceeded() ? " OVER" : " WITHIN");
    }

    private static Figures figures(
            @Nullable CertificateKind kind,
            String period,
            List<Yen> amounts,
            List<Yen> bonuses,
            boolean localTax,
            @Nullable LocalDate issued) {
        var month = period.contains("-") && period.length() > 1 ? YearMonth.parse(period) : null;
        var year = month == null && !period.equals("-") ? Integer.valueOf(period) : null;
        return new Figures(kind, year, month, amounts, bonuses, localTax, issued);
    }

    private static List<Yen> amounts(String text) {
        return Stream.of(text.split("\\+")).map(IncomeTable::yen).toList();
    }

    private static Yen yen(String digits) {
        return new Yen(Long.parseLong(digits));
    }
}
