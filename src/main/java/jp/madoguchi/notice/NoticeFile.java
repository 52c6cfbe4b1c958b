package jp.madoguchi.notice;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All about one notice.
 *
 * @param published as members may see it; null before the first version is published
 * @param versions the latest first
 * @param updates the oldest first
 * @param asOf the moment of the reading
 */
public record NoticeFile(
        UUID ref, @Nullable Published published, List<NoticeVersion> versions, List<Update> updates, Instant asOf) {

    /**
     * The notice in force.
     *
     * @param version to name when it is changed
     * @param shownUntil end of its visibility, a withdrawal included
     */
    public record Published(
            int version,
            NoticeForm form,
            Instant shownFrom,
            @Nullable Instant shownUntil,
            @Nullable Instant withdrawnAt,
            @Nullable String withdrawnBy,
            @Nullable String withdrawnBecause) {}

    /** A step, as members read it. */
    public record Update(
            NoticeStep kind, String text, @Nullable String textEn, Instant at, String by) {}

    /** Where it stands at the moment of the reading. */
    public NoticeState state() {
        return published == null
                ? NoticeState.NEVER_SHOWN
                : NoticeState.at(asOf, published.shownFrom(), published.shownUntil());
    }

    /** Whether a screen that shows the other shows this one, too: all but the moment of the reading. */
    boolean looksLike(@Nullable NoticeFile other) {
        return other != null
                && ref.equals(other.ref)
                && Objects.equals(published, other.published)
                && versions.equals(other.versions)
                && updates.equals(other.updates)
                && state() == other.state();
    }

    /** The steps that may still be told. */
    public List<NoticeStep> nextSteps() {
        if (published == null
                || state() != NoticeState.IN_FORCE
                || !published.form().kind().stopsSomething()) {
            return List.of();
        }
        var last = updates.isEmpty() ? -1 : updates.getLast().kind().ordinal();
        return Arrays.stream(NoticeStep.values())
                .filter(step -> step.ordinal() > last)
                .toList();
    }
}
