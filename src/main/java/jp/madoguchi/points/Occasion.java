package jp.madoguchi.points;

/** What earns points; codes of point_rule.occasion. */
public enum Occasion {
    SIGN_UP,
    FIRST_LOGIN,
    INCOME_CERTIFICATE,
    NOTICE_READ
}
