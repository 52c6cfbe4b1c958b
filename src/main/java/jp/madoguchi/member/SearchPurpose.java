package jp.madoguchi.member;

/** Why somebody looks for a member, or opens one, without a contact in front. */
public enum SearchPurpose {
    CALL_BACK_PREPARATION,
    COMPLAINT,
    DOCUMENT_ARRIVED,
    SUPERVISION,
    OTHER
}
