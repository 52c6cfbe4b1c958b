package jp.madoguchi.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one case.
 *
 * @param members in the database
 * @param callers at once
 * @param layers the same thing done at several heights, measured in turns
 * @param growth how many times longer it may take in the largest database than in the smallest; 0 = no search
 * @param buffers that its statements look at; null when not counted
 * @param rows that it answers, on average
 * @param load load average before it
 * @param idle per cent of the machine that was idle just before it
 */
record Result(
        String name,
        long members,
        int callers,
        int growth,
        Map<Layer, Latency> layers,
        @Nullable Long buffers,
        double rows,
        double load,
        long idle) {

    /** From the database up. */
    enum Layer {
        /** The statements alone, prepared, with their values, as JDBC sends them. */
        SQL,
        /** Everything that the use case sends, in its transaction, with the entry of the trail. */
        TRANSACTION,
        /** The use case. */
        SERVICE,
        /** Nothing: a click on the page that nobody listens to, over HTTP. */
        CLICK,
        /** The page, over HTTP: from what is done to the answer. */
        VIEW
    }

    /** Below this the machine was at work with something else. */
    private static final long QUIET = 80;

    boolean isQuiet() {
        return idle >= QUIET;
    }

    @Nullable
    Latency of(Layer layer) {
        return layers.get(layer);
    }

    /** One object for the use case and one for the view, those that were measured; times in milliseconds. */
    Map<Layer, Map<String, Object>> facts() {
        var facts = new LinkedHashMap<Layer, Map<String, Object>>();
        for (var layer : new Layer[] {Layer.SERVICE, Layer.VIEW}) {
            var ours = of(layer);
            if (ours != null) {
                facts.put(layer, facts(layer, ours));
            }
        }
        return facts;
    }

    private Map<String, Object> facts(Layer layer, Latency ours) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("case", layer == Layer.VIEW ? name + " (view)" : name);
        facts.put("members", members);
        facts.put("callers", callers);
        facts.put("n", ours.n());
        facts.put("p50_ms", rounded(ours.p50()));
        facts.put("p95_ms", rounded(ours.p95()));
        facts.put("p99_ms", rounded(ours.p99()));
        put(facts, "raw", of(Layer.SQL));
        if (layer == Layer.SERVICE) {
            put(facts, "transaction", of(Layer.TRANSACTION));
        } else {
            put(facts, "click", of(Layer.CLICK));
        }
        facts.put("buffers", buffers);
        facts.put("rows", rounded(rows));
        facts.put("load", rounded(load));
        facts.put("idle_percent", idle);
        return facts;
    }

    private static void put(Map<String, Object> facts, String name, @Nullable Latency latency) {
        facts.put(name + "_p50_ms", latency == null ? null : rounded(latency.p50()));
        facts.put(name + "_p95_ms", latency == null ? null : rounded(latency.p95()));
    }

    static double rounded(double value) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.3f", value));
    }
}
