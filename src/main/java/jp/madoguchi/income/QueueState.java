package jp.madoguchi.income;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The queue at one moment: every sending counted, the first ones listed in the order in which they are taken.
 *
 * @param groups how many of each kind, priority and age
 * @param mine what the reader has in front
 */
public record QueueState(
        Instant asOf,
        List<Group> groups,
        List<QueueLine> lines,
        @Nullable QueueLine mine) {

    /** How long something waits. */
    public enum Age {
        /** Less than a day. */
        FRESH,
        /** Up to three days. */
        WAITING,
        OLD
    }

    /** Sendings alike. */
    public record Group(String kind, int priority, Age age, int count) {}

    public int count() {
        return groups.stream().mapToInt(Group::count).sum();
    }

    <K extends Comparable<K>> Map<K, Integer> countBy(Function<Group, K> part) {
        return groups.stream().collect(Collectors.groupingBy(part, TreeMap::new, Collectors.summingInt(Group::count)));
    }
}
