package jp.madoguchi.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import jp.madoguchi.bench.Goals.Goal;

/** What an open page of the search weighs, and how fast the console starts (goal 12). */
final class Memory {

    private static final int SESSIONS = 200;
    private static final int SEARCHES = 50;
    private static final double KIB = 1024;
    private static final double SESSION_KIB = 200;
    private static final double DRIFT = 0.05;
    private static final double START = 0.6;
    private static final int STARTS = 3;
    private static final long PATIENCE_SECONDS = 180;

    private Memory() {}

    static List<Goal> measure(Path folder, long members) throws Exception {
        var goals = new ArrayList<Goal>();
        try (var ground = Ground.on(folder, members)) {
            goals.addAll(sessions(ground));
            goals.addAll(starts(ground.console().jdbcUrl()));
        }
        return goals;
    }

    private static List<Goal> sessions(Ground ground) throws Exception {
        var pid = ground.console().pid();
        var typed = Shape.all(ground.superuser(), SEARCHES).stream()
                .filter(shape -> shape.name().equals("family name"))
                .findFirst()
                .orElseThrow()
                .typed();
        var clerks = ground.clerks(SESSIONS + 1);
        // One of them warms up whatever is made once.
        ground.tab(clerks.removeLast()).search(typed.getFirst());
        var empty = liveBytes(pid);
        var tabs = new ArrayList<SearchTab>();
        for (var clerk : clerks) {
            tabs.add(ground.tab(clerk));
            tabs.getLast().search(typed.getFirst());
        }
        take(tabs);
        var once = liveBytes(pid);
        for (var text : typed) {
            for (var tab : tabs) {
                tab.search(text);
            }
        }
        for (var tab : tabs) {
            tab.search(typed.getFirst());
        }
        take(tabs);
        var often = liveBytes(pid);
        var each = (once - empty) / KIB / SESSIONS;
        var later = (often - empty) / KIB / SESSIONS;
        System.out.printf(
                Locale.ROOT,
                "%d sessions: %.1f KiB live heap each after one search, %.1f KiB after %d more; live heap %.1f MiB without them, %.1f MiB with; RSS %d MiB%n",
                SESSIONS,
                each,
                later,
                SEARCHES + 1,
                empty / KIB / KIB,
                often / KIB / KIB,
                residentKib(pid) / 1024);
        return List.of(
                new Goal(
                        "live heap of an open search <= 200 KiB",
                        String.format(Locale.ROOT, "%.1f KiB", Math.max(each, later)),
                        Math.max(each, later) <= SESSION_KIB),
                new Goal(
                        "flat over 50 searches: within 5 %",
                        String.format(Locale.ROOT, "%.1f %%", 100 * (later - each) / each),
                        later <= each * (1 + DRIFT)));
    }

    /** What waits for a tab, as when others sign in, a browser takes by itself. */
    private static void take(List<SearchTab> tabs) throws Exception {
        for (var tab : tabs) {
            tab.click();
        }
    }

    /** After a full collection, by the histogram of the classes; what the collector fills gaps with is no object of the console. */
    private static long liveBytes(long pid) throws IOException {
        var bytes = 0L;
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        for (var i = 0; i < 2; i++) {
            var process = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram").start();
            try (var lines = process.inputReader()) {
                bytes = lines.lines()
                        .map(line -> line.strip().split(" +"))
                        .filter(row ->
                                row.length > 3 && row[0].endsWith(":") && !row[3].contains("jdk.internal.vm.Filler"))
                        .mapToLong(row -> Long.parseLong(row[2]))
                        .sum();
            }
        }
        return bytes;
    }

    private static long residentKib(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }

    // Start -----------------------------------------------------------------------------------------------------------

    /** The extracted jar on a database that is up, without and with a cache of what an earlier start has loaded. */
    private static List<Goal> starts(String jdbcUrl) throws Exception {
        var folder = Files.createTempDirectory(Path.of("target"), "start-");
        var jar = Path.of(System.getProperty("madoguchi.jar")).toAbsolutePath();
        run(folder, "-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", ".");
        seconds(folder, jdbcUrl, "-XX:AOTCacheOutput=console.aot");
        var plain = new ArrayList<Double>();
        var cached = new ArrayList<Double>();
        for (var i = 0; i < STARTS; i++) {
            plain.add(seconds(folder, jdbcUrl, "-Dplain=true"));
            cached.add(seconds(folder, jdbcUrl, "-XX:AOTCache=console.aot"));
        }
        System.out.printf(Locale.ROOT, "start to ready, s: plain %s, with the cache %s%n", plain, cached);
        var share = cached.stream().min(Double::compare).orElseThrow()
                / plain.stream().min(Double::compare).orElseThrow();
        return List.of(new Goal(
                "start with an AOT cache <= 0.6 x plain start",
                String.format(Locale.ROOT, "%.2f", share),
                share <= START));
    }

    private static double seconds(Path folder, String jdbcUrl, String option) throws Exception {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                option,
                "-jar",
                "madoguchi.jar",
                "--server.port=0",
                "--management.server.port=0");
        builder.directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("SPRING_DATASOURCE_URL", jdbcUrl);
        builder.environment().put("SPRING_DATASOURCE_USERNAME", "console_app");
        var started = System.nanoTime();
        var process = builder.start();
        try (var lines = process.inputReader()) {
            lines.lines()
                    .filter(line -> line.startsWith("ready: "))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the console did not start with " + option));
            var seconds = (System.nanoTime() - started) / 1e9;
            process.destroy();
            return Double.parseDouble(String.format(Locale.ROOT, "%.2f", seconds));
        } catch (UncheckedIOException broken) {
            throw new IllegalStateException("the console did not start with " + option, broken);
        } finally {
            process.destroy();
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static void run(Path folder, String... arguments) throws Exception {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(Arrays.asList(arguments));
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed");
        }
    }
}
