package jp.madoguchi.contact;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The number that a call came from, as people write it. */
final class CallerNumber {

    /** Blanks, brackets, dots and every dash or long-vowel sign that is typed for one. */
    private static final Pattern BETWEEN = Pattern.compile("[\\s().\\p{Pd}\u2212\u30fc\u2500]");

    private CallerNumber() {}

    /** Its digits, +81 read as 0; anything else that was typed is left in, to be refused. Null when nothing was typed. */
    static @Nullable String digits(String typed) {
        var plain = BETWEEN.matcher(Normalizer.normalize(typed, Normalizer.Form.NFKC))
                .replaceAll("");
        if (plain.isEmpty()) {
            return null;
        }
        return plain.startsWith("+81") ? "0" + plain.substring(3) : plain;
    }
}
