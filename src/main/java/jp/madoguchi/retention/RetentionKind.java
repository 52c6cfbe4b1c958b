package jp.madoguchi.retention;

/** What ends by itself, in the order in which it goes: what others refer to comes after them. */
public enum RetentionKind {
    REFUSED_UPLOAD,
    INCOME_IMAGE,
    SEARCH_LOG,
    IDENTITY_CHECK,
    INCOME_FIGURES,
    LEDGER,
    CONTACT_RECORD,
    /** Kept whole: without its oldest entries its chains could not be verified. */
    TRAIL;

    /** Whether the job deletes it. */
    boolean ends() {
        return this != TRAIL;
    }
}
