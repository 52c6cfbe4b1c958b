package jp.madoguchi.takeover;

/** What only a conversation shows; codes of takeover_report.kind that are recorded by hand. */
public enum Heard {
    LOGIN_DENIED,
    CALL_BACK_REFUSED
}
