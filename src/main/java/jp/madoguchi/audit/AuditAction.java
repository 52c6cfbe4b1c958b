package jp.madoguchi.audit;

/** What the trail tells of; docs/audit.md says when each is written. */
public enum AuditAction {
    SIGNED_IN,
    SIGN_IN_FAILED,
    SIGNED_OUT,
    WORKPLACE_CHOSEN,
    CONTACT_OPENED,
    CONTACT_MEMBER_SET,
    CONTACT_PARKED,
    CONTACT_RESUMED,
    CONTACT_CLOSED,
    CONTACT_READ,
    NOTE_ADDED,
    CAUTIONS_READ,
    CAUTION_RECORDED,
    CAUTION_ENDED,
    MEMBERS_SEARCHED,
    MEMBER_OPENED,
    LOGIN_STATE_READ,
    HISTORY_READ,
    IDENTITY_CHECKED,
    LOGIN_LOCKED,
    LOCK_CLEARED,
    RESET_REQUESTED,
    APPROVAL_REQUESTED,
    APPROVAL_READ,
    APPROVAL_DECIDED,
    APPROVAL_WITHDRAWN,
    TRAIL_VERIFIED,
    SEARCH_VISITS_READ,
    PREFERENCE_CHANGED,
    MESSAGES_READ,
    MESSAGE_RETRIED,
    /** A use case was refused before it could say what it would have done. */
    OPERATION_REFUSED
}
