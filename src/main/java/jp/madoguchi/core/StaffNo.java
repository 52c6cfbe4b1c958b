package jp.madoguchi.core;

import java.util.regex.Pattern;

/** The number of a member of staff (社員番号): S and five digits. */
public record StaffNo(String value) implements Comparable<StaffNo> {

    private static final Pattern FORMAT = Pattern.compile("S[0-9]{5}");

    /** @throws IllegalArgumentException when the value is not S and five digits */
    public StaffNo {
        if (!FORMAT.matcher(value).matches()) {
            throw new IllegalArgumentException("not a staff number: " + value);
        }
    }

    /** Whether the text, as it is, is a well-formed number. */
    public static boolean isValid(String text) {
        return FORMAT.matcher(text).matches();
    }

    @Override
    public int compareTo(StaffNo other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
