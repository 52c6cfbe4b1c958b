package jp.madoguchi.notice;

/** How grave it is; code of {@code notice.severity}. */
public enum NoticeSeverity {
    LOW,
    MEDIUM,
    HIGH
}
