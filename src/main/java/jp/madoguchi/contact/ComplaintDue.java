package jp.madoguchi.contact;

import java.time.Instant;
import java.util.UUID;
import jp.madoguchi.core.ContactNo;

/**
 * That a complaint is not ended, without a word about the person.
 *
 * @param answered whether the first answer was given
 * @param dueAt what comes next is due before this moment
 */
public record ComplaintDue(
        UUID ref, ContactNo contactNo, Complaint.About about, boolean answered, Instant dueAt, boolean overdue) {}
