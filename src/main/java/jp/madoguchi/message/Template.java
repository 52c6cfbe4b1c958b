package jp.madoguchi.message;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import jp.madoguchi.core.Tokyo;
import org.jspecify.annotations.Nullable;

/** A text with placeholders in braces. */
record Template(@Nullable String subject, String body) {

    /** A placeholder has no value, or one that cannot be read. */
    static final class Unfilled extends Exception {
        Unfilled(String name) {
            super(name, null, false, false);
        }
    }

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy年M月d日 H時mm分", Locale.JAPAN);

    /** The body with every placeholder filled; a value is never read for placeholders again. */
    String fill(Map<String, String> values) throws Unfilled {
        var matcher = PLACEHOLDER.matcher(body);
        var filled = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(filled, "");
            filled.append(value(matcher.group(1), values));
        }
        return matcher.appendTail(filled).toString();
    }

    private static String value(String name, Map<String, String> values) throws Unfilled {
        var value = values.get(name);
        if (value == null || value.isBlank()) {
            throw new Unfilled(name);
        }
        if (!name.endsWith("_at")) {
            return value;
        }
        try {
            return MOMENT.format(OffsetDateTime.parse(value).atZoneSameInstant(Tokyo.ZONE));
        } catch (DateTimeException unreadable) {
            throw new Unfilled(name);
        }
    }
}
