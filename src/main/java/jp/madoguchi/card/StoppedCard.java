package jp.madoguchi.card;

import java.time.Instant;

/** What the member is told when a card is stopped. */
public record StoppedCard(String reportNo, Instant reportedAt) {}
