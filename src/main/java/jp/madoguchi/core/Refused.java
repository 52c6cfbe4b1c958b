package jp.madoguchi.core;

import java.util.List;

/**
 * The console declined to do something, for a reason that the person is told. Nothing was saved: a use case that refuses
 * rolls back. Each refusal has a code {@code PACKAGE-NNN} (docs/errors.md) and two texts in the bundles:
 * {@code refused.CODE} says what happened, {@code refused.CODE.next} the way out.
 */
public abstract class Refused extends RuntimeException {

    private final String code;
    private final List<Object> arguments;

    protected Refused(String code, Object... arguments) {
        super(code, null, false, true);
        this.code = code;
        this.arguments = List.of(arguments);
    }

    public final String code() {
        return code;
    }

    /** What happened. */
    public Message what() {
        return new Message("refused." + code, arguments);
    }

    /** What the person can do now. */
    public Message next() {
        return new Message("refused." + code + ".next", arguments);
    }

    /** Coded reason for the trail; the code itself unless a rule says more. */
    public String reason() {
        return code;
    }
}
