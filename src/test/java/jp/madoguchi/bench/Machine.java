package jp.madoguchi.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** How busy the machine is with other things. */
final class Machine {

    private static final long WATCHED = 400_000_000L;
    private static final int IDLE = 4;

    private Machine() {}

    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** Per cent of the processors' time that nobody wants, over 0.4 s; 100 where the system does not tell. */
    static long idle() throws IOException {
        var stat = Path.of("/proc/stat");
        if (!Files.exists(stat)) {
            return 100;
        }
        var before = ticks(stat);
        LockSupport.parkNanos(WATCHED);
        var after = ticks(stat);
        var all = Arrays.stream(after).sum() - Arrays.stream(before).sum();
        return all == 0 ? 100 : 100 * (after[IDLE - 1] - before[IDLE - 1]) / all;
    }

    private static long[] ticks(Path stat) throws IOException {
        return Arrays.stream(Files.readAllLines(stat).getFirst().split(" +"))
                .skip(1)
                .limit(8)
                .mapToLong(Long::parseLong)
                .toArray();
    }
}
