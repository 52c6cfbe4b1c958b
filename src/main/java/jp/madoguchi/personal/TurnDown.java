package jp.madoguchi.personal;

/** Why a report is turned down; codes of change_report.turn_down_reason. */
public enum TurnDown {
    NOT_REACHED,
    NOT_CONFIRMED,
    /** Heard in a contact; a sign of takeover. */
    NOT_BY_MEMBER,
    DOCUMENT_MISSING,
    WRONG_DATA,
    MEMBER_WITHDREW
}
