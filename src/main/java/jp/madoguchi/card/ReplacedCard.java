package jp.madoguchi.card;

import java.time.Instant;

/** Another card that was ordered; its number is on the card and is not told. */
public record ReplacedCard(String last4, Instant orderedAt) {}
