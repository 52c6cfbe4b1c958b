package jp.madoguchi.login;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reset that was started, without its code.
 *
 * @param expiresAt until when its code works; null = it comes into being with the sheet of the slip
 * @param usedAt when the member opened it; null = not yet
 */
public record ResetEntry(
        Clearing.Secret secret,
        Reset.Delivery delivery,
        Instant requestedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant usedAt) {}
