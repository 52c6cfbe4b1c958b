package jp.madoguchi.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Times calls: a fixed number of them, each awaited, by one caller or several at once. */
final class Measure {

    private static final int PASSES = 2;

    private Measure() {}

    /**
     * The layers one after the other, and again: what disturbs the machine for a while disturbs all of them. Of each layer
     * the better pass counts, by its p95.
     *
     * @param layers for each layer its callers
     */
    static <L> Map<L, Latency> interleaved(Map<L, ? extends List<? extends Caller>> layers, Map<L, Integer> calls)
            throws Exception {
        var better = new LinkedHashMap<L, Latency>();
        for (var pass = 0; pass < PASSES; pass++) {
            for (var layer : layers.entrySet()) {
                var latency = Latency.of(block(layer.getValue(), calls.get(layer.getKey())));
                better.merge(layer.getKey(), latency, (a, b) -> a.p95() <= b.p95() ? a : b);
            }
        }
        return better;
    }

    /** All callers together make so many calls; nanoseconds of each. */
    static long[] block(List<? extends Caller> callers, int calls) throws Exception {
        var nanos = new long[calls];
        var next = new AtomicInteger();
        var start = new CountDownLatch(callers.size());
        try (var threads = Executors.newFixedThreadPool(callers.size())) {
            var work = new ArrayList<Future<?>>();
            for (var caller : callers) {
                work.add(threads.submit(() -> {
                    caller.arrive();
                    start.countDown();
                    start.await();
                    for (var i = next.getAndIncrement(); i < calls; i = next.getAndIncrement()) {
                        nanos[i] = caller.call(i);
                    }
                    return null;
                }));
            }
            for (var each : work) {
                each.get();
            }
        }
        return nanos;
    }
}
