package jp.madoguchi.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SessionLimitsTest {

    private static final Instant NINE = Instant.parse("2026-11-22T00:00:00Z");
    private final SessionLimits limits =
            new SessionLimits(Duration.ofMinutes(15), Duration.ofHours(10), Duration.ofMinutes(5));

    @Test
    void a_desk_is_forgotten_after_fifteen_minutes_to_the_moment() {
        var activity = NINE.plus(Duration.ofHours(1));
        assertThat(limits.reached(
                        NINE, activity, activity.plus(Duration.ofMinutes(15)).minusNanos(1)))
                .isEmpty();
        assertThat(limits.reached(NINE, activity, activity.plus(Duration.ofMinutes(15))))
                .contains(SessionEnd.IDLE);
    }

    @Test
    void a_day_ends_after_ten_hours_however_busy_it_is() {
        var end = NINE.plus(Duration.ofHours(10));
        assertThat(limits.reached(NINE, end.minusSeconds(1), end.minusSeconds(1)))
                .isEmpty();
        assertThat(limits.reached(NINE, end, end)).contains(SessionEnd.TOO_LONG);
    }

    @Test
    void only_what_a_person_does_counts_as_activity() {
        assertThat(ActivityClock.counts("event", "click")).isTrue();
        assertThat(ActivityClock.counts("event", "activity")).isTrue();
        assertThat(ActivityClock.counts("mSync", "value")).isTrue();
        assertThat(ActivityClock.counts("navigation", "")).isTrue();
        assertThat(ActivityClock.counts("event", "ui-poll")).isFalse();
        assertThat(ActivityClock.counts("channel", "0")).isFalse();
        assertThat(ActivityClock.counts("publishedEventHandler", "confirmUpdate"))
                .isFalse();
    }
}
