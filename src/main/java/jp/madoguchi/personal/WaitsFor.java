package jp.madoguchi.personal;

/** Why a report waits for staff; codes of change_report.waits_for. */
public enum WaitsFor {
    CONFIRMATION,
    DOCUMENT,
    TAKEOVER_SIGNS,
    CONTACT_DATA_CHANGED
}
