package jp.madoguchi.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The keys of the console: none is a browser's, each has words in both languages, and no button promises another one. */
class ShortcutTest {

    /** What Chrome, Edge or Firefox do with Alt, in Japanese and English, on any system. */
    private static final Set<String> OF_THE_BROWSER = Set.of(
            "Alt+D",
            "Alt+E",
            "Alt+F",
            "Alt+V",
            "Alt+S",
            "Alt+B",
            "Alt+T",
            "Alt+H",
            "Alt+Home",
            "Alt+ArrowLeft",
            "Alt+ArrowRight",
            "Alt+F4");

    private static final List<ResourceBundle> BUNDLES = Stream.of(Locale.JAPANESE, Locale.ROOT)
            .map(locale -> ResourceBundle.getBundle("vaadin-i18n.translations", locale))
            .toList();

    @Test
    void no_key_of_the_browser_is_taken() {
        assertThat(chords()).isNotEmpty().doesNotContainAnyElementsOf(OF_THE_BROWSER);
    }

    @Test
    void each_says_what_it_does() {
        for (var bundle : BUNDLES) {
            assertThat(Shortcut.all())
                    .allSatisfy(shortcut -> assertThat(bundle.getString("shortcut." + shortcut.name()))
                            .isNotBlank());
        }
    }

    @Test
    void what_the_screens_promise_is_declared() {
        var promise = Pattern.compile("Alt\\+([A-Za-z]+|[0-9.,/])");
        for (var bundle : BUNDLES) {
            assertThat(bundle.keySet().stream()
                            .flatMap(key -> promise.matcher(bundle.getString(key))
                                    .results()
                                    .map(found -> found.group())))
                    .isNotEmpty()
                    .allMatch(chords()::contains);
        }
    }

    private static Set<String> chords() {
        return Shortcut.all()
                .flatMap(shortcut -> shortcut.chords().stream())
                .map(Shortcut.Chord::words)
                .collect(Collectors.toSet());
    }
}
