package jp.madoguchi.handoff;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reference number of a hand-off (受付番号): 6 to 10 digits, the last one a check digit (Luhn). */
public record HandOffNo(String value) {

    private static final Pattern FORMAT = Pattern.compile("[0-9]{6,10}");
    private static final Pattern BETWEEN = Pattern.compile("[\\s\\-‐−ー]");

    /** @throws IllegalArgumentException when the digits are not such a number */
    public HandOffNo {
        if (!FORMAT.matcher(value).matches() || sum(value) % 10 != 0) {
            throw new IllegalArgumentException("not a reference number: " + value);
        }
    }

    /** Reads what was heard or typed, full-width or with hyphens; empty when a digit must be wrong. */
    public static Optional<HandOffNo> read(String typed) {
        var digits = BETWEEN.matcher(Normalizer.normalize(typed, Normalizer.Form.NFKC))
                .replaceAll("");
        return FORMAT.matcher(digits).matches() && sum(digits) % 10 == 0
                ? Optional.of(new HandOffNo(digits))
                : Optional.empty();
    }

    private static int sum(String digits) {
        var sum = 0;
        for (var i = 0; i < digits.length(); i++) {
            var digit = digits.charAt(digits.length() - 1 - i) - '0';
            var doubled = digit * 2;
            sum += i % 2 == 0 ? digit : doubled / 10 + doubled % 10;
        }
        return sum;
    }

    /** As it is read out: in groups of three from the left. */
    public String spoken() {
        return value.replaceAll("(.{3})(?=.)", "$1-");
    }

    @Override
    public String toString() {
        return value;
    }
}
