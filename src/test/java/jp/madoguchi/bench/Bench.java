package jp.madoguchi.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import jp.madoguchi.LargeDatabase;

/**
 * How long things take, measured beside the bare database in the same run. Arguments: see script/bench; how it is measured
 * stands in docs/performance.md.
 */
final class Bench {

    private static final long SMALL = 100_000;
    private static final String BEGIN = "<!-- bench -->";
    private static final String END = "<!-- /bench -->";

    private final Options options;
    private final List<Result> results = new ArrayList<>();

    private Bench(Options options) {
        this.options = options;
    }

    public static void main(String[] args) throws Exception {
        var options = Options.of(args);
        var bench = new Bench(options);
        var met = options.memory() ? bench.memory() : bench.times();
        System.exit(met ? 0 : 1);
    }

    private boolean times() throws Exception {
        for (var members : new TreeSet<>(List.of(Math.min(SMALL, options.members()), options.members()))) {
            var folder = options.data().resolve(Long.toString(members));
            Files.createDirectories(folder);
            LargeDatabase.make(folder, members, options.reset());
            try (var ground = Ground.on(folder, members)) {
                results.addAll(new Cases(ground, members, options).measure());
            }
        }
        var goals = Goals.of(results);
        var table = Report.table(results);
        System.out.println(table);
        System.out.println(Report.goals(goals));
        Files.writeString(options.json(), Report.json(results));
        Files.writeString(options.plot(), Plot.svg(results));
        System.out.println("written: " + options.json() + " " + options.plot());
        if (options.readme()) {
            writeReadme(Report.readme(results, goals));
        }
        return goals.stream().allMatch(Goals.Goal::met);
    }

    private boolean memory() throws Exception {
        var folder = options.data().resolve(Long.toString(options.members()));
        Files.createDirectories(folder);
        LargeDatabase.make(folder, options.members(), options.reset());
        var goals = Memory.measure(folder, options.members());
        System.out.println(Report.goals(goals));
        return goals.stream().allMatch(Goals.Goal::met);
    }

    /** Between the two marks of README.md, and nowhere else. */
    private static void writeReadme(String table) throws Exception {
        var readme = Path.of("README.md");
        var text = Files.readString(readme);
        var from = text.indexOf(BEGIN) + BEGIN.length();
        var to = text.indexOf(END);
        if (from < BEGIN.length() || to < from) {
            throw new IllegalStateException("README.md has no place for the table between " + BEGIN + " and " + END);
        }
        Files.writeString(readme, text.substring(0, from) + "\n" + table + text.substring(to));
    }
}
