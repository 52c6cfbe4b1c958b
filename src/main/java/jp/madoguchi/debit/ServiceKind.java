package jp.madoguchi.debit;

import jp.madoguchi.policy.Operation;

/** What can be changed here; codes of bank_service_change.kind. */
public enum ServiceKind {
    BANK_ACCOUNT(Operation.CHANGE_BANK_ACCOUNT),
    DIRECT_DEBIT(Operation.CHANGE_BANK_SERVICE),
    DUE_DATE_MAIL(Operation.CHANGE_BANK_SERVICE);

    private final Operation operation;

    ServiceKind(Operation operation) {
        this.operation = operation;
    }

    Operation operation() {
        return operation;
    }
}
