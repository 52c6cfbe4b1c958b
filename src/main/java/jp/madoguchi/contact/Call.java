package jp.madoguchi.contact;

import org.jspecify.annotations.Nullable;

/**
 * What is said before a member is called (架電).
 *
 * @param line which registered number is called; TYPED = the one that was typed
 * @param reason why it is called against what does not forbid it; null when nothing stands against it
 */
public record Call(Purpose purpose, Line line, @Nullable GoOn reason) {

    /** What the call is for; a repayment demand obeys stricter rules (貸金業法 21条). */
    public enum Purpose {
        CALL_BACK,
        PROCEDURE,
        PROTECTION,
        COMPLAINT,
        REPAYMENT_DEMAND,
        OTHER
    }

    /** A number on file: one of each at most. */
    public enum Line {
        MOBILE,
        HOME,
        OTHER,
        WORK,
        TYPED
    }

    /** Coded reason to go on. */
    public enum GoOn {
        MEMBER_ASKED,
        APPOINTMENT,
        PROTECTION,
        NO_OTHER_WAY
    }
}
