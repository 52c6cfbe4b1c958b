package jp.madoguchi.member;

/** Why a masked field is opened; stands in the trail. */
public enum RevealReason {
    CONFIRM_WITH_MEMBER,
    POST,
    CALL_BACK_PREPARATION,
    CHANGE_REQUEST,
    COMPLAINT
}
