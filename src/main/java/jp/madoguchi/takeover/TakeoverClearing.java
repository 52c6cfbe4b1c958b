package jp.madoguchi.takeover;

/** Why the lock for suspected takeover is cleared; codes of login_lock.clear_reason. */
public record TakeoverClearing(Reason reason) {

    /** What was done was the member's own; or the secrets are new, and whoever had the old ones is out. */
    public enum Reason {
        MEMBER_CONFIRMED,
        SECRETS_RENEWED
    }
}
