package jp.madoguchi.login;

import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.madoguchi.core.CardNo;

/**
 * A login ID as a caller says it, read as the member page wants it: a card number of ten to sixteen digits, or a Web-ID of
 * 8 to 32 half-width letters and digits, both present (DOMAIN R2, R5).
 *
 * @param typed without blanks around it
 * @param meant half-width, without blanks and hyphens
 * @param faults what the member page does not take
 */
public record TypedLoginId(String typed, String meant, Kind kind, Set<Fault> faults) {

    /** So much is read of what was typed. */
    public static final int LONGEST = 64;

    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Z}\\p{Pd}\u30fc\u2212]");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final int MEMBER_NO = 9;
    private static final int CARD_SHORTEST = 10;
    private static final int CARD_LONGEST = 16;
    private static final int WEB_ID_SHORTEST = 8;
    private static final int WEB_ID_LONGEST = 32;

    /** Codes of login_attempt.id_kind. */
    public enum Kind {
        CARD,
        WEB_ID
    }

    /** Why the member page does not take it as it is. */
    public enum Fault {
        FULL_WIDTH,
        SEPARATORS,
        MEMBER_NUMBER,
        TOO_SHORT,
        TOO_LONG,
        NO_DIGIT,
        OTHER_CHARACTER
    }

    public static TypedLoginId read(String text) {
        var typed = text.strip();
        var halfWidth = Normalizer.normalize(typed, Normalizer.Form.NFKC);
        var meant = SEPARATORS.matcher(halfWidth).replaceAll("");
        var faults = EnumSet.noneOf(Fault.class);
        if (!halfWidth.equals(typed)) {
            faults.add(Fault.FULL_WIDTH);
        }
        if (!meant.equals(halfWidth)) {
            faults.add(Fault.SEPARATORS);
        }
        var kind = DIGITS.matcher(meant).matches() ? Kind.CARD : Kind.WEB_ID;
        switch (kind) {
            case CARD -> addCardFaults(meant, faults);
            case WEB_ID -> addWebIdFaults(meant, faults);
        }
        return new TypedLoginId(typed, meant, kind, faults);
    }

    private static void addCardFaults(String meant, Set<Fault> faults) {
        if (meant.length() == MEMBER_NO) {
            faults.add(Fault.MEMBER_NUMBER);
        } else {
            addLengthFaults(meant, CARD_SHORTEST, CARD_LONGEST, faults);
        }
    }

    private static void addWebIdFaults(String meant, Set<Fault> faults) {
        addLengthFaults(meant, WEB_ID_SHORTEST, WEB_ID_LONGEST, faults);
        if (meant.chars().noneMatch(c -> c >= '0' && c <= '9')) {
            faults.add(Fault.NO_DIGIT);
        }
        if (!meant.matches("[0-9A-Za-z]*")) {
            faults.add(Fault.OTHER_CHARACTER);
        }
    }

    private static void addLengthFaults(String meant, int shortest, int longest, Set<Fault> faults) {
        if (meant.length() < shortest) {
            faults.add(Fault.TOO_SHORT);
        }
        if (meant.length() > longest) {
            faults.add(Fault.TOO_LONG);
        }
    }

    /** Whether an ID of this form can exist at all, once it is typed half-width and without blanks. */
    boolean canExist() {
        return switch (kind) {
            case CARD -> CardNo.isValid(meant);
            case WEB_ID -> faults.stream().allMatch(fault -> fault == Fault.FULL_WIDTH || fault == Fault.SEPARATORS);
        };
    }

    /** The spellings under which an attempt may have reached us. */
    Stream<String> spellings() {
        return Stream.of(typed, meant).distinct();
    }

    /** As attempts show IDs: last 4 of a card number, first 2 of a Web-ID. */
    String shown() {
        return switch (kind) {
            case CARD -> "*".repeat(Math.max(0, meant.length() - 4)) + meant.substring(Math.max(0, meant.length() - 4));
            case WEB_ID ->
                meant.substring(0, Math.min(2, meant.length())) + "*".repeat(Math.max(0, meant.length() - 2));
        };
    }
}
