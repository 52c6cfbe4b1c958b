package jp.madoguchi.contact;

import java.time.Instant;
import java.util.List;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import org.jspecify.annotations.Nullable;

/**
 * One contact with all that was said and done in it (応対履歴).
 *
 * @param machineName the contract machine, for channel MACHINE only
 * @param callerNumber last four digits
 * @param recordingNo number of the call's recording
 * @param callBackAt when the member was to be called back
 * @param callPurpose what an outbound call was for
 * @param callReason why it was made against an obstacle
 * @param mine whether it is the reader's own and still open, so that notes can be added
 * @param acts in the order in which they happened
 */
public record ContactRecord(
        ContactNo contactNo,
        Channel channel,
        String placeName,
        @Nullable String machineName,
        @Nullable Integer booth,
        String staffName,
        @Nullable MemberNo memberNo,
        @Nullable String memberName,
        @Nullable String callerNumber,
        @Nullable String recordingNo,
        Instant openedAt,
        @Nullable Instant parkedAt,
        @Nullable Instant closedAt,
        Closing.@Nullable Category category,
        Closing.@Nullable Cause cause,
        Closing.@Nullable Outcome outcome,
        @Nullable String closingNote,
        @Nullable Promise promise,
        @Nullable Instant callBackAt,
        Call.@Nullable Purpose callPurpose,
        Call.@Nullable GoOn callReason,
        boolean mine,
        List<ContactLine.Note> notes,
        List<Act> acts) {

    /**
     * Something that was done in the contact, as the trail tells it.
     *
     * @param staffName null for what a job or the member site did
     * @param reason code of the reason, where one was given
     */
    public record Act(
            Instant at,
            String action,
            boolean refused,
            @Nullable String staffName,
            @Nullable String reason) {}
}
