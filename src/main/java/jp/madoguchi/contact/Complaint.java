package jp.madoguchi.contact;

import java.time.Instant;
import java.util.UUID;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import org.jspecify.annotations.Nullable;

/**
 * A complaint (苦情), apart from inquiries.
 *
 * @param contactNo the contact in which it was raised
 * @param memberNo null when the person is no member or not known
 * @param demanded what is demanded
 * @param answerDueAt the first answer is due before this moment
 * @param endDueAt it is to be ended before this moment
 * @param answer what was answered first; null while nothing was
 * @param asOf when this was read, on the clock of the database
 */
public record Complaint(
        UUID ref,
        ContactNo contactNo,
        @Nullable MemberNo memberNo,
        @Nullable String memberName,
        About about,
        String demanded,
        Instant raisedAt,
        String raisedBy,
        Instant answerDueAt,
        Instant endDueAt,
        @Nullable String answer,
        @Nullable Instant answeredAt,
        Instant asOf) {

    public enum About {
        STAFF,
        LOGIN,
        PROCEDURE,
        CHARGE,
        COLLECTION,
        PRIVACY,
        OTHER
    }

    /** How it ended. */
    public enum Outcome {
        ACCEPTED,
        EXPLAINED,
        OUTSIDE_BODY,
        WITHDRAWN
    }

    public ComplaintDue due() {
        var dueAt = answeredAt == null ? answerDueAt : endDueAt;
        return new ComplaintDue(ref, contactNo, about, answeredAt != null, dueAt, !asOf.isBefore(dueAt));
    }
}
