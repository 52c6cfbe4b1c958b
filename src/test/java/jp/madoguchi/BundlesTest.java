package jp.madoguchi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every text stands in both languages; every refusal has its way out. */
class BundlesTest {

    private static final Path FOLDER = Path.of("src/main/resources/vaadin-i18n");
    private static final String ENGLISH = "translations.properties";
    private static final String JAPANESE = "translations_ja.properties";

    /** {@code t("…")} and {@code Message.of("…")} with a whole key. */
    private static final Pattern USED = Pattern.compile("(?:\\bt|Message\\.of)\\(\\s*\"([^\"]+)\"\\s*[,)]");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[0-9][^}]*}");
    private static final Pattern MEANT_IN_LATIN = Pattern.compile(
            "^notice\\.tell\\.english\\.|^message\\.sample\\.|^member\\.search\\.(example|format)\\.EMAIL$|\\.other-language$");
    private static final Set<String> LATIN_WORDS = Set.of(
            "Madoguchi",
            "Cookie",
            "JPEG",
            "HEIC",
            "WebP",
            "iPhone",
            "Shift",
            "Delete",
            "PageUp",
            "PageDown",
            "Enter",
            "Asia",
            "Tokyo");

    @Test
    void both_languages_have_the_same_keys() throws IOException {
        assertThat(new TreeSet<>(read(JAPANESE).stringPropertyNames()))
                .isEqualTo(new TreeSet<>(read(ENGLISH).stringPropertyNames()));
    }

    /** Where there is nothing to say, both languages say nothing. */
    @Test
    void a_text_is_empty_in_both_languages_or_in_none() throws IOException {
        var japanese = read(JAPANESE);
        read(ENGLISH)
                .forEach((key, text) -> assertThat(
                                japanese.getProperty(key.toString()).isBlank())
                        .as(key.toString())
                        .isEqualTo(text.toString().isBlank()));
    }

    @ParameterizedTest
    @ValueSource(strings = {ENGLISH, JAPANESE})
    void no_key_stands_twice(String bundle) throws IOException {
        try (Stream<String> lines = Files.lines(FOLDER.resolve(bundle))) {
            var keys = lines.filter(line -> line.contains("=") && !line.startsWith("#"))
                    .map(line -> line.substring(0, line.indexOf('=')).strip())
                    .toList();
            assertThat(keys).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ENGLISH, JAPANESE})
    void each_refusal_says_what_happened_and_the_way_out(String bundle) throws IOException {
        var texts = read(bundle);
        for (var code : codes()) {
            assertThat(texts).containsKey("refused." + code).containsKey("refused." + code + ".next");
        }
    }

    /** But in examples, names of keys and formats, and what is said to an English-speaking caller. */
    @Test
    void no_English_is_left_in_Japanese() throws IOException {
        var english = Pattern.compile("[A-Za-z]{4,}");
        var left = new TreeSet<String>();
        read(JAPANESE).forEach((key, text) -> {
            var words = english.matcher(PLACEHOLDER.matcher(text.toString()).replaceAll(""));
            if (!MEANT_IN_LATIN.matcher(key.toString()).find()) {
                words.results()
                        .map(MatchResult::group)
                        .filter(word -> !LATIN_WORDS.contains(word))
                        .forEach(word -> left.add(key + ": " + word));
            }
        });
        assertThat(left).isEmpty();
    }

    @Test
    void each_key_that_the_code_names_exists() throws IOException {
        var texts = read(JAPANESE);
        var missing = new TreeSet<String>();
        for (var source : sources()) {
            var matcher = USED.matcher(Files.readString(source));
            while (matcher.find()) {
                if (!texts.containsKey(matcher.group(1))) {
                    missing.add(matcher.group(1) + " in " + source.getFileName());
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    /** The codes of {@code Refused}: handed to its constructor and nowhere else written so. */
    private static TreeSet<String> codes() throws IOException {
        var codes = new TreeSet<String>();
        var code = Pattern.compile("(?:super|new BadText|\\b[A-Z_]+)\\(\"([A-Z]+-[0-9]{3})\"");
        for (var source : sources()) {
            var matcher = code.matcher(Files.readString(source));
            while (matcher.find()) {
                if (!matcher.group(1).startsWith("POLICY-")) {
                    codes.add(matcher.group(1));
                }
            }
        }
        assertThat(codes).contains("STAFF-001", "CORE-001");
        return codes;
    }

    private static Iterable<Path> sources() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static Properties read(String bundle) throws IOException {
        var texts = new Properties();
        try (Reader reader = Files.newBufferedReader(FOLDER.resolve(bundle))) {
            texts.load(reader);
        }
        return texts;
    }
}
