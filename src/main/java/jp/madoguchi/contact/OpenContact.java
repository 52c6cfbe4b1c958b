package jp.madoguchi.contact;

import java.time.Instant;
import java.util.Set;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.PlaceNo;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.policy.CheckState;
import jp.madoguchi.policy.Situation;
import jp.madoguchi.policy.Situation.Fact;
import org.jspecify.annotations.Nullable;

/**
 * A contact that is not closed.
 *
 * @param machineName the contract machine, for channel MACHINE only
 * @param memberName today's legal name, null while the member is not known
 * @param calledNumber digits that were called, for PHONE_OUT only
 * @param recordingNo number of the call's recording, when it is noted
 * @param parkedAt null while it is in front
 * @param validCheckId the identity check that holds now, if one does
 * @param checkedUntil until when it holds at most
 * @param calledBack whether we called the member back at a number that proves, and the check holds (DOMAIN, decisions)
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
        @Nullable String recordingNo,
        Instant openedAt,
        @Nullable Instant parkedAt,
        @Nullable Long validCheckId,
        @Nullable Instant checkedUntil,
        boolean calledBack,
        int failedChecks,
        CheckState check,
        Instant asOf) {

    public boolean isWith(MemberNo member) {
        return member.equals(memberNo);
    }

    /**
     * What the rulebook is asked about in this contact.
     *
     * @param about the member that is acted upon; null where it is whoever the contact is with
     */
    public Situation situation(StaffMember staff, @Nullable MemberNo about) {
        return new Situation(staff, channel, memberNo != null, about == null || isWith(about), check, Set.of(), null)
                .when(failedChecks > 0, Fact.CHECK_FAILED_IN_CONTACT)
                .when(calledBack, Fact.CALLED_BACK);
    }

    public boolean isChecked() {
        return check == CheckState.PASSED;
    }
}
