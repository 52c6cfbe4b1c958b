package jp.madoguchi.notice;

/** What members cannot use; code of {@code notice_service.service}. */
public enum AffectedService {
    MEMBER_PAGE,
    APP,
    BORROWING,
    INSTANT_TRANSFER,
    REPAYMENT,
    ATM,
    MACHINE,
    PHONE
}
