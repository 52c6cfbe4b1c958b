package jp.madoguchi.publicnotice;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Hands out the edition of the moment. Whoever first asks after the end of an edition makes the next one from the facts at
 * hand, so no timer can show a notice too late or leave one standing, and the database is not asked.
 */
final class Editions {

    private final InstantSource clock;
    private @Nullable Facts facts;
    private volatile @Nullable Edition current;

    Editions(InstantSource clock) {
        this.clock = clock;
    }

    /** From now on editions are made of these. */
    synchronized void take(Facts read) {
        facts = read;
        current = Edition.of(read, clock.instant(), current);
    }

    /** Null before the first facts. */
    @Nullable
    Edition current() {
        var edition = current;
        var now = clock.instant();
        return edition == null || now.isBefore(edition.until()) ? edition : next(now);
    }

    private synchronized @Nullable Edition next(Instant now) {
        if (facts != null && current != null && !now.isBefore(current.until())) {
            current = Edition.of(facts, now, current);
        }
        return current;
    }
}
