package jp.madoguchi.points;

/** What points are spent on; codes of point_benefit_rule.benefit. */
public enum Benefit {
    ATM_FEE_FREE,
    INTEREST_FREE_7,
    INTEREST_FREE_15,
    INTEREST_FREE_30
}
