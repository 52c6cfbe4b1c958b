package jp.madoguchi.core;

/** Typed text that cannot be kept as it is: too long, or with characters that no keyboard makes. */
public final class BadText extends Refused {

    private BadText(String code, Object... arguments) {
        super(code, arguments);
    }

    static BadText forbiddenCharacter(int position) {
        return new BadText("CORE-001", position);
    }

    static BadText tooLong(int length, int limit) {
        return new BadText("CORE-002", length, limit);
    }
}
