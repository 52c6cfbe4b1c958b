package jp.madoguchi.personal;

import static jp.madoguchi.ui.Texts.t;

/** The worklist in one line. */
final class ReportWords {

    private static final int DAY_FROM_HOURS = 48;

    private ReportWords() {}

    static String summary(ReportQueue queue) {
        if (queue.waiting() == 0) {
            return t("personal.reports.none");
        }
        var hours = queue.age().toHours();
        return hours < DAY_FROM_HOURS
                ? t("personal.reports.hours", queue.waiting(), hours)
                : t("personal.reports.days", queue.waiting(), queue.age().toDays());
    }
}
