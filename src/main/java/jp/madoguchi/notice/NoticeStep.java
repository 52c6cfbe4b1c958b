package jp.madoguchi.notice;

/** How an outage goes on; each step once, in this order. */
public enum NoticeStep {
    INVESTIGATING,
    IDENTIFIED,
    /** Ends the time affected. */
    RESTORED
}
