package jp.madoguchi.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jp.madoguchi.UseCases.UseCase;

/**
 * What a use case leaves in the trail when it is done, as it was reviewed.
 *
 * @param entries lists of actions, several where it depends on the case; an empty one where it leaves nothing
 * @param untold tables that it changes in a transaction without an entry
 * @param shows why its answer may hold words of a member without an entry; empty = it may not
 * @param answersNothing whether it had nothing to answer in any case of this check, which the list admits
 */
record Traces(List<List<String>> entries, Set<String> untold, String shows, boolean answersNothing) {

    static final Path REVIEWED = Path.of("src/test/resources/authz/traces.md");

    private static final String EMPTY = " (never an answer)";

    static final Traces NONE = new Traces(List.of(), Set.of(), "", false);

    /** Whether there is an entry that could fail in every case. */
    boolean always() {
        return !entries.isEmpty() && !entries.contains(List.<String>of());
    }

    /** Whether it leaves nothing in one case of several, and that one is where it finds nothing to show, unless the list says another. */
    boolean nothingOnlyIfEmpty(UseCase useCase) {
        var type = useCase.method().getReturnType();
        return entries.size() > 1
                && entries.contains(List.<String>of())
                && shows.isEmpty()
                && (type == Optional.class || Collection.class.isAssignableFrom(type));
    }

    /** By use case. */
    static Map<String, Traces> reviewed() throws IOException {
        var traces = new TreeMap<String, Traces>();
        for (var line : Files.readAllLines(REVIEWED)) {
            if (line.startsWith("| `")) {
                var cells =
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
                traces.put(
                        cells.get(1).replace("`", ""),
                        new Traces(
                                Arrays.stream(cells.get(2).replace(EMPTY, "").split(" / "))
                                        .filter(text -> !text.isEmpty())
                                        .map(text -> text.equals("nothing")
                                                ? List.<String>of()
                                                : List.of(text.split(" \\+ ")))
                                        .toList(),
                                Arrays.stream(cells.get(3).split(", "))
                                        .filter(text -> !text.isEmpty())
                                        .collect(Collectors.toSet()),
                                cells.get(4),
                                cells.get(2).endsWith(EMPTY)));
            }
        }
        return traces;
    }
}
