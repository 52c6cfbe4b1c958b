package jp.madoguchi.contact;

import java.time.Instant;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import org.jspecify.annotations.Nullable;

/** A contact that is closed, as it stands in the person's list of the day. */
public record ClosedContact(
        ContactNo contactNo,
        Channel channel,
        @Nullable MemberNo memberNo,
        @Nullable String memberName,
        Instant closedAt,
        Closing.Outcome outcome) {}
