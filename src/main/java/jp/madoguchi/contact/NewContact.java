package jp.madoguchi.contact;

import jp.madoguchi.core.Channel;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.PlaceNo;
import org.jspecify.annotations.Nullable;

/**
 * What is said when a contact is opened.
 *
 * @param machineNo the contract machine and its booth, for channel MACHINE only
 * @param callerNumber digits, for calls; of an outbound call only when it is typed
 * @param memberNo when the member is known already; always for PHONE_OUT
 * @param call what is said before a member is called, for PHONE_OUT only
 * @param recordingNo number of the recording, of calls, when it is known already
 */
public record NewContact(
        Channel channel,
        @Nullable PlaceNo machineNo,
        @Nullable Integer booth,
        @Nullable String callerNumber,
        @Nullable MemberNo memberNo,
        @Nullable Call call,
        @Nullable String recordingNo) {

    public NewContact(
            Channel channel,
            @Nullable PlaceNo machineNo,
            @Nullable Integer booth,
            @Nullable String callerNumber,
            @Nullable MemberNo memberNo,
            @Nullable Call call) {
        this(channel, machineNo, booth, callerNumber, memberNo, call, null);
    }

    public NewContact(
            Channel channel,
            @Nullable PlaceNo machineNo,
            @Nullable Integer booth,
            @Nullable String callerNumber,
            @Nullable MemberNo memberNo) {
        this(channel, machineNo, booth, callerNumber, memberNo, null);
    }
}
