package jp.madoguchi.contract;

import static jp.madoguchi.db.madoguchi.Tables.HOLIDAY;
import static jp.madoguchi.db.madoguchi.Tables.PRODUCT_VERSION;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import jp.madoguchi.ReviewedTable;
import jp.madoguchi.core.Yen;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The cases of contract/cases.tsv, put to the reckoning with the terms and holidays that stand in the database. What is expected
 * was reckoned day by day in exact fractions by contract/reckon.py, which shares nothing with the product and is held against
 * every figure that DOMAIN §2 prints.
 */
public final class MoneyTable {

    private static final Yen LIMIT = new Yen(5_000_000);

    private final Terms terms;
    private final Set<LocalDate> holidays;

    public MoneyTable(DSLContext db) {
        terms = db.select(Reckonings.terms())
                .from(PRODUCT_VERSION)
                .where(PRODUCT_VERSION.PRODUCT_VERSION_.eq("2010-06"))
                .fetchSingle()
                .value1();
        holidays = db.select(HOLIDAY.DAY).from(HOLIDAY).fetchSet(HOLIDAY.DAY);
    }

    Terms terms() {
        return terms;
    }

    Set<LocalDate> holidays() {
        return holidays;
    }

    public static List<ReviewedTable.Case> cases() {
        return ReviewedTable.cases("/contract/cases.tsv");
    }

    public void prove(ReviewedTable.Case each) {
        var given = words(each.given());
        assertThat(answer(each.kind(), given)).as("%s", each).isEqualTo(each.expected());
    }

    private static Map<String, String> words(String text) {
        return Arrays.stream(text.split(" "))
                .map(word -> word.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private String answer(String kind, Map<String, String> given) {
        return switch (kind) {
            case "MINIMUM" -> terms.minimum(yen(given, "balance")).toString();
            case "INTEREST" ->
                Interest.of(
                                yen(given, "principal"),
                                new BigDecimal(given.get("rate")),
                                day(given, "after"),
                                day(given, "until"))
                        .toString();
            case "FIRST_DUE" -> dueDates(given).first(day(given, "day")).toString();
            case "NEXT_DUE" -> dueDates(given).after(day(given, "day")).toString();
            case "ON_DAY" -> told(new Reckoning(loan(given), terms, dueDates(given)).on(day(given, "day")));
            case "PLAN" -> told(plan(given));
            case "REPAY" -> told(whatIf(given).repaying(yen(given, "amount"), day(given, "on")));
            case "BORROW" -> told(whatIf(given).borrowing(yen(given, "amount"), day(given, "on")));
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private WhatIf whatIf(Map<String, String> given) {
        return new WhatIf(day(given, "today"), LIMIT, loan(given), terms, dueDates(given));
    }

    private Plan plan(Map<String, String> given) {
        var plain = "plain".equals(given.get("days"));
        UnaryOperator<LocalDate> next = plain ? day -> day.plusMonths(1) : dueDates(given)::after;
        return Plan.of(
                new Plan.Start(
                        yen(given, "balance"),
                        yen(given, "last"),
                        yen(given, "charges"),
                        apr(given),
                        day(given, "moved"),
                        day(given, "first")),
                terms,
                next,
                null,
                List.of());
    }

    private Loan loan(Map<String, String> given) {
        return new Loan(
                yen(given, "balance"),
                yen(given, "last"),
                yen(given, "charges"),
                yen(given, "latecharge"),
                yen(given, "toward"),
                apr(given),
                day(given, "moved"),
                given.containsKey("counted") ? day(given, "counted") : day(given, "moved"),
                dueDay(given),
                yen(given, "waived"),
                given.containsKey("ended") ? day(given, "ended") : null,
                missed(given.get("missed")));
    }

    private static Loan.@Nullable Missed missed(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var parts = text.split(":");
        return new Loan.Missed(LocalDate.parse(parts[0]), new Yen(Long.parseLong(parts[1])));
    }

    private DueDates dueDates(Map<String, String> given) {
        return new DueDates(dueDay(given), terms, holidays);
    }

    private static int dueDay(Map<String, String> given) {
        return Integer.parseInt(given.get("due"));
    }

    private static BigDecimal apr(Map<String, String> given) {
        return new BigDecimal(given.getOrDefault("apr", "17.8"));
    }

    private static Yen yen(Map<String, String> given, String name) {
        return new Yen(Long.parseLong(given.getOrDefault(name, "0")));
    }

    private static LocalDate day(Map<String, String> given, String name) {
        return LocalDate.parse(given.get(name));
    }

    // Answers in the words of the table
    // ---------------------------------------------------------------------------------------------------------

    private static String told(Reckoned it) {
        return "late=%d interest=%s charge=%s payoff=%s minimum=%s next=%s now=%s"
                .formatted(
                        it.daysLate(),
                        it.interest(),
                        it.lateCharge(),
                        it.payoff(),
                        it.minimum(),
                        or(it.nextDue()),
                        it.dueNow());
    }

    private static String told(Plan plan) {
        return "number=%d total=%s interest=%s end=%s"
                .formatted(plan.number(), plan.total(), plan.interest(), or(plan.end()));
    }

    private static String told(WhatIf.Repaid it) {
        var plan = it.plan();
        assertThat(it.lateCharge().plus(it.interest()).plus(it.principal())).isEqualTo(it.amount());
        return "charge=%s interest=%s principal=%s left=%s counts=%s saved=%s next=%s minimum=%s missing=%s number=%s end=%s"
                .formatted(
                        it.lateCharge(),
                        it.interest(),
                        it.principal(),
                        it.left(),
                        it.counts() ? "yes" : "no",
                        or(it.interestSaved()),
                        or(it.nextDue()),
                        it.nextMinimum(),
                        it.stillLate(),
                        plan == null ? "-" : plan.number(),
                        plan == null ? "-" : or(plan.end()));
    }

    private static String told(WhatIf.Borrowed it) {
        return "balance=%s minimum=%s due=%s number=%d interest=%s more=%s end=%s"
                .formatted(
                        it.balance(),
                        it.minimum(),
                        it.due(),
                        it.plan().number(),
                        it.interest(),
                        it.moreInterest(),
                        or(it.plan().end()));
    }

    private static String or(@Nullable Object value) {
        return value == null ? "-" : value.toString();
    }
}
