package jp.madoguchi.publicnotice;

import java.time.Instant;
import java.time.InstantSource;

/** The clock of the database, gone on with by this machine since it was last read. */
final class RunningClock implements InstantSource {

    private record Reading(Instant at, long nanos) {}

    private volatile Reading reading = new Reading(Instant.EPOCH, System.nanoTime());

    void set(Instant now) {
        reading = new Reading(now, System.nanoTime());
    }

    @Override
    public Instant instant() {
        var last = reading;
        return last.at().plusNanos(System.nanoTime() - last.nanos());
    }
}
