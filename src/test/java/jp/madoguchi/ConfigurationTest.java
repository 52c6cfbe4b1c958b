package jp.madoguchi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/configuration.md says what application.yml and the settings of the migrations say; each key has its meaning. */
class ConfigurationTest extends ConsoleTest {

    private static final Path PAGE = Path.of("docs/configuration.md");
    private static final Pattern LINE = Pattern.compile("^( *)([a-z.-]+):(?: (.*))?$");
    private static final Pattern ASKED = Pattern.compile("\\$\\{(madoguchi\\.[a-z.-]+)");
    private static final Pattern SETTING_ROW = Pattern.compile("^\\| (`[a-z_]+\\.[a-z_0-9.]+` \\| `.+`) \\| .+ \\|$");

    /** @param meaning the comment above the key */
    private record Key(String name, String value, String meaning) {

        String row() {
            return "| `%s` | `%s` | %s | %s |"
                    .formatted(name, environment(), value.isEmpty() ? "–" : "`" + value + "`", meaning);
        }

        private String environment() {
            return name.replace('-', '_').replace('.', '_').toUpperCase(Locale.ROOT);
        }
    }

    @Test
    void every_key_of_the_process_stands_in_the_reference_with_its_default_and_meaning() throws IOException {
        var keys = keys();
        assertThat(keys)
                .extracting(Key::meaning)
                .as("each key has a comment above it")
                .doesNotContain("");
        var rows = keys.stream().map(Key::row).toList();
        Files.write(Path.of("target/configuration-rows.md"), rows);

        assertThat(Files.readAllLines(PAGE).stream()
                        .filter(line -> line.startsWith("| `madoguchi."))
                        .toList())
                .as("copy target/configuration-rows.md to %s", PAGE)
                .isEqualTo(rows);
    }

    @Test
    void what_the_code_asks_for_is_a_key_with_a_default() throws IOException {
        assertThat(keys()).extracting(Key::name).containsAll(asked());
    }

    @Test
    void every_setting_of_the_trade_stands_in_the_reference_with_what_it_begins_with() throws IOException {
        var told = Files.readAllLines(PAGE).stream()
                .filter(line -> !line.startsWith("| `madoguchi."))
                .map(SETTING_ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> row.group(1))
                .toList();

        assertThat(told)
                .as("in alphabetical order")
                .isEqualTo(superuser().fetchValues("""
                                select distinct on (key collate "C") format('`%s` | `%s`', key, value)
                                from madoguchi.setting where made_by = 'migration'
                                order by key collate "C", effective_from desc""").stream()
                        .map(Object::toString)
                        .toList());
    }

    /** The keys below madoguchi in application.yml, in their order. */
    private static List<Key> keys() throws IOException {
        var keys = new ArrayList<Key>();
        var path = new ArrayList<String>();
        var comment = "";
        for (var line : Files.readAllLines(Path.of("src/main/resources/application.yml"))) {
            var text = line.strip();
            if (text.startsWith("#")) {
                comment = text.substring(1).strip();
                continue;
            }
            var found = LINE.matcher(line);
            if (found.matches()) {
                while (path.size() > found.group(1).length() / 2) {
                    path.removeLast();
                }
                path.add(found.group(2));
                if (path.getFirst().equals("madoguchi") && found.group(3) != null) {
                    keys.add(new Key(String.join(".", path), found.group(3).replace("\"", ""), comment));
                }
            }
            comment = "";
        }
        return keys;
    }

    private static Set<String> asked() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            var asked = new TreeSet<String>();
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                asked.addAll(ASKED.matcher(Files.readString(file))
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toSet()));
            }
            return asked;
        }
    }
}
