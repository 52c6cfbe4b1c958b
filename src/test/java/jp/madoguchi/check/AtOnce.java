package jp.madoguchi.check;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;

/** Lets all of them go at the same moment and collects what came of each. */
final class AtOnce {

    private AtOnce() {}

    static <T> List<T> run(List<? extends Callable<? extends T>> work) throws Exception {
        var start = new CyclicBarrier(work.size());
        var ends = new ArrayList<T>();
        try (var all = Executors.newFixedThreadPool(work.size())) {
            var running = work.stream()
                    .map(one -> all.<T>submit(() -> {
                        start.await();
                        return one.call();
                    }))
                    .toList();
            for (var end : running) {
                ends.add(end.get());
            }
        }
        return ends;
    }
}
