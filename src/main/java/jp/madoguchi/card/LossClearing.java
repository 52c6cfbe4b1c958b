package jp.madoguchi.card;

/** Why the lock of a lost card is cleared; codes of login_lock.clear_reason. */
public record LossClearing(Reason reason) {

    /** The old card is in the member's hands again, or the new one is. */
    public enum Reason {
        CARD_FOUND,
        CARD_REPLACED
    }
}
