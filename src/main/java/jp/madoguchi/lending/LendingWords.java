package jp.madoguchi.lending;

import static jp.madoguchi.ui.Texts.t;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import jp.madoguchi.core.Yen;
import jp.madoguchi.ui.Formats;
import org.jspecify.annotations.Nullable;

/** What the screens call findings, decisions and facts of a limit. */
public final class LendingWords {

    private LendingWords() {}

    /** The task, e.g. 総量規制. */
    public static String task(LimitFinding finding) {
        return t("lending.finding." + finding.code());
    }

    /** The inputs in the formula, as numbers and dates. */
    public static String formula(LimitFinding finding) {
        var inputs = finding.inputs();
        return switch (finding.code()) {
            case "LOCKS" -> listed(inputs, "limit_facts.locks");
            case "BORROWING_STOP" -> listed(inputs, "borrowing_stop.reason");
            case "LEGAL_STANDING" -> listed(inputs, "contact_restriction.kind");
            case "RESTRICTED_FLAGS" -> listed(inputs, "attention_flag.kind");
            case "DELINQUENCY", "RECENT_CHANGE" ->
                t(
                        "lending.formula." + finding.code(),
                        inputs.stream()
                                .map(each -> each == null ? t("lending.none") : written(each))
                                .toArray());
            case "CONTRACT" -> t("lending.formula.CONTRACT", known(inputs.getFirst(), "contract.state"));
            case "WORKPLACE_CHECK" ->
                t(
                        "lending.formula.WORKPLACE_CHECK",
                        known(inputs.getFirst(), "workplace_check.result"),
                        written(inputs.get(1)),
                        written(inputs.get(2)));
            default ->
                t(
                        "lending.formula." + finding.code(),
                        inputs.stream().map(LendingWords::written).toArray());
        };
    }

    /** Where the rule stands: a statute, the terms, a rule of the house. */
    public static String rule(LimitFinding finding) {
        return t("lending.rule." + finding.code());
    }

    public static String result(LimitFinding.Result result) {
        return t("lending.result." + result);
    }

    /** Why it is in the way of an approval, and what can be done; empty when it is not. */
    public static String obstacle(LimitFinding finding) {
        return finding.result() == LimitFinding.Result.OK ? "" : t("lending.obstacle." + finding.code());
    }

    /** What would raise the largest lawful limit. */
    public static String lever(LimitJudgement.Lever lever) {
        var needed = lever.needed();
        return t(
                "lending.lever." + lever.way(),
                needed == null
                        ? ""
                        : lever.way() == LimitJudgement.Way.APR
                                ? needed.stripTrailingZeros().toPlainString()
                                : Formats.yen(new Yen(needed.longValueExact())),
                Formats.yen(new Yen(lever.reaches())));
    }

    public static String option(LimitJudgement.Option option) {
        return t("lending.option." + option);
    }

    public static String authority(LimitJudgement.Authority authority) {
        return t("lending.authority." + authority);
    }

    /** Names of facts, as {@link LimitFacts#changedSince} gives them. */
    public static String facts(List<String> names) {
        return names.stream()
                .map(name -> t("lending.fact." + name))
                .distinct()
                .collect(Collectors.joining(t("lending.comma")));
    }

    private static String listed(List<@Nullable Object> codes, String column) {
        return codes.isEmpty()
                ? t("lending.none")
                : codes.stream().map(each -> known(each, column)).collect(Collectors.joining(t("lending.comma")));
    }

    private static String known(@Nullable Object value, String column) {
        return value == null ? t("lending.unknown") : t("code." + column + "." + value);
    }

    private static String written(@Nullable Object value) {
        return switch (value) {
            case null -> t("lending.unknown");
            case Boolean yes -> t(yes ? "lending.yes" : "lending.no");
            case Number number -> String.format(Locale.ROOT, "%,d", number.longValue());
            default -> moment(Objects.toString(value));
        };
    }

    private static String moment(String text) {
        if (text.matches("\\d{4}-\\d\\d-\\d\\dT.+")) {
            return Formats.dateTime(OffsetDateTime.parse(text).toInstant());
        }
        return text.matches("\\d{4}-\\d\\d-\\d\\d") ? Formats.date(LocalDate.parse(text)) : text;
    }
}
