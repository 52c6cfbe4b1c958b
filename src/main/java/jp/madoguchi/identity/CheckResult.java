package jp.madoguchi.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a check ended; the reason says which item did not match, never what is on file. */
public record CheckResult(
        boolean passed,
        @Nullable FailReason reason,
        @Nullable Instant validUntil,
        int triesLeft) {

    /** What did not match; codes of identity_check.fail_reason that the console gives. */
    public enum FailReason {
        NAME_DIFFERS,
        BIRTH_DATE_DIFFERS,
        FACE_DIFFERS,
        SUSPECTED_FORGERY,
        /** Too few answers matched, or none about dealings. */
        ANSWERS_DIFFER
    }
}
