package jp.madoguchi.contact;

import java.time.Instant;
import java.util.List;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import org.jspecify.annotations.Nullable;

/**
 * One dealing of the books (交渉の経過の記録): with whom, when, where, how, by whom, what.
 *
 * @param memberName the other party, by today's legal name
 * @param numberLast4 of the number that called or was called
 * @param callPurpose code of contact.call_purpose, for an outbound call
 * @param recordingNo number of the call's recording
 * @param callBackAt when a call-back was promised
 * @param category code of contact.category; null while the contact is open
 * @param notes of every place, in the order in which they were written
 */
public record BookLine(
        ContactNo contactNo,
        Channel channel,
        String placeName,
        String staffName,
        String memberName,
        @Nullable String numberLast4,
        @Nullable String recordingNo,
        Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable String callPurpose,
        @Nullable String category,
        @Nullable String cause,
        @Nullable String outcome,
        @Nullable String closingNote,
        @Nullable Promise promise,
        @Nullable Instant callBackAt,
        List<ContactLine.Note> notes) {

    public BookLine {
        notes = List.copyOf(notes);
    }
}
