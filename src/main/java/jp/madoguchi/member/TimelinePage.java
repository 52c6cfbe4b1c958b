package jp.madoguchi.member;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a timeline, the newest first.
 *
 * @param next the next page begins before this moment; null when nothing older is on record
 * @param masked whether entries are left out, or told without figures, until the member is checked
 */
public record TimelinePage(
        List<TimelineEvent> events, @Nullable Instant next, boolean masked) {

    public TimelinePage {
        events = List.copyOf(events);
    }
}
