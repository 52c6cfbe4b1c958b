package jp.madoguchi.card;

import java.time.Instant;

/**
 * A report whose lock is open.
 *
 * @param replaced whether another card was ordered in place of the reported one
 */
public record CardLoss(
        String reportNo,
        Circumstance circumstance,
        Instant reportedAt,
        String last4,
        String takenInBy,
        boolean replaced) {}
