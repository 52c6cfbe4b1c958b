package jp.madoguchi.bench;

import java.util.Arrays;

/** How long calls took, in milliseconds. */
public record Latency(int n, double p50, double p95, double p99) {

    private static final double NANOS = 1e6;

    /** @param nanos of each call, in any order */
    public static Latency of(long[] nanos) {
        var sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Latency(sorted.length, at(sorted, 50), at(sorted, 95), at(sorted, 99));
    }

    /** The smallest that so many per cent do not exceed. */
    private static double at(long[] sorted, int percent) {
        return sorted[Math.max(0, Math.ceilDiv(sorted.length * percent, 100) - 1)] / NANOS;
    }
}
