package jp.madoguchi.core;

/** Jobs of staff; a role is a set of rights (DOMAIN R31c). */
public enum Role {
    AGENT,
    CLERK,
    OPERATOR,
    REVIEWER,
    SUPERVISOR,
    MANAGER,
    ADMIN,
    AUDITOR
}
