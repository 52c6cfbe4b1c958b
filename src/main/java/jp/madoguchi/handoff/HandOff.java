package jp.madoguchi.handoff;

import java.time.Instant;
import java.time.LocalDate;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import org.jspecify.annotations.Nullable;

/**
 * A member who was sent to a place (来店案内), with what was agreed.
 *
 * @param contactNo the contact in which it was made
 * @param placeName the store or machine that was named to the member
 * @param expectedOn the day on which the member means to come; null = not said
 * @param dueOn its last day
 * @param overdue whether that day is over
 * @param takenBy who serves the member now; null while nobody does
 */
public record HandOff(
        HandOffNo no,
        MemberNo memberNo,
        String memberName,
        ContactNo contactNo,
        Purpose purpose,
        String placeName,
        @Nullable LocalDate expectedOn,
        @Nullable String note,
        Instant madeAt,
        String madeBy,
        String madePlaceName,
        boolean messageSent,
        LocalDate dueOn,
        boolean overdue,
        @Nullable String takenBy) {

    /** What is to be done there. */
    public enum Purpose {
        CLEAR_LOCK,
        RESET_SECRET,
        REISSUE_WEB_ID,
        INCOME_CERTIFICATE,
        CONTACT_DATA,
        REACTIVATION,
        CANCELLATION,
        CARD,
        OTHER
    }

    /** How it ended. */
    public enum Outcome {
        DONE,
        NOT_DONE,
        NOT_COME,
        WITHDRAWN;

        /** Whether it is said in the contact in which the member is served. */
        boolean isOfVisit() {
            return this == DONE || this == NOT_DONE;
        }
    }

    /** The same without a word about the person. */
    HandOffDue due() {
        return new HandOffDue(no, purpose, placeName, expectedOn, dueOn, overdue, takenBy != null);
    }
}
