package jp.madoguchi.notice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a notice stands at a moment: decided by its clocks whenever it is read. */
public enum NoticeState {
    NEVER_SHOWN,
    COMING,
    IN_FORCE,
    ENDED;

    /**
     * @param from from this moment on members see it
     * @param until from this moment on nobody does; null = open
     */
    static NoticeState at(Instant now, Instant from, @Nullable Instant until) {
        if (until != null && !now.isBefore(until)) {
            return ENDED;
        }
        return now.isBefore(from) ? COMING : IN_FORCE;
    }
}
