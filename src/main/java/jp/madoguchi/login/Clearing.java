package jp.madoguchi.login;

import org.jspecify.annotations.Nullable;

/**
 * What is said when a lock is cleared.
 *
 * @param reset the secret that the member does not know any more, or null when they know it
 */
public record Clearing(Reason reason, @Nullable Secret reset) {

    /** Why the failures happened, as the member says; codes of login_lock.clear_reason. */
    public enum Reason {
        FORGOT_SECRET,
        MISTYPED,
        OLD_SECRET,
        WRONG_ID,
        FAMILY_TYPED,
        DEVICE_INPUT,
        OTHER
    }

    /** What a reset is for; codes of credential_reset.secret. */
    public enum Secret {
        PASSWORD,
        PIN
    }
}
