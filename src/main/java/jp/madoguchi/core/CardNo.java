package jp.madoguchi.core;

import java.util.regex.Pattern;

/** The number of a card (カード番号): ten to sixteen digits. */
public record CardNo(String value) implements Comparable<CardNo> {

    private static final Pattern FORMAT = Pattern.compile("[0-9]{10,16}");

    /** @throws IllegalArgumentException when the value is not ten to sixteen digits */
    public CardNo {
        if (!FORMAT.matcher(value).matches()) {
            throw new IllegalArgumentException("not a card number: " + value);
        }
    }

    /** Whether the text, as it is, is a well-formed number. */
    public static boolean isValid(String text) {
        return FORMAT.matcher(text).matches();
    }

    @Override
    public int compareTo(CardNo other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
