package jp.madoguchi.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import jp.madoguchi.bench.Result.Layer;
import jp.madoguchi.core.Json;
import org.jspecify.annotations.Nullable;

/** What was measured, for people and for programs. */
final class Report {

    private static final String LINE = "%-48s %9s %2s | %15s %15s %15s %15s %15s | %7s %5s %6s %4s%s";

    private Report() {}

    static String table(List<Result> results) {
        return head() + "\n" + results.stream().map(Report::line).collect(Collectors.joining("\n"));
    }

    private static String head() {
        return String.format(
                LINE,
                "p50 / p95 in ms",
                "members",
                "at",
                "SQL",
                "transaction",
                "use case",
                "bare click",
                "screen",
                "buffers",
                "rows",
                "load",
                "idle",
                "");
    }

    static String line(Result result) {
        return String.format(
                LINE,
                result.name(),
                result.members(),
                result.callers(),
                pair(result.of(Layer.SQL)),
                pair(result.of(Layer.TRANSACTION)),
                pair(result.of(Layer.SERVICE)),
                pair(result.of(Layer.CLICK)),
                pair(result.of(Layer.VIEW)),
                result.buffers() == null ? "" : result.buffers(),
                String.format(Locale.ROOT, "%.1f", result.rows()),
                String.format(Locale.ROOT, "%.2f", result.load()),
                result.idle() + "%",
                result.isQuiet() ? "" : " (not quiet)");
    }

    static String goals(List<Goals.Goal> goals) {
        return goals.stream()
                .map(goal -> (goal.met() ? "met     " : "NOT MET ") + goal.promise() + " - " + goal.worst())
                .collect(Collectors.joining("\n"));
    }

    /** An array: the use case and the screen of each case as objects of their own. */
    static String json(List<Result> results) {
        List<Map<String, Object>> all = new ArrayList<>();
        results.forEach(result -> all.addAll(result.facts().values()));
        return Json.write(all);
    }

    /** The largest database at one caller and at eight, and the goals: for README.md. */
    static String readme(List<Result> results, List<Goals.Goal> goals) {
        var largest = results.stream().mapToLong(Result::members).max().orElse(0);
        var text = new StringBuilder(
                "| among %,d members, p50 / p95 in ms | SQL alone | use case | screen | 8 at once: use case | screen |\n|---|---|---|---|---|---|\n"
                        .formatted(largest));
        for (var one : results) {
            if (one.members() != largest || one.callers() != 1) {
                continue;
            }
            var eight = results.stream()
                    .filter(other ->
                            other.name().equals(one.name()) && other.members() == largest && other.callers() > 1)
                    .findFirst();
            text.append("| %s | %s | %s | %s | %s | %s |%n"
                    .formatted(
                            one.name(),
                            pair(one.of(Layer.SQL)),
                            pair(one.of(Layer.SERVICE)),
                            pair(one.of(Layer.VIEW)),
                            pair(eight.map(result -> result.of(Layer.SERVICE)).orElse(null)),
                            pair(eight.map(result -> result.of(Layer.VIEW)).orElse(null))));
        }
        text.append("\n| goal | met | closest |\n|---|---|---|\n");
        goals.forEach(goal ->
                text.append("| %s | %s | %s |%n".formatted(goal.promise(), goal.met() ? "yes" : "no", goal.worst())));
        return text.toString();
    }

    private static String pair(@Nullable Latency latency) {
        return latency == null ? "" : String.format(Locale.ROOT, "%.2f / %.2f", latency.p50(), latency.p95());
    }
}
