package jp.madoguchi.staff;

import jp.madoguchi.core.Refused;

/** The chosen place is not one at which the person may sign in today. */
public final class NotYourWorkplace extends Refused {

    NotYourWorkplace() {
        super("STAFF-002");
    }
}
