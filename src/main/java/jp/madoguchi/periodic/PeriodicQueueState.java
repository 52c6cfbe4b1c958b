package jp.madoguchi.periodic;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the periodic review stands at one moment.
 *
 * @param today in Tokyo
 * @param due reviews for which the bureau is still to be asked
 * @param dueBy the earliest day by which that must be done; null = none is due
 * @param atReview how many wait for a reviewer
 * @param lines the first 200 of these, the earliest day first
 */
public record PeriodicQueueState(
        Instant asOf, LocalDate today, int due, @Nullable LocalDate dueBy, int atReview, List<Line> lines) {

    /**
     * A review with findings; says nothing about the person.
     *
     * @param findings codes of the tasks that are not in order
     * @param askedAt when a certificate was asked for; null = it was not
     * @param holder who has it in front; null = free
     */
    public record Line(
            UUID ref,
            ReviewKind kind,
            LocalDate month,
            LocalDate dueBy,
            List<String> findings,
            @Nullable Instant askedAt,
            @Nullable String holder,
            @Nullable Instant until) {}

    public boolean isLate() {
        return dueBy != null && dueBy.isBefore(today);
    }
}
