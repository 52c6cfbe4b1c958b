package jp.madoguchi.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import jp.madoguchi.bench.Result.Layer;
import org.jspecify.annotations.Nullable;

/** The promises, held against what was measured. */
final class Goals {

    private static final double ALONE_MS = 15;
    private static final double CROWD_MS = 60;
    private static final double CLICKS = 8;
    private static final double RARE = 1.5;
    private static final double FAR_PAGE = 1.5;
    private static final double CLEARING = 4;
    private static final double HISTORY = 1.2;
    private static final double OVER_SQL_MS = 0.3;
    private static final double MANY_ROWS = 1.5;
    private static final double SLOWEST_MS = 50;
    private static final double NOISE_MS = 0.3;

    private final List<Result> results;
    private final List<Goal> goals = new ArrayList<>();
    private final long largest;
    private final long smallest;

    /**
     * @param worst the case that comes closest to the limit, or passes it
     * @param met whether all cases stay within it
     */
    record Goal(String promise, String worst, boolean met) {}

    /** Of the largest database, and growth from the smallest. */
    static List<Goal> of(List<Result> results) {
        var judged = new Goals(results);
        judged.judge();
        return judged.goals;
    }

    private Goals(List<Result> results) {
        this.results = results;
        this.largest = results.stream().mapToLong(Result::members).max().orElse(0);
        this.smallest = results.stream().mapToLong(Result::members).min().orElse(0);
    }

    private void judge() {
        each("a search on the screen, one caller: p95 <= 15 ms", 1, result -> ratio(result, Layer.VIEW, ALONE_MS));
        each("a search on the screen, eight callers: p95 <= 60 ms", 8, result -> ratio(result, Layer.VIEW, CROWD_MS));
        each("a search on the screen, one caller: p95 <= 8 bare clicks", 1, result -> {
            var click = result.of(Layer.CLICK);
            return click == null ? null : ratio(result, Layer.VIEW, CLICKS * click.p95());
        });
        each("the use case over its own SQL: p50 <= transaction + 0.3 ms, x 1.5 with many rows", 1, result -> {
            var service = result.of(Layer.SERVICE);
            var transaction = result.of(Layer.TRANSACTION);
            return service == null || transaction == null
                    ? null
                    : service.p50() / ((result.rows() > 1.5 ? MANY_ROWS : 1) * transaction.p50() + OVER_SQL_MS);
        });
        each(
                "no search takes longer than 50 ms (p95 of the use case)",
                1,
                result -> ratio(result, Layer.SERVICE, SLOWEST_MS));
        if (largest > smallest) {
            each("growth by size: p95 <= 3, 8 or 20 times that of the small database", 1, this::growth);
        }
        for (var callers : List.of(1, 8)) {
            var common = find(Shape.COMMONEST_FULL, largest, callers);
            var rare = find(Shape.RAREST, largest, callers);
            if (common.isPresent() && rare.isPresent()) {
                compare(
                        "rare family names <= 1.5 x the commonest name, " + callers + " at once",
                        rare.get(),
                        common.get(),
                        RARE);
            }
            for (var list : Cases.LISTS) {
                var first = find(list + ", page 1", largest, callers);
                var far = find(list + ", page 200", largest, callers);
                if (first.isPresent() && far.isPresent()) {
                    compare(
                            list + ": page 200 <= 1.5 x page 1, " + callers + " at once",
                            far.get(),
                            first.get(),
                            FAR_PAGE);
                }
            }
            var brief = find(Cases.SHORT, largest, callers);
            var lasting = find(Cases.LONG, largest, callers);
            if (brief.isPresent() && lasting.isPresent()) {
                compare(
                        "opening a member with 5,000 transactions <= 1.2 x one with 10, " + callers + " at once",
                        lasting.get(),
                        brief.get(),
                        HISTORY);
            }
            find(Cases.CLEARING, largest, callers).ifPresent(clearing -> {
                var bare = clearing.of(Layer.SQL);
                goals.add(goal(
                        "clearing a lock <= 4 x the bare transaction, " + callers + " at once",
                        Cases.CLEARING,
                        bare == null ? null : ratio(clearing, Layer.SERVICE, CLEARING * bare.p95())));
            });
        }
    }

    private @Nullable Double growth(Result large) {
        var small = find(large.name(), smallest, large.callers());
        if (small.isEmpty()) {
            return null;
        }
        var before = small.get().of(Layer.SERVICE);
        return before == null ? null : ratio(large, Layer.SERVICE, large.growth() * before.p95() + NOISE_MS);
    }

    /** The use case of one against that of the other. */
    private void compare(String promise, Result one, Result other, double limit) {
        var base = other.of(Layer.SERVICE);
        goals.add(goal(promise, one.name(), base == null ? null : ratio(one, Layer.SERVICE, limit * base.p95())));
    }

    private void each(String promise, int callers, Function<Result, @Nullable Double> share) {
        var worst = 0.0;
        var name = "";
        for (var result : results) {
            if (result.members() != largest || result.callers() != callers || result.growth() == 0) {
                continue;
            }
            var used = share.apply(result);
            if (used != null && used > worst) {
                worst = used;
                name = result.name();
            }
        }
        if (!name.isEmpty()) {
            goals.add(goal(promise, name, worst));
        }
    }

    private static Goal goal(String promise, String name, @Nullable Double used) {
        return used == null
                ? new Goal(promise, name + ": not measured", false)
                : new Goal(promise, String.format(Locale.ROOT, "%s: %.0f %% of it", name, 100 * used), used <= 1);
    }

    /** How much of a limit in milliseconds the p95 takes; null where the layer was not measured. */
    private static @Nullable Double ratio(Result result, Layer layer, double limit) {
        var latency = result.of(layer);
        return latency == null ? null : latency.p95() / limit;
    }

    private Optional<Result> find(String name, long members, int callers) {
        return results.stream()
                .filter(result ->
                        result.name().equals(name) && result.members() == members && result.callers() == callers)
                .findFirst();
    }
}
