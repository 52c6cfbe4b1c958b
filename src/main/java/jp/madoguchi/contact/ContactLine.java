package jp.madoguchi.contact;

import java.time.Instant;
import java.util.List;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import org.jspecify.annotations.Nullable;

/**
 * A contact of a member, as it stands in the list.
 *
 * @param promise of a late member; like the words, only of the reader's own place
 * @param notes only those of the reader's own place; the others are absent
 */
public record ContactLine(
        ContactNo contactNo,
        Channel channel,
        String placeName,
        String staffName,
        Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable String category,
        @Nullable String cause,
        @Nullable String outcome,
        @Nullable String closingNote,
        @Nullable Promise promise,
        List<Note> notes) {

    /** A note of a contact. @param addendum whether it was added after the contact was closed */
    public record Note(Instant at, String staffName, String text, boolean addendum) {}
}
