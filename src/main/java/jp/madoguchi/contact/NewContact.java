package jp.madoguchi.contact;

import jp.madoguchi.core.Channel;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.PlaceNo;
import org.jspecify.annotations.Nullable;

/**
 * What is said when a contact is opened.
 *
 * @param machineNo the contract machine and its booth, for channel MACHINE only
 * @param callerNumber digits, for calls
 * @param memberNo when the member is known already
 */
public record NewContact(
        Channel channel,
        @Nullable PlaceNo machineNo,
        @Nullable Integer booth,
        @Nullable String callerNumber,
        @Nullable MemberNo memberNo) {}
