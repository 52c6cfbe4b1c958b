package jp.madoguchi.limit;

/** What a higher limit is wanted for. */
public enum RequestPurpose {
    LIVING,
    MEDICAL,
    EDUCATION,
    TRAVEL,
    REFINANCING,
    OTHER
}
