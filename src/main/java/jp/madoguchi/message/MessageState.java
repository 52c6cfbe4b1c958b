package jp.madoguchi.message;

/** What became of a message; WITHHELD and SENT are final, a dead letter can be sent again. */
public enum MessageState {
    DUE,
    SENT,
    WITHHELD,
    DEAD
}
