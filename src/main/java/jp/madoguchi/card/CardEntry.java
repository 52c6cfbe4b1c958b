package jp.madoguchi.card;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A card of a member, in force or not; its number stays reserved.
 *
 * @param endReason code of card.end_reason
 * @param orderedBy who ordered it; null for the card that came with the contract
 */
public record CardEntry(
        String last4,
        Instant issuedAt,
        @Nullable Instant endedAt,
        @Nullable String endReason,
        @Nullable String orderedBy) {}
