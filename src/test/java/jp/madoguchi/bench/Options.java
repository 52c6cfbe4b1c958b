package jp.madoguchi.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What was asked for on the command line.
 *
 * @param members of the larger database; the smaller one has 100,000, or as many
 * @param calls of each layer of a case in one pass; some cost more and get a part of it
 * @param only cases in whose name it is found
 */
record Options(
        long members,
        Path data,
        int calls,
        Pattern only,
        Path json,
        Path plot,
        boolean reset,
        boolean readme,
        boolean memory) {

    private static final String MILLION = "1000000";

    static Options of(String... args) {
        var all = List.of(args);
        var json = Path.of(value(all, "--json", "target/bench.json"));
        return new Options(
                Long.parseLong(value(all, "--members", MILLION)),
                Path.of(value(all, "--data", ".data/bench")),
                Integer.parseInt(value(all, "--calls", "600")),
                Pattern.compile(value(all, "--only", "")),
                json,
                Path.of(value(all, "--plot", json.toString().replaceFirst("(\\.json)?$", ".svg"))),
                all.contains("--reset"),
                all.contains("--readme"),
                all.contains("--memory"));
    }

    private static String value(List<String> args, String name, String otherwise) {
        var at = args.indexOf(name);
        return at < 0 ? otherwise : args.get(at + 1);
    }
}
