package jp.madoguchi.retention;

/** Whether what is due is deleted. */
public enum RetentionState {
    /** The last run ended well, less than two days ago. */
    WELL,
    /** No run yet, and this node is to run it. */
    NOT_YET,
    /** No run of late, and this node was not given the role. */
    NOT_SET_UP,
    /** The last run was broken off. */
    FAILED,
    /** The last run is two days old or older. */
    OVERDUE
}
