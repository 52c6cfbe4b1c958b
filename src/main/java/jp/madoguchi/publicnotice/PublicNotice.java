package jp.madoguchi.publicnotice;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A notice as the world may read it: a row of {@code madoguchi.public_notices}. All texts are plain text.
 *
 * @param services codes of what is affected; may be empty
 * @param titleEn null: readers of English get the Japanese title; so with the body
 * @param affectedFrom null: nothing is affected
 * @param affectedTo exclusive; null: until further notice
 * @param shownUntil exclusive, a withdrawal included; null: open
 * @param updates the oldest first
 * @param banks with which banks instant transfers are affected; null: with all
 */
record PublicNotice(
        UUID ref,
        String kind,
        String severity,
        List<String> services,
        String title,
        String body,
        @Nullable String titleEn,
        @Nullable String bodyEn,
        @Nullable Instant affectedFrom,
        @Nullable Instant affectedTo,
        Instant shownFrom,
        @Nullable Instant shownUntil,
        Instant updatedAt,
        List<NoticeUpdate> updates,
        @Nullable String banks) {

    /** Where a moment lies beside the span in which services are affected. */
    enum Phase {
        NOW,
        COMING,
        OVER
    }

    boolean isShownAt(Instant moment) {
        return !moment.isBefore(shownFrom) && (shownUntil == null || moment.isBefore(shownUntil));
    }

    /** Null where nothing is affected at any time. */
    @Nullable
    Phase phaseAt(Instant moment) {
        if (affectedFrom == null) {
            return null;
        }
        if (moment.isBefore(affectedFrom)) {
            return Phase.COMING;
        }
        return affectedTo == null || moment.isBefore(affectedTo) ? Phase.NOW : Phase.OVER;
    }

    /** The moments at which something changes for its readers. */
    Stream<Instant> boundaries() {
        return Stream.of(shownFrom, shownUntil, affectedFrom, affectedTo).filter(Objects::nonNull);
    }
}
