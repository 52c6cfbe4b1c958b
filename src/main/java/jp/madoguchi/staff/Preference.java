package jp.madoguchi.staff;

import java.util.Locale;

/** How a person likes the screens. */
public record Preference(Locale language, Theme theme) {

    public enum Theme {
        LIGHT,
        DARK
    }

    /** Before anybody is known. */
    public static final Preference DEFAULT = new Preference(Locale.JAPANESE, Theme.LIGHT);
}
