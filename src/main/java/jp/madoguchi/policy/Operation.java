package jp.madoguchi.policy;

import jp.madoguchi.core.Permission;

/** What the rulebook decides about; each needs one right. */
public enum Operation {
    OPEN_CONTACT(Permission.CONTACT_WRITE),
    CALL_OUT(Permission.CONTACT_WRITE),
    WRITE_NOTE(Permission.CONTACT_WRITE),
    RAISE_COMPLAINT(Permission.CONTACT_WRITE),
    ANSWER_COMPLAINT(Permission.CONTACT_WRITE),
    END_COMPLAINT(Permission.COMPLAINT_END),
    HAND_OFF(Permission.CONTACT_WRITE),
    TAKE_HAND_OFF(Permission.CONTACT_WRITE),
    END_HAND_OFF(Permission.CONTACT_WRITE),
    RECORD_CAUTION(Permission.CONTACT_WRITE),
    END_CAUTION(Permission.CONTACT_WRITE),
    END_GRAVE_CAUTION(Permission.RESTRICTION_END),
    SEARCH_MEMBERS(Permission.MEMBER_READ),
    OPEN_MEMBER(Permission.MEMBER_READ),
    LOOK_UP_LOGIN_ID(Permission.CONTACT_WRITE),
    CHECK_IN_PERSON(Permission.IDENTITY_IN_PERSON),
    CHECK_BY_PHONE(Permission.IDENTITY_PHONE),
    REVEAL_FIELD(Permission.MEMBER_REVEAL),
    CLEAR_LOCK(Permission.LOCK_CLEAR),
    REQUEST_RESET(Permission.CREDENTIAL_RESET),
    REISSUE_WEB_ID_BY_SLIP(Permission.WEBID_REISSUE),
    REISSUE_WEB_ID_BY_MAIL(Permission.WEBID_REISSUE),
    STOP_CARD(Permission.LOCK_SET),
    REPLACE_CARD(Permission.CARD_REPLACE),
    CLEAR_LOSS(Permission.LOCK_CLEAR),
    LOCK_TAKEOVER(Permission.LOCK_SET),
    REPORT_TAKEOVER(Permission.LOCK_SET),
    CLEAR_TAKEOVER(Permission.LOCK_CLEAR),
    REACTIVATE(Permission.ACCOUNT_REACTIVATE),
    WAIVE_LATE_CHARGE(Permission.LATE_CHARGE_WAIVE),
    CANCEL_CONTRACT(Permission.CONTRACT_CANCEL),
    CERTIFY_PAID_OFF(Permission.CONTACT_WRITE),
    PRINT_SIMULATION(Permission.CONTACT_WRITE),
    MAIL_SIMULATION(Permission.CONTACT_WRITE),
    TAKE_IN_CERTIFICATE(Permission.INCOME_INTAKE),
    CONFIRM_CONTACT_DATA(Permission.LIMIT_REQUEST),
    REQUEST_LIMIT(Permission.LIMIT_REQUEST),
    LOWER_LIMIT(Permission.BORROWING_STOP),
    STOP_BORROWING(Permission.BORROWING_STOP),
    CHANGE_ADDRESS(Permission.ADDRESS_CHANGE),
    CHANGE_CONTACT_DATA(Permission.CONTACT_DATA_CHANGE),
    CHANGE_NAME(Permission.CONTACT_DATA_CHANGE),
    CHANGE_BANK_ACCOUNT(Permission.CONTACT_DATA_CHANGE),
    CHANGE_BANK_SERVICE(Permission.CONTACT_DATA_CHANGE);

    private final String right;

    Operation(String right) {
        this.right = right;
    }

    public String right() {
        return right;
    }
}
