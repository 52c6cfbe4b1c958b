package jp.madoguchi.core;

import java.util.regex.Pattern;

/** The number of a store or an automatic contract machine (拠点番号): P and four digits. */
public record PlaceNo(String value) implements Comparable<PlaceNo> {

    private static final Pattern FORMAT = Pattern.compile("P[0-9]{4}");

    /** @throws IllegalArgumentException when the value is not P and four digits */
    public PlaceNo {
        if (!FORMAT.matcher(value).matches()) {
            throw new IllegalArgumentException("not a place number: " + value);
        }
    }

    /** Whether the text, as it is, is a well-formed number. */
    public static boolean isValid(String text) {
        return FORMAT.matcher(text).matches();
    }

    @Override
    public int compareTo(PlaceNo other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
