package jp.madoguchi.notice;

/** How often a maintenance takes place; code of {@code maintenance_rule.kind}. */
public enum RuleKind {
    WEEKLY,
    NTH_WEEKDAY,
    FIXED_DATE,
    ONE_OFF
}
