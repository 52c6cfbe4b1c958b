package jp.madoguchi.contact;

import java.time.Instant;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.PlaceNo;
import jp.madoguchi.policy.CheckState;
import org.jspecify.annotations.Nullable;

/**
 * A contact that is not closed.
 *
 * @param machineName the contract machine, for channel MACHINE only
 * @param memberName today's legal name, null while the member is not known
 * @param calledNumber digits that were called, for PHONE_OUT only
 * @param parkedAt null while it is in front
 * @param validCheckId the identity check that holds now, if one does
 * @param checkedUntil until when it holds at most
 * @param failedChecks how many checks failed in this contact
 * @param asOf when this was read, on the clock of the database
 */
public record OpenContact(
        ContactNo contactNo,
        Channel channel,
        PlaceNo placeNo,
        String placeName,
        @Nullable String machineName,
        @Nullable Integer booth,
        @Nullable MemberNo memberNo,
        @Nullable String memberName,
        @Nullable String calledNumber,
        Instant openedAt,
        @Nullable Instant parkedAt,
        @Nullable Long validCheckId,
        @Nullable Instant checkedUntil,
        int failedChecks,
        CheckState check,
        Instant asOf) {

    public boolean isWith(MemberNo member) {
        return member.equals(memberNo);
    }

    public boolean isChecked() {
        return check == CheckState.PASSED;
    }
}
