package jp.madoguchi.contact;

import java.time.Instant;
import jp.madoguchi.core.ContactNo;

/**
 * A call-back that was promised when a contact was closed; says nothing about the person.
 *
 * @param staffName who promised it
 * @param asOf when this was read, on the clock of the database
 */
public record CallBackDue(ContactNo contactNo, Instant at, String staffName, Instant asOf) {

    boolean isOverdue() {
        return at.isBefore(asOf);
    }
}
