package jp.madoguchi.core;

/** Typed text that cannot be kept as it is: too long, with characters that no keyboard makes, or with a My Number. */
public final class BadText extends Refused {

    private BadText(String code, Object... arguments) {
        super(code, arguments);
    }

    static BadText forbiddenCharacter(int position) {
        return new BadText("CORE-001", position);
    }

    /** Words near it name it: it may not be kept, whatever else is said of it. */
    static BadText myNumber() {
        return new BadText("CORE-003");
    }

    static BadText possiblyMyNumber() {
        return new BadText("CORE-004");
    }

    static BadText tooLong(int length, int limit) {
        return new BadText("CORE-002", length, limit);
    }
}
