package jp.madoguchi.core;

import java.util.regex.Pattern;

/** The number of a member (会員番号): nine digits, given once and never reused. */
public record MemberNo(String value) implements Comparable<MemberNo> {

    private static final Pattern FORMAT = Pattern.compile("[0-9]{9}");

    /** @throws IllegalArgumentException when the value is not nine digits */
    public MemberNo {
        if (!FORMAT.matcher(value).matches()) {
            throw new IllegalArgumentException("not a member number: " + value);
        }
    }

    /** Whether the text, as it is, is a well-formed number. */
    public static boolean isValid(String text) {
        return FORMAT.matcher(text).matches();
    }

    @Override
    public int compareTo(MemberNo other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
