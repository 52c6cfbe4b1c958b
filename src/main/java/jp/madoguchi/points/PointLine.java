package jp.madoguchi.points;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the ledger; one of occasion and benefit.
 *
 * @param points above 0 earned, below 0 spent
 * @param balance right after it
 */
public record PointLine(
        long id,
        Instant at,
        @Nullable Occasion occasion,
        @Nullable Benefit benefit,
        int points,
        int balance) {}
