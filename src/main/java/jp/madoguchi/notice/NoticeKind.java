package jp.madoguchi.notice;

/** What a notice is about; code of {@code notice.kind}. */
public enum NoticeKind {
    OUTAGE,
    MAINTENANCE,
    RESTORED,
    INFORMATION;

    /** Whether it says since when which services cannot be used. */
    boolean stopsSomething() {
        return this == OUTAGE || this == MAINTENANCE;
    }
}
