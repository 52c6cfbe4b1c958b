package jp.madoguchi.personal;

import jp.madoguchi.policy.Operation;

/** What is registered; codes of the column personal_data_change.kind. */
public enum DataKind {
    ADDRESS(Operation.CHANGE_ADDRESS),
    WORKPLACE(Operation.CHANGE_ADDRESS),
    MOBILE(Operation.CHANGE_CONTACT_DATA),
    HOME_PHONE(Operation.CHANGE_CONTACT_DATA),
    EMAIL(Operation.CHANGE_CONTACT_DATA),
    NAME(Operation.CHANGE_NAME);

    private final Operation operation;

    DataKind(Operation operation) {
        this.operation = operation;
    }

    Operation operation() {
        return operation;
    }

    /** Code of the operation that a second person agrees to. */
    String approval() {
        return operation == Operation.CHANGE_ADDRESS ? ChangeAddress.CODE : ChangeContactData.CODE;
    }
}
