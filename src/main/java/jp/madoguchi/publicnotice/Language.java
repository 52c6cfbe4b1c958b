package jp.madoguchi.publicnotice;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import jp.madoguchi.core.Tokyo;
import org.jspecify.annotations.Nullable;

/** A language of the public page; Japanese for whoever does not ask for English. */
enum Language {
    JAPANESE(Locale.JAPANESE, Locale.JAPANESE, "yyyy年M月d日(E) H:mm"),
    ENGLISH(Locale.ENGLISH, Locale.ROOT, "EEE d MMM yyyy HH:mm");

    /** Of a header that is longer nobody reads the languages: it costs time and no browser sends it. */
    private static final int LONGEST_WISH = 200;

    private static final List<Locale> LOCALES =
            Stream.of(values()).map(language -> language.locale).toList();

    private final Locale locale;
    private final ResourceBundle words;
    private final DateTimeFormatter moment;

    Language(Locale locale, Locale bundle, String moment) {
        this.locale = locale;
        this.words = ResourceBundle.getBundle("vaadin-i18n.translations", bundle);
        this.moment = DateTimeFormatter.ofPattern(moment, locale).withZone(Tokyo.ZONE);
    }

    /** @param wish an Accept-Language header, or null; one that makes no sense counts as none */
    static Language wished(@Nullable String wish) {
        if (wish == null || wish.length() > LONGEST_WISH) {
            return JAPANESE;
        }
        try {
            var found = Locale.lookup(Locale.LanguageRange.parse(wish), LOCALES);
            return found == null ? JAPANESE : values()[LOCALES.indexOf(found)];
        } catch (IllegalArgumentException senseless) {
            return JAPANESE;
        }
    }

    /** The one with a tag, null when there is none. */
    static @Nullable Language tagged(String tag) {
        return Stream.of(values())
                .filter(language -> language.tag().equals(tag))
                .findFirst()
                .orElse(null);
    }

    String tag() {
        return locale.getLanguage();
    }

    Language other() {
        return this == JAPANESE ? ENGLISH : JAPANESE;
    }

    String t(String key, String... arguments) {
        var text = words.getString(key);
        return arguments.length == 0 ? text : new MessageFormat(text, locale).format(arguments);
    }

    /** The label of a code, or the code where the bundles do not know it. */
    String code(String list, String code) {
        var key = "public-notice." + list + "." + code;
        return words.containsKey(key) ? words.getString(key) : code;
    }

    /** Date and time to the minute, in Tokyo. */
    String moment(Instant at) {
        return moment.format(at);
    }
}
