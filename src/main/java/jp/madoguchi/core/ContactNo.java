package jp.madoguchi.core;

import java.util.regex.Pattern;

/** The number of a contact (応対番号): C and ten digits. */
public record ContactNo(String value) implements Comparable<ContactNo> {

    private static final Pattern FORMAT = Pattern.compile("C[0-9]{10}");

    /** @throws IllegalArgumentException when the value is not C and ten digits */
    public ContactNo {
        if (!FORMAT.matcher(value).matches()) {
            throw new IllegalArgumentException("not a contact number: " + value);
        }
    }

    /** Whether the text, as it is, is a well-formed number. */
    public static boolean isValid(String text) {
        return FORMAT.matcher(text).matches();
    }

    @Override
    public int compareTo(ContactNo other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
