package jp.madoguchi.core;

/**
 * Rights, as the table {@code permission} names them. A right held alone is an authority of this name; one held only as
 * second person, on request or within a case is the authority {@code NAME:LEVEL}, which opens no use case by itself.
 */
public final class Permission {

    public static final String MEMBER_READ = "MEMBER_READ";
    public static final String CONTACT_WRITE = "CONTACT_WRITE";
    public static final String LOCK_SET = "LOCK_SET";
    public static final String LOCK_CLEAR = "LOCK_CLEAR";
    public static final String WEBID_REISSUE = "WEBID_REISSUE";
    public static final String CREDENTIAL_RESET = "CREDENTIAL_RESET";
    public static final String ADDRESS_CHANGE = "ADDRESS_CHANGE";
    public static final String CONTACT_DATA_CHANGE = "CONTACT_DATA_CHANGE";
    public static final String ACCOUNT_REACTIVATE = "ACCOUNT_REACTIVATE";
    public static final String INCOME_INTAKE = "INCOME_INTAKE";
    public static final String INCOME_DECIDE = "INCOME_DECIDE";
    public static final String LIMIT_REQUEST = "LIMIT_REQUEST";
    public static final String LIMIT_DECIDE = "LIMIT_DECIDE";
    public static final String LIMIT_DECIDE_HIGH = "LIMIT_DECIDE_HIGH";
    public static final String BORROWING_STOP = "BORROWING_STOP";
    public static final String BORROWING_STOP_AGREE = "BORROWING_STOP_AGREE";
    public static final String RESTRICTED_READ = "RESTRICTED_READ";
    public static final String NOTICE_WRITE = "NOTICE_WRITE";
    public static final String STAFF_ADMIN = "STAFF_ADMIN";
    public static final String STAFF_READ = "STAFF_READ";
    public static final String RETENTION_READ = "RETENTION_READ";
    public static final String RETENTION_HOLD = "RETENTION_HOLD";
    public static final String AUDIT_READ = "AUDIT_READ";
    public static final String IDENTITY_PHONE = "IDENTITY_PHONE";
    public static final String IDENTITY_IN_PERSON = "IDENTITY_IN_PERSON";
    public static final String MEMBER_REVEAL = "MEMBER_REVEAL";
    public static final String RESTRICTION_END = "RESTRICTION_END";
    public static final String COMPLAINT_END = "COMPLAINT_END";
    public static final String BOOK_EXPORT = "BOOK_EXPORT";
    public static final String LATE_CHARGE_WAIVE = "LATE_CHARGE_WAIVE";
    public static final String CONTRACT_CANCEL = "CONTRACT_CANCEL";
    public static final String CARD_REPLACE = "CARD_REPLACE";

    /** Held by whoever has at least one right as second person; opens the list of requests. */
    public static final String APPROVAL_DECIDE = "APPROVAL_DECIDE";

    /** Held by everybody who is signed in. */
    public static final String SIGNED_IN = "SIGNED_IN";

    /** How far a right goes (DOMAIN R31c). */
    public enum Level {
        ALONE,
        SECOND,
        REQUEST,
        CASE
    }

    private Permission() {}
}
