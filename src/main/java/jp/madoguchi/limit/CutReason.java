package jp.madoguchi.limit;

/** Why a limit is cut; codes of the columns limit_change.reason and borrowing_stop.reason. */
public enum CutReason {
    REVIEW,
    TOTAL_LENDING,
    INCOME_CERTIFICATE_MISSING,
    DELINQUENCY,
    SELF_EXCLUSION,
    TAKEOVER_SUSPECTED,
    MEMBER_ASKED,
    OTHER
}
