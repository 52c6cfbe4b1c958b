package jp.madoguchi.notice;

import static jp.madoguchi.ui.Texts.locale;
import static jp.madoguchi.ui.Texts.t;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.format.TextStyle;
import java.util.Objects;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.ui.Formats;

/** Rules, changes and windows in words. */
final class RuleWords {

    private RuleWords() {}

    /** The rule in a sentence. */
    static String rule(RuleForm form) {
        var starts = Formats.time(Objects.requireNonNull(form.starts()));
        var length = length(Objects.requireNonNull(form.minutes()));
        return switch (form.kind()) {
            case WEEKLY -> t("notice.rule.WEEKLY", weekday(form.weekday()), starts, length);
            case NTH_WEEKDAY ->
                t(
                        "notice.rule.NTH_WEEKDAY",
                        weekday(form.weekday()),
                        starts,
                        length,
                        Objects.requireNonNull(form.nth()));
            case FIXED_DATE -> {
                var day = Objects.requireNonNull(form.yearly());
                yield t("notice.rule.FIXED_DATE", day.getMonthValue(), starts, length, day.getDayOfMonth());
            }
            case ONE_OFF ->
                t("notice.rule.ONE_OFF", Formats.date(Objects.requireNonNull(form.onDate())), starts, length);
        };
    }

    static String weekday(@org.jspecify.annotations.Nullable DayOfWeek weekday) {
        return Objects.requireNonNull(weekday).getDisplayName(TextStyle.FULL, locale());
    }

    private static String length(int minutes) {
        var length = Duration.ofMinutes(minutes);
        return length.toMinutesPart() == 0
                ? t("notice.rule.hours", length.toHours())
                : t("notice.rule.hours-minutes", length.toHours(), length.toMinutesPart());
    }

    /** A change in a sentence, without its reason. */
    static String change(RuleChange change, String rule) {
        return switch (change.what()) {
            case ADD -> t("notice.change.ADD", rule(Objects.requireNonNull(change.rule())), from(change));
            case REPLACE -> t("notice.change.REPLACE", rule, rule(Objects.requireNonNull(change.rule())), from(change));
            case END -> t("notice.change.END", rule, from(change));
            case SKIP -> t("notice.change.SKIP", rule, Formats.date(Objects.requireNonNull(change.windowDay())));
            case MOVE ->
                t(
                        "notice.change.MOVE",
                        rule,
                        Formats.date(Objects.requireNonNull(change.windowDay())),
                        Formats.dateTime(Objects.requireNonNull(change.movedTo())));
        };
    }

    private static String from(RuleChange change) {
        return Formats.dateTime(Objects.requireNonNull(change.countsFrom()));
    }

    /** Begin and end with their weekday. */
    static String window(MaintenanceWindow window) {
        return t("notice.window", moment(window.from()), moment(window.until()));
    }

    private static String moment(Instant at) {
        var weekday = Tokyo.date(at).getDayOfWeek().getDisplayName(TextStyle.SHORT, locale());
        return Formats.dateTime(at).replace(" ", "(" + weekday + ") ");
    }
}
