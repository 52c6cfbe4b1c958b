package jp.madoguchi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.madoguchi.audit.AuditAction;
import jp.madoguchi.policy.Reason;
import org.junit.jupiter.api.Test;

/** The tables of docs/ say what the code says. */
class DocsTest {

    private static final Pattern FIRST_CELL = Pattern.compile("^\\| `([A-Z0-9_-]+)` \\|");
    private static final Pattern CODE = Pattern.compile("\"((?!SHA-)[A-Z]+-[0-9]{3})\"");

    @Test
    void every_action_of_the_trail_is_told() throws IOException {
        assertThat(firstCells("docs/audit.md")).isEqualTo(names(AuditAction.values()));
    }

    @Test
    void every_refusal_is_told() throws IOException {
        var told = firstCells("docs/errors.md");

        assertThat(told).containsAll(names(Reason.values()));
        told.removeAll(names(Reason.values()));
        assertThat(told).isEqualTo(codes());
    }

    private static Set<String> names(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> firstCells(String page) throws IOException {
        var cells = new TreeSet<String>();
        for (var line : Files.readAllLines(Path.of(page))) {
            var cell = FIRST_CELL.matcher(line);
            if (cell.find()) {
                cells.add(cell.group(1));
            }
        }
        return cells;
    }

    private static Set<String> codes() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            var codes = new TreeSet<String>();
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                CODE.matcher(Files.readString(file)).results().forEach(found -> codes.add(found.group(1)));
            }
            return codes;
        }
    }
}
