package jp.madoguchi.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jp.madoguchi.bench.Result.Layer;
import org.jspecify.annotations.Nullable;

/** The searches as a picture: for each shape the p95 of SQL, use case and screen, on a logarithmic scale. */
final class Plot {

    private static final int WIDTH = 960;
    private static final int LEFT = 330;
    private static final int RIGHT = 40;
    private static final int TOP = 70;
    private static final int ROW = 22;
    private static final double LEAST_MS = 0.02;
    private static final double MOST_MS = 200;
    private static final double[] MARKS = {0.1, 1, 10, 100};

    private Plot() {}

    private record Series(Layer layer, String label, String colour) {}

    private static final List<Series> SERIES = List.of(
            new Series(Layer.SQL, "SQL alone", "#7a8699"),
            new Series(Layer.SERVICE, "use case", "#1f6feb"),
            new Series(Layer.VIEW, "screen", "#c2410c"));

    /** Of the largest database, one caller. */
    static String svg(List<Result> results) {
        var largest = results.stream().mapToLong(Result::members).max().orElse(0);
        var shown = results.stream()
                .filter(result -> result.members() == largest && result.callers() == 1 && result.growth() > 0)
                .toList();
        var height = TOP + shown.size() * ROW + 40;
        var parts = new ArrayList<String>();
        parts.add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">"
                        .formatted(WIDTH, height));
        parts.add("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        parts.add(text(20, 24, "start", "p95 in ms of a search among %,d members, one caller".formatted(largest), 15));
        var x = LEFT;
        for (var series : SERIES) {
            parts.add("<circle cx=\"%d\" cy=\"46\" r=\"5\" fill=\"%s\"/>".formatted(x, series.colour()));
            parts.add(text(x + 10, 50, "start", series.label(), 12));
            x += 110;
        }
        for (var mark : MARKS) {
            parts.add("<line x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"%2$d\" y2=\"%3$d\" stroke=\"#d8dee6\"/>"
                    .formatted(at(mark), TOP - 6, height - 30));
            parts.add(text(at(mark), height - 12, "middle", String.format(Locale.ROOT, "%.1f", mark), 12));
        }
        for (var i = 0; i < shown.size(); i++) {
            parts.addAll(row(shown.get(i), TOP + i * ROW + ROW / 2));
        }
        parts.add("</svg>\n");
        return String.join("\n", parts);
    }

    private static List<String> row(Result result, int y) {
        var parts = new ArrayList<String>();
        parts.add(text(LEFT - 14, y + 4, "end", result.name(), 12));
        for (var series : SERIES) {
            @Nullable Latency latency = result.of(series.layer());
            if (latency != null) {
                parts.add(String.format(
                        Locale.ROOT,
                        "<circle cx=\"%.1f\" cy=\"%d\" r=\"5\" fill=\"%s\"/>",
                        at(latency.p95()),
                        y,
                        series.colour()));
            }
        }
        return parts;
    }

    private static double at(double ms) {
        var share = Math.log(Math.clamp(ms, LEAST_MS, MOST_MS) / LEAST_MS) / Math.log(MOST_MS / LEAST_MS);
        return LEFT + share * (WIDTH - LEFT - RIGHT);
    }

    private static String text(double x, int y, String anchor, String text, int size) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\" font-size=\"%d\" fill=\"#1c2430\">%s</text>",
                x,
                y,
                anchor,
                size,
                text);
    }
}
