package jp.madoguchi.message;

import jp.madoguchi.core.Refused;

/** Somebody had it sent again before, or it was never given up. */
public final class NoDeadLetter extends Refused {

    public NoDeadLetter() {
        super("MESSAGE-001");
    }
}
